"""Pictures that companies hand in: looked through like every upload, and kept apart from those of the editors."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Collection

from nominations import safety
from showcase.models import Picture

COLLECTION = "Company profiles"
MAX_BYTES = 10 * 1024 * 1024
ACCEPTED = ".png,.jpg,.jpeg,.webp"
WANTED = gettext_lazy("PNG, JPEG or WebP, at most 10 MB")
# Who sent it stands in the record, from which a person can be erased.
RIGHTS = "Given for its profile by %s"


def checked_picture(file):
    """Drawn anew, so that neither where it was taken nor anything behind it comes along; or refused."""
    refused = _("Send a picture: %(wanted)s.") % {"wanted": WANTED}
    if safety.clean_name(file.name).rpartition(".")[2].lower() not in {*safety.IMAGE_FORMATS, *safety.SPELLINGS}:
        raise ValidationError(refused)
    if safety.length_of(file) > MAX_BYTES:
        raise ValidationError(refused)
    return safety.check_file(file, file.name)


def keep_picture(checked, *, company, description, credit):
    return Picture.objects.create(
        title=Truncator(company).chars(255),
        description=description,
        credit=credit,
        rights=Truncator(RIGHTS % company).chars(300),
        collection=collection_of_profiles(),
        file=ContentFile(checked.file.read(), name=checked.name),
    )


def collection_of_profiles():
    known = Collection.objects.filter(name=COLLECTION).first()
    return known or Collection.get_first_root_node().add_child(name=COLLECTION)
