"""My marks: all own entries of a round side by side, so that the first is judged like the last."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from judging.actions.marks import mark_value
from judging.enums import ScorecardState
from judging.models import Scorecard
from judging.science.plain import CANNOT_JUDGE

SHORT = {CANNOT_JUDGE: _("cannot judge"), None: ""}


@dataclass(frozen=True)
class MarkRow:
    scorecard: Scorecard
    # Pairs of a criterion and what it was given, in words.
    cells: tuple

    @property
    def state(self):
        return ScorecardState(self.scorecard.state)


@dataclass(frozen=True)
class MarkTable:
    round_category: object
    criteria: tuple
    rows: list


def mark_tables(juror, round):
    """One table for each category, since each may have a rubric of its own."""
    cards = (
        Scorecard.objects.for_juror(juror)
        .in_round(round)
        .assigned()
        .filter(candidacy__in=round.candidacies.readable_by(juror).values("pk"))
        .select_related(
            "candidacy__round_category__category",
            "candidacy__round_category__rubric",
            "candidacy__nomination__organisation",
            "candidacy__submission",
        )
        .prefetch_related("marks", "candidacy__round_category__rubric__criteria")
        .order_by("candidacy__round_category__category__position", F("total").desc(nulls_last=True), "candidacy__code")
    )
    grouped = defaultdict(list)
    for card in cards:
        grouped[card.candidacy.round_category].append(card)
    return [table_of(round_category, cards) for round_category, cards in grouped.items()]


def table_of(round_category, cards):
    criteria = tuple(cards[0].candidacy.round_category.rubric.criteria.all())
    return MarkTable(round_category, criteria, [row_of(card, criteria) for card in cards])


def row_of(card, criteria):
    marks = {mark.criterion_id: mark for mark in card.marks.all()}
    values = [mark_value(marks.get(criterion.pk)) for criterion in criteria]
    return MarkRow(card, tuple(zip(criteria, (SHORT.get(value, value) for value in values), strict=True)))
