"""What the press gets of one edition: each award's text and pictures, and nothing that the company did not approve."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import PurePath

from django.utils.text import slugify
from django.utils.translation import gettext as _

from judging.models import Announcement
from prizes.models import Edition
from showcase.approving import approved_among
from showcase.models import Award, Picture, WinnerPage
from showcase.press.embargo import spoken_hour
from showcase.press.text import text_of

# How a picture is shown beside the text, one of the sizes that are drawn ahead; what is taken away is the whole file.
SMALL = "width-1280|format-webp"


@dataclass(frozen=True)
class PressPicture:
    picture: Picture
    caption: str
    # Under which it is taken away.
    name: str

    @cached_property
    def small(self):
        return self.picture.get_rendition(SMALL)


@dataclass(frozen=True)
class Sheet:
    """One award."""

    award: Award
    name: str
    text: str
    pictures: tuple
    under_embargo: bool
    public_at: datetime | None


@dataclass(frozen=True)
class PressPack:
    edition: Edition
    sheets: tuple

    @property
    def is_early(self):
        """Something of it is not public yet."""
        return any(sheet.under_embargo for sheet in self.sheets)

    @property
    def contact(self):
        return self.edition.prize.contact_email

    def picture(self, pk):
        """The picture with this id, if it is in the pack."""
        pictures = (each for sheet in self.sheets for each in sheet.pictures)
        return next((each for each in pictures if each.picture.pk == pk), None)


def public_pack(edition):
    public = Award.objects.public().filter(category__edition=edition)
    return _read(edition, public, is_public=lambda award: True)


def early_pack(edition):
    """For those who accepted the embargo: only awards whose hour of the press has come."""
    told = Award.objects.told_to_press().filter(category__edition=edition)
    public = set(Award.objects.public().filter(category__edition=edition).values_list("pk", flat=True))
    return _read(edition, told, is_public=lambda award: award.pk in public)


def _read(edition, told, *, is_public):
    awards = told.with_context().select_related("decision__candidacy").in_order()
    awards = sorted(awards, key=lambda award: (award.category.position, award.category_id))
    hours = _hours_of_the_public(edition)
    pages = _approved_pages(awards)
    pictures = _pictures_of(pages.values())
    sheets = (
        _sheet(
            award,
            name=f"{number:02}-{slugify(award.company_name) or 'award'}",
            page=pages.get(award.pk),
            pictures=pictures.get(award.pk, ()),
            public_at=hours.get((award.decision.candidacy.round_id, award.kind)),
            under_embargo=not is_public(award),
        )
        for number, award in enumerate(awards, start=1)
    )
    return PressPack(edition, tuple(sheets))


def _sheet(award, *, name, page, pictures, public_at, under_embargo):
    hour = spoken_hour(public_at, award.category.edition.zone)
    return Sheet(
        award=award,
        name=name,
        text=text_of(
            award,
            page=page,
            address=page.get_full_url() or "" if page else "",
            embargo=_("UNDER EMBARGO: not before %(hour)s") % {"hour": hour} if under_embargo else "",
        ),
        pictures=tuple(_named(name, pictures)),
        under_embargo=under_embargo,
        public_at=public_at,
    )


def _hours_of_the_public(edition):
    rows = Announcement.objects.filter(round__edition=edition)
    return {(round, outcome): at for round, outcome, at in rows.values_list("round", "outcome", "public_at")}


def _approved_pages(awards):
    """By award, the pages whose text stands and is approved by the company."""
    awards = {award.pk: award for award in awards}
    rows = WinnerPage.objects.public().filter(award__in=awards).select_related("ready_revision")
    pages = [page for row in rows if (page := as_published(row))]
    for page in pages:
        page.award = awards[page.award_id]
    approved = approved_among(pages)
    return {page.award_id: page for page in pages if page.pk in approved}


def as_published(page):
    """As everybody reads it, or will once the clock publishes what the editor let through; None when neither is so."""
    if page.live:
        return page
    if page.ready_revision is None:
        return None
    content = page.ready_revision.content
    page.title, page.summary, page.picture_id = content["title"], content["summary"], content["picture"]
    # Wagtail would make a page of the revision with a query for each of its references.
    page.body = page._meta.get_field("body").to_python(content["body"])
    return page


def _pictures_of(pages):
    """By award, pairs of a picture and its caption, in the order of the page."""
    shown = {page.award_id: _shown_on(page) for page in pages}
    wanted = {pk for pairs in shown.values() for pk, _caption in pairs}
    found = Picture.objects.prefetch_renditions(SMALL).in_bulk(wanted)
    return {award: [(found[pk], caption) for pk, caption in pairs if pk in found] for award, pairs in shown.items()}


def _shown_on(page):
    in_body = [block["value"] for block in page.body.get_prep_value() if block["type"] == "picture"]
    pairs = [(page.picture_id, ""), *((value["picture"], value.get("caption") or "") for value in in_body)]
    return [(pk, caption) for pk, caption in pairs if pk]


def _named(name, pairs):
    for number, (picture, caption) in enumerate(pairs, start=1):
        yield PressPicture(picture, caption, f"{name}-{number}{PurePath(picture.file.name).suffix.lower()}")
