import uuid
from pathlib import PurePath

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

# The sizes that components/picture.html names, in the formats that browsers read. They are drawn when a picture is saved,
# so that no reader waits for them.
FORMATS = "format-{avif,webp}"
CARD = tuple(Filter.expand_spec(["fill-{480x320,960x640}", FORMATS]))
WIDE = tuple(Filter.expand_spec(["width-{640,1280}", FORMATS]))
SIZES = (*CARD, *WIDE)


class Picture(AbstractImage):
    """A picture of the site, with the rights that a prize has to keep.

    Stored under a random name: an address that can be guessed would tell a winner before the announcement.
    """

    description = models.CharField(
        _("alternative text"), max_length=255, help_text=_("What can be seen, for those who cannot see it.")
    )
    credit = models.CharField(max_length=200, help_text=_("Who made it: shown beneath the picture."))
    rights = models.CharField(max_length=300, help_text=_("Why we may show it: our own, licence, permission of …"))

    admin_form_fields = (*Image.admin_form_fields, "credit", "rights")

    def get_upload_to(self, filename):
        return f"pictures/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


def card_pictures(lookup="picture"):
    """The pictures of a list of cards, with the sizes that cards show, in two queries."""
    return Prefetch(lookup, queryset=Picture.objects.prefetch_renditions(*CARD))


def read_pictures(pages, *sizes):
    """Give each of these pages its picture, whatever kind of page it is, in two queries for all of them."""
    wanted = {page.picture_id for page in pages if page.picture_id}
    pictures = Picture.objects.prefetch_renditions(*sizes).in_bulk(wanted)
    for page in pages:
        if page.picture_id in pictures:
            page.picture = pictures[page.picture_id]


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]
