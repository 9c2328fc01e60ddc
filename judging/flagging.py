"""Gathers for the flags what the input of the figures does not hold: orders, seats, sizes, and marks changed later.

What comes out is for the chair's page: kinds, ids, sizes and intervals, nobody's name.
"""

from collections import defaultdict
from decimal import Decimal

import numpy as np
from django.db.models import F

from judging.computing import fitted_groups
from judging.models import Assignment, Candidacy, Criterion, MarkRevision, Reopening, Scorecard, Seat
from judging.science.behaviour import Sheet, flags
from judging.science.plain import CANNOT_JUDGE, Scale, plain_total
from nominations.enums import Measure
from nominations.models import Figure

# The trait of an entry that seats are held against: the smallest companies, and all others.
SMALL_COMPANY = 20
ROUNDED = 3


def flags_of(round, given, seed):
    """The flags of every group that has a model, as plain data."""
    facts = _Facts(round)
    found = []
    for group in fitted_groups(given, seed=seed):
        if group.fit is not None:
            found += [_told(flag, group, facts) for flag in flags(_sheet(group, facts))]
    return found


def _told(flag, group, facts):
    mark = None if flag.mark is None else group.entries[group.marks.entry[flag.mark]]
    return {
        "kind": flag.kind.value,
        "jurors": [group.jurors[juror] for juror in flag.jurors],
        "candidacy": mark,
        "seat": None if flag.group is None else facts.seat_types[flag.group[0]],
        "small": None if flag.group is None else bool(flag.group[1]),
        "size": round(float(flag.size), ROUNDED),
        "low": round(float(flag.low), ROUNDED),
        "high": round(float(flag.high), ROUNDED),
    }


def _sheet(group, facts):
    marks = group.marks
    pairs = [(group.entries[e], group.jurors[j]) for e, j in zip(marks.entry, marks.juror, strict=True)]
    deviation = group.fit.spread[marks.juror]
    return Sheet(
        marks=marks,
        residual=group.fit.residual * deviation,
        deviation=deviation,
        position=np.array([facts.positions.get(pair, np.nan) for pair in pairs], dtype=float),
        criteria=_criteria(group, pairs),
        seat=np.array([facts.seats.get(juror, -1) for juror in group.jurors]),
        trait=np.array([facts.small.get(entry, -1) for entry in group.entries]),
        before=np.array([facts.before.get(pair, np.nan) for pair in pairs], dtype=float),
    )


def _criteria(group, pairs):
    """(N, C) on 0 to 1; categories with rubrics of their own share columns by the order of their criteria."""
    levels = {(entry, juror): given for entry, juror, _, given in group.cards}
    scales = {entry: group.book.scales[group.book.category_of[entry]] for entry in group.entries}
    width = max(len(each) for each in scales.values())
    table = np.full((len(pairs), width), np.nan)
    for row, pair in enumerate(pairs):
        for column, scale in enumerate(scales[pair[0]]):
            level = levels[pair].get(scale.key)
            if isinstance(level, Decimal):
                table[row, column] = float((level - scale.lowest) / (scale.highest - scale.lowest))
    return table


class _Facts:
    """Read once for the round, by ids as text: the names that the input uses."""

    def __init__(self, round):
        rows = Assignment.objects.active().in_round(round).exclude(first_opened_at=None)
        self.positions = {
            (str(candidacy), str(juror)): position
            for candidacy, juror, position in rows.order_by().values_list("candidacy", "juror", "position")
        }
        seats = dict(Seat.objects.scoring().filter(panel__round=round).values_list("juror", "seat_type"))
        self.seat_types = sorted(set(seats.values()))
        self.seats = {str(juror): self.seat_types.index(kind) for juror, kind in seats.items()}
        self.small = self._sizes(round)
        self.before = self._before(round)

    def _sizes(self, round):
        """1 for the smallest companies, 0 for others, by the newest count of employees that was handed in."""
        pinned = dict(Candidacy.objects.filter(round=round).values_list("submission", "pk"))
        figures = Figure.objects.filter(measure=Measure.EMPLOYEES, submission__in=pinned.keys()).order_by("year")
        return {
            str(pinned[submission]): int(value <= SMALL_COMPANY)
            for submission, value in figures.values_list("submission", "value")
        }

    def _before(self, round):
        """Totals as they stood when the chair reopened a card after the close: from then on a juror may have heard."""
        reopened = {
            row.scorecard_id: row.reopened_at
            for row in Reopening.objects.filter(scorecard__candidacy__round=round, reopened_at__gte=round.closes_at)
        }
        if not reopened:
            return {}
        cards = Scorecard.objects.filter(pk__in=reopened).annotate(rubric=F("candidacy__round_category__rubric"))
        levels, scales = _levels_at(reopened), _scales_by_rubric({card.rubric for card in cards})
        totals = {card: plain_total(scales[card.rubric], levels[card.pk]).value for card in cards}
        return {
            (str(card.candidacy_id), str(card.juror_id)): float(total)
            for card, total in totals.items()
            if total is not None
        }


def _levels_at(reopened):
    levels = defaultdict(dict)
    revisions = MarkRevision.objects.filter(mark__scorecard__in=reopened).order_by("revision")
    for card, criterion, value, cannot_judge, saved_at in revisions.values_list(
        "mark__scorecard", "mark__criterion", "value", "cannot_judge", "saved_at"
    ):
        if saved_at < reopened[card]:
            levels[card][str(criterion)] = CANNOT_JUDGE if cannot_judge else value
    return levels


def _scales_by_rubric(rubrics):
    scales = defaultdict(list)
    for row in Criterion.objects.filter(rubric__in=rubrics).prefetch_related("levels"):
        scales[row.rubric_id].append(Scale(str(row.pk), row.weight, row.lowest, row.highest, row.mandatory))
    return scales
