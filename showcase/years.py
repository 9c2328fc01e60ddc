"""One year of a prize as everybody may read it, and the years that have been announced."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from judging.jury import jury_by_seat
from judging.models import Candidacy
from nominations.enums import SUBMITTED_STATES
from nominations.models import Nomination
from prizes.enums import Vocabulary
from prizes.models import Category, Edition
from showcase.cards import cards_of
from showcase.enums import AwardKind
from showcase.filters import Facet, facets_of_terms
from showcase.models import Award
from showcase.registries import stories_of

COLUMNS = (
    "pk",
    "kind",
    "company_name",
    "category__key",
    "category__name",
    "category__edition__year",
    "category__edition__name",
    "category__edition__theme",
)


@dataclass(frozen=True)
class Honours:
    """What the jury gave in one category, as cards; of each kind there may be none."""

    category: Category
    winners: list
    finalists: list
    commended: list


@dataclass(frozen=True)
class Year:
    edition: Edition
    categories: list
    counts: list
    seats: list
    # Pairs of a company's name and a Link.
    stories: list


@dataclass(frozen=True)
class PastYear:
    """An edition of which something is announced, in a list of years."""

    year: int
    name: str
    theme: str
    # Names of companies.
    winners: list


class Announced:
    """The announced awards of a prize, which may be its id. What makes an award public is asked once for all of them."""

    def __init__(self, prize):
        public = Award.objects.public().filter(category__edition__prize=prize)
        # The newest name of a category is the last one read.
        self._rows = list(public.order_by("category__edition__year").values_list(*COLUMNS, named=True))

    def awards(self, year=None):
        return Award.objects.filter(
            pk__in=[row.pk for row in self._rows if year in (None, row.category__edition__year)]
        )

    def years(self):
        """The newest first."""
        by_year = defaultdict(list)
        for row in reversed(self._rows):
            by_year[row.category__edition__year].append(row)
        return [_past_year(year, rows) for year, rows in by_year.items()]

    def facets(self):
        """To choose awards by."""
        return (
            Facet(_("Year"), "year", self._facts, newest_first=True),
            Facet(_("Category"), "category", self._facts),
            *facets_of_terms(Vocabulary.SUB_INDUSTRY),
        )

    def _facts(self, awards):
        for row in self._rows:
            yield "year", row.pk, str(row.category__edition__year), str(row.category__edition__year)
            yield "category", row.pk, row.category__key, row.category__name


def _past_year(year, rows):
    winners = sorted(row.company_name for row in rows if row.kind == AwardKind.WINNER)
    return PastYear(year, rows[0].category__edition__name, rows[0].category__edition__theme, winners)


def read_year(awards, request=None):
    """`awards` are those of one edition that were announced, one at least."""
    cards = cards_of(awards.in_order().for_cards(), request)
    edition = cards[0].award.category.edition
    return Year(
        edition=edition,
        categories=_by_category(cards),
        counts=_counts(edition, len(cards)),
        seats=jury_by_seat(edition),
        stories=_stories(cards, request),
    )


def _by_category(cards):
    found = defaultdict(lambda: defaultdict(list))
    for card in cards:
        found[card.award.category][card.award.kind].append(card)
    in_order = sorted(found, key=lambda category: (category.position, category.pk))
    return [Honours(category, *(found[category][kind] for kind in AwardKind)) for category in in_order]


def _counts(edition, honoured):
    """Of the whole year: in a single category the figures could tell whose entry was passed over."""
    released = Candidacy.objects.current().filter(nomination=OuterRef("pk"), round__release__isnull=False)
    counts = Nomination.objects.filter(edition=edition).aggregate(
        entered=Count("pk", filter=Q(state__in=SUBMITTED_STATES)), judged=Count("pk", filter=Exists(released))
    )
    entered, judged = counts["entered"], counts["judged"]
    return [
        (entered, ngettext("entry", "entries", entered)),
        (judged, ngettext("read and judged", "read and judged", judged)),
        (honoured, ngettext("honored", "honored", honoured)),
    ]


def _stories(cards, request):
    """Beside an award whose page its company did not approve stands nothing more."""
    awards = [card.award for card in cards if card.approved]
    found = stories_of(awards, request)
    return [(award.company_name, link) for award in awards for link in found.get(award.pk, ())]
