"""An award as a list shows it: company, place, category and citation; a picture only where the company approved its page."""

from dataclasses import dataclass

from showcase.approving import approved_among
from showcase.models import Award, Picture
from showcase.models.pictures import read_pictures
from showcase.visibility import is_closed


@dataclass(frozen=True)
class Card:
    award: Award
    url: str = ""
    picture: Picture | None = None
    # Whether the company approved its page: without that nothing but name, place, category and citation is shown.
    approved: bool = False


def cards_of(awards, request=None, beside=(), wide=()):
    """Awards that the public may know, read `for_cards()`, in the order given and in a fixed number of queries.

    Pages that stand on the same one, as cards `beside` them or as `wide` as it is, get their pictures with these.
    """
    awards = list(awards)
    pages = {award.pk: page for award in awards if (page := _open_page(award))}
    read_pictures([*pages.values(), *beside], wide)
    approved = approved_among(pages.values())
    return [_card(award, pages.get(award.pk), approved, request) for award in awards]


def _open_page(award):
    """Its page with the company's word on it, which was asked of the award; None where a visitor finds none."""
    page = getattr(award, "page", None)
    if page is None or not page.live or is_closed(page):
        return None
    page.newest_answer, page.newest_digest = award.newest_answer, award.newest_digest
    return page


def _card(award, page, approved, request):
    if page is None:
        return Card(award)
    is_approved = page.pk in approved
    return Card(award, page.get_url(request), page.picture if is_approved else None, is_approved)
