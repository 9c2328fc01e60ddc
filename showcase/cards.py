"""An award as a list shows it: company, place, category and citation; a picture only where the company approved its page."""

from dataclasses import dataclass

from showcase.approving import approved_among
from showcase.models import Award, Picture, WinnerPage
from showcase.models.pictures import card_pictures


@dataclass(frozen=True)
class Card:
    award: Award
    url: str = ""
    picture: Picture | None = None


def cards_of(awards, request=None):
    """In the order given, in a fixed number of queries."""
    awards = list(awards)
    pages = WinnerPage.objects.live().public().announced().filter(award__in=awards)
    pages = {page.award_id: page for page in pages.select_related("award").prefetch_related(card_pictures())}
    approved = approved_among(pages.values())
    return [_card(award, pages.get(award.pk), approved, request) for award in awards]


def _card(award, page, approved, request):
    if page is None:
        return Card(award)
    return Card(award, page.get_url(request), page.picture if page.pk in approved else None)
