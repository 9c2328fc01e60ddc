"""One year of a prize as everybody may read it, and the years that have been announced."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import ngettext

from judging.jury import jury_by_seat
from judging.models import Candidacy
from nominations.enums import SUBMITTED_STATES
from nominations.models import Nomination
from prizes.models import Category, Edition
from showcase.cards import cards_of
from showcase.enums import AwardKind
from showcase.models import Award
from showcase.registries import stories_of


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
class EarlierYear:
    edition: Edition
    winners: list


def announced_editions(prize):
    """The newest first. `prize` may be its id."""
    told = Award.objects.public().filter(category__edition__prize=prize).order_by().values("category__edition")
    return Edition.objects.filter(pk__in=told).order_by("-year")


def read_year(edition, request=None):
    awards = Award.objects.public().filter(category__edition=edition)
    cards = cards_of(awards.in_order().with_context(), request)
    return Year(
        edition=edition,
        categories=_by_category(cards),
        counts=_counts(edition, len(cards)),
        seats=jury_by_seat(edition),
        stories=_stories(cards),
    )


def winners_by_year(editions):
    """Of each of these editions the names of its winners, in two queries whatever their number."""
    rows = Award.objects.public().filter(category__edition__in=editions, kind=AwardKind.WINNER)
    names = defaultdict(list)
    for edition, name in rows.in_order().values_list("category__edition", "company_name"):
        names[edition].append(name)
    return [EarlierYear(edition, names[edition.pk]) for edition in editions]


def _by_category(cards):
    found = defaultdict(lambda: defaultdict(list))
    for card in cards:
        found[card.award.category][card.award.kind].append(card)
    in_order = sorted(found, key=lambda category: (category.position, category.pk))
    return [Honours(category, *(found[category][kind] for kind in AwardKind)) for category in in_order]


def _counts(edition, honoured):
    """Of the whole year: in a single category the figures could tell whose entry was passed over."""
    entered = Nomination.objects.filter(edition=edition, state__in=SUBMITTED_STATES).count()
    released = Candidacy.objects.current().filter(round__edition=edition, round__release__isnull=False)
    judged = released.order_by().values("nomination").distinct().count()
    return [
        (entered, ngettext("entry", "entries", entered)),
        (judged, ngettext("read and judged", "read and judged", judged)),
        (honoured, ngettext("honored", "honored", honoured)),
    ]


def _stories(cards):
    """Beside an award whose page its company did not approve stands nothing more."""
    awards = [card.award for card in cards if card.approved]
    found = stories_of(awards)
    return [(award.company_name, link) for award in awards for link in found.get(award.pk, ())]
