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


class Announced:
    """The announced awards of a prize, which may be its id. What makes an award public is asked once for all of them."""

    def __init__(self, prize):
        public = Award.objects.public().filter(category__edition__prize=prize).order_by()
        self._rows = list(public.values_list("pk", "category__edition", "kind", "company_name"))

    def awards(self, edition=None):
        pks = [pk for pk, of, _kind, _name in self._rows if edition is None or of == edition.pk]
        return Award.objects.filter(pk__in=pks)

    def editions(self):
        """The newest first."""
        return list(Edition.objects.filter(pk__in={of for _pk, of, _kind, _name in self._rows}).order_by("-year"))

    def winners_of(self, edition):
        names = (name for _pk, of, kind, name in self._rows if of == edition.pk and kind == AwardKind.WINNER)
        return sorted(names)


def read_year(edition, awards, request=None):
    """`awards` are those of the edition that were announced."""
    cards = cards_of(awards.in_order().with_context(), request)
    return Year(
        edition=edition,
        categories=_by_category(cards),
        counts=_counts(edition, len(cards)),
        seats=jury_by_seat(edition),
        stories=_stories(cards),
    )


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
