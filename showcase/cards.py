"""An award as a list shows it: company, place, category and citation; a picture only where the company approved its page."""

from dataclasses import dataclass

from showcase.approving import approved_among
from showcase.models import Award, Picture, WinnerPage
from showcase.models.pictures import read_pictures
from showcase.visibility import public_q


@dataclass(frozen=True)
class Card:
    award: Award
    url: str = ""
    picture: Picture | None = None
    # Whether the company approved its page: without that nothing but name, place, category and citation is shown.
    approved: bool = False


def cards_of(awards, request=None, beside=(), wide=()):
    """Awards that the public may know, in the order given and in a fixed number of queries.

    Pages that stand on the same one, as cards `beside` them or as `wide` as it is, get their pictures with these.
    """
    awards = {award.pk: award for award in awards}
    found = WinnerPage.objects.live().filter(public_q(), award__in=awards)
    pages = {page.award_id: page for page in found.for_cards().with_newest_answer()}
    for page in pages.values():
        page.award = awards[page.award_id]
    read_pictures([*pages.values(), *beside], wide)
    approved = approved_among(pages.values())
    return [_card(award, pages.get(award.pk), approved, request) for award in awards.values()]


def _card(award, page, approved, request):
    if page is None:
        return Card(award)
    is_approved = page.pk in approved
    return Card(award, page.get_url(request), page.picture if is_approved else None, is_approved)
