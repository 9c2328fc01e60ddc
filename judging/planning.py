"""Draws up an assignment for a whole round: gathers the problem, has it solved, and says what came of it.

The plan is kept as a run of the round, so that what is committed is what was looked at.
"""

from collections import Counter
from dataclasses import asdict, dataclass, field

import numpy as np

from judging.assignment import Obstacles
from judging.enums import PairRuleKind
from judging.matching import match_table
from judging.models import AssignmentRun, Candidacy, PairRule, Seat
from judging.science.assignment import Problem, assign, report
from prizes.enums import SeatType

SEED = 20
# Of a number that nobody asked for: as much as the average juror reads, and a third more.
MORE_THAN_AVERAGE = 4 / 3


@dataclass(frozen=True)
class Settings:
    """`least` and `most` entries for a juror, None for what follows from the round; `mix` least jurors by seat type."""

    least: int = 0
    most: int | None = None
    mix: dict = field(default_factory=dict)


def draw_up(*, round, settings, by):
    """A run that nobody has committed. Pairs that stand are kept; who stepped back from an entry is not asked again."""
    table = _Table(round)
    problem = table.problem(settings)
    solution = assign(problem, seed=SEED)
    pinned = np.argwhere(problem.pinned & ~table.standing)
    return AssignmentRun.objects.create(
        round=round,
        asked=asdict(settings),
        pairs=[[str(table.entries[e].pk), str(table.jurors[j].pk)] for e, j in [*pinned, *solution.pairs]],
        report=table.report(problem, solution),
        made_by=by,
    )


class _Table:
    """Entries against jurors, as arrays in one order."""

    def __init__(self, round):
        self.round = round
        rows = (
            Candidacy.objects.current().filter(round=round).select_related("nomination", "round_category", "submission")
        )
        self.entries = list(rows.order_by("pk"))
        seats = Seat.objects.scoring().filter(panel__round=round).select_related("juror").order_by("juror", "pk")
        self.seat_of = {seat.juror_id: seat.seat_type for seat in seats}
        self.jurors = list({seat.juror_id: seat.juror for seat in seats}.values())
        self.types = sorted(set(self.seat_of.values()))
        self.obstacles = Obstacles(round, self.jurors, again=False)

    def problem(self, settings):
        row = {entry.pk: number for number, entry in enumerate(self.entries)}
        column = {juror.pk: number for number, juror in enumerate(self.jurors)}
        self.standing = standing = self._marked(row, column, self.obstacles.active)
        pins, forbidden = (
            self._marked(row, column, self._ruled(kind)) for kind in (PairRuleKind.PIN, PairRuleKind.FORBID)
        )
        possible = self._possible() & ~forbidden
        wanted = np.array([entry.round_category.jurors_per_entry for entry in self.entries], dtype=np.int64)
        load = standing.sum(axis=0)
        return Problem(
            # What the office pins is worth more than any match: it is chosen wherever it is possible.
            match=np.where(pins, 100, match_table(self.entries, self.jurors)),
            allowed=possible,
            seat=np.array([self.types.index(self.seat_of[juror.pk]) for juror in self.jurors], dtype=np.int64),
            wanted=wanted,
            mix=np.array([settings.mix.get(kind, 0) for kind in self.types], dtype=np.int64),
            least=np.full(len(self.jurors), settings.least, dtype=np.int64),
            most=np.maximum(self._most(settings, wanted), np.maximum(load, settings.least)),
            pinned=standing | (pins & possible),
        )

    def _most(self, settings, wanted):
        if settings.most is not None:
            return settings.most
        return int(np.ceil(wanted.sum() / max(1, len(self.jurors)) * MORE_THAN_AVERAGE))

    def _marked(self, row, column, pairs):
        table = np.zeros((len(row), len(column)), dtype=bool)
        for entry, juror in pairs:
            if entry in row and juror in column:
                table[row[entry], column[juror]] = True
        return table

    def _ruled(self, kind):
        return PairRule.objects.filter(candidacy__round=self.round, kind=kind).values_list("candidacy", "juror")

    def _possible(self):
        """Nothing stands in the way: panel, ties, and what was returned or recused before."""
        rows = [[self.obstacles.reason(entry, juror) is None for juror in self.jurors] for entry in self.entries]
        return np.array(rows, dtype=bool).reshape(len(self.entries), len(self.jurors))

    def report(self, problem, solution):
        told = report(problem, solution.pairs)
        return {
            "entries": len(self.entries),
            "covered": int((told.coverage >= problem.wanted).sum()),
            "coverage": _counted(told.coverage),
            "load": {str(juror.pk): int(load) for juror, load in zip(self.jurors, told.load, strict=True)},
            "mix": {kind: _counted(told.mix[:, number]) for number, kind in enumerate(self.types)},
            "worst": _rounded(told.worst),
            "mean": _rounded(told.mean),
            "parts": told.parts,
            "contrast": _rounded(told.contrast, 3),
            "short": [
                [str(self.entries[s.entry].pk), self.types[s.seat] if s.seat >= 0 else "", s.missing]
                for s in solution.short
            ],
            "under": {str(self.jurors[juror].pk): missing for juror, missing in solution.under.items()},
        }


def _counted(numbers):
    """How often each number occurs, as pairs in order."""
    return sorted(Counter(int(number) for number in numbers).items())


def _rounded(number, places=1):
    return round(float(number), places) if np.isfinite(number) else None


def seat_types_of(round):
    """The seat types of those who score in this round, with their labels."""
    kinds = Seat.objects.scoring().filter(panel__round=round).values_list("seat_type", flat=True)
    return [(kind, SeatType(kind).label) for kind in sorted(set(kinds))]
