from django.utils import translation
from django_tasks import task

from prizes.models import Edition
from showcase.models import Picture
from showcase.models.pictures import SIZES
from showcase.press.archive import Archive
from showcase.press.pack import early_pack, public_pack


@task
def draw_sizes(picture_id):
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        picture.get_renditions(*SIZES)


@task
def keep_press_archive(edition_id, is_early, language):
    edition = Edition.objects.select_related("prize").filter(pk=edition_id).first()
    if edition is None:
        return
    with translation.override(language):
        pack = early_pack(edition) if is_early else public_pack(edition)
        if pack.sheets:
            Archive(pack).keep()
