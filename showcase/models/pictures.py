import uuid
from pathlib import PurePath

from django.db import models
from django.db.models import Prefetch, Q
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
    rights_until = models.DateField(
        _("may be shown until"),
        null=True,
        blank=True,
        help_text=_("The day on which a permission ends. You are reminded two months before. Empty: it does not end."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "rights", "rights_until")

    def get_upload_to(self, filename):
        return f"pictures/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


def read_pictures(cards=(), wide=()):
    """Give each of these pages its picture, whatever kind of page it is, in the sizes of a card, or as wide as a page.

    Two queries for all of them; one where they were read together with their pictures.
    """
    small, large = ([page for page in pages if page.picture_id] for pages in (cards, wide))
    pages = [*small, *large]
    pictures = {page.picture_id: page.picture for page in pages if has_read_picture(page)}
    pictures |= Picture.objects.in_bulk({page.picture_id for page in pages} - set(pictures))
    for page in pages:
        page.picture = pictures.get(page.picture_id)
    _read_renditions(pictures, drawn_for(small, CARD) | drawn_for(large, WIDE))


def _read_renditions(pictures, drawn):
    """Where Wagtail's `prefetch_renditions()` leaves them, with half of its work: the pictures are at hand."""
    for picture in pictures.values():
        picture.prefetched_renditions = []
    for rendition in Rendition.objects.filter(drawn) if pictures else ():
        rendition.image = pictures[rendition.image_id]
        rendition.image.prefetched_renditions.append(rendition)


def has_read_picture(page):
    return page.picture_id and page._meta.get_field("picture").is_cached(page)


def drawn_for(pages, sizes):
    return Q(image__in={page.picture_id for page in pages}, filter_spec__in=sizes)


def card_renditions():
    """The sizes that cards show, for a queryset of pages with pictures."""
    drawn = Rendition.objects.filter(filter_spec__in=CARD)
    return Prefetch("picture__renditions", queryset=drawn, to_attr="prefetched_renditions")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]
