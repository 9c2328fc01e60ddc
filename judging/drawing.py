"""Draws up an assignment for a whole round: gathers the problem, has it solved, and says what came of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from importlib.metadata import version

import numpy as np
from django.utils.translation import gettext as _

from judging.assignment import Obstacles
from judging.enums import PairRuleKind
from judging.matching import match_table
from judging.models import Candidacy, PairRule, Seat
from judging.science.assignment import Problem, assign, report

SEED = 20
# Of a number that nobody asked for: an even share of what a juror can read, and a third more; where that leaves entries
# short that have jurors enough, more again.
MORE_THAN_EVEN = 4 / 3
MORE_AGAIN = 1.25


@dataclass(frozen=True)
class Drawn:
    """What a run keeps, in its fields."""

    pairs: list
    report: dict
    jurors: list
    reading: list
    versions: dict
    seed: int = SEED


def drawn(round, settings, note=lambda done: None):
    """A plan for this round. Pairs that stand are kept; who stepped back from an entry is not asked again."""
    table = Table(round)
    note(1)
    problem = table.problem(settings)
    note(2)
    problem, solution = _solved(problem, settings, table)
    note(3)
    return table.drawn(problem, solution)


def _solved(problem, settings, table):
    """Where no most load was asked for, it is raised until no entry is short that has jurors enough."""
    solution = assign(problem, seed=SEED)
    if settings.most is not None:
        return problem, solution
    reach = problem.allowed | problem.pinned
    unavoidable = int(np.maximum(problem.wanted - reach.sum(axis=1), 0).sum())
    while sum(short.missing for short in solution.short) > unavoidable and (problem.most < reach.sum(axis=0)).any():
        problem = replace(problem, most=np.ceil(problem.most * MORE_AGAIN).astype(np.int64))
        solution = assign(problem, seed=SEED)
    return problem, solution


class Table:
    """Entries against jurors, as arrays in one order."""

    def __init__(self, round):
        self.round = round
        rows = (
            Candidacy.objects.current().filter(round=round).select_related("nomination", "round_category", "submission")
        )
        self.entries = list(rows.order_by("pk"))
        self.seats_of = defaultdict(set)
        people = {}
        for seat in Seat.objects.scoring().filter(panel__round=round).select_related("juror").order_by("juror", "pk"):
            self.seats_of[seat.juror_id].add(seat.seat_type)
            people[seat.juror_id] = seat.juror
        self.jurors = list(people.values())
        self.types = sorted(set().union(*self.seats_of.values()))
        self.obstacles = Obstacles(round, self.jurors, again=False)
        self.row = {entry.pk: number for number, entry in enumerate(self.entries)}
        self.column = {juror.pk: number for number, juror in enumerate(self.jurors)}

    def problem(self, settings):
        self.standing = self._marked(self.obstacles.active)
        possible = self.possible()
        wanted = np.array([entry.round_category.jurors_per_entry for entry in self.entries], dtype=np.int64)
        load = self.standing.sum(axis=0)
        most = np.maximum(self._most(settings, wanted, possible | self.standing), np.maximum(load, settings.least))
        self.pins, self.dropped = self._pins(possible, most - load if settings.most is not None else None)
        pinned = self.standing | self.pins
        return Problem(
            match=match_table(self.entries, self.jurors),
            allowed=possible,
            seats=np.array([[kind in self.seats_of[juror.pk] for kind in self.types] for juror in self.jurors]),
            wanted=wanted,
            mix=np.array([settings.mix.get(kind, 0) for kind in self.types], dtype=np.int64),
            least=np.full(len(self.jurors), settings.least, dtype=np.int64),
            most=np.maximum(most, pinned.sum(axis=0)),
            pinned=pinned,
        )

    def _most(self, settings, wanted, reach):
        """(J,) what was asked, or what each juror would read if every entry asked evenly all who can read it."""
        if settings.most is not None:
            return np.full(len(self.jurors), settings.most, dtype=np.int64)
        each = wanted / np.maximum(reach.sum(axis=1), 1)
        return np.ceil((each[:, None] * reach).sum(axis=0) * MORE_THAN_EVEN - 1e-9).astype(np.int64)

    def _pins(self, possible, room):
        """Pairs that the office pinned and that can hold, and the others with the reason in words."""
        pins, dropped = np.zeros_like(possible), []
        ruled = PairRule.objects.filter(candidacy__round=self.round, kind=PairRuleKind.PIN).order_by("pk")
        for candidacy, juror in ruled.values_list("candidacy", "juror"):
            e, j = self.row.get(candidacy), self.column.get(juror)
            if e is None or (j is not None and self.standing[e, j]):
                continue
            if reason := self._why_no_pin(possible, e, j, pins, room):
                dropped.append([str(candidacy), str(juror), str(reason)])
            else:
                pins[e, j] = True
        return pins, dropped

    def _why_no_pin(self, possible, e, j, pins, room):
        if j is None:
            return _("scores on no panel of this round")
        if not possible[e, j]:
            return self.obstacles.reason(self.entries[e], self.jurors[j])
        if room is not None and pins[:, j].sum() >= room[j]:
            return _("has as many entries as a juror may have at most")
        return None

    def _marked(self, pairs):
        table = np.zeros((len(self.entries), len(self.jurors)), dtype=bool)
        for entry, juror in pairs:
            if entry in self.row and juror in self.column:
                table[self.row[entry], self.column[juror]] = True
        return table

    def possible(self):
        """(I, J) where `Obstacles.reason` finds nothing: panel, ties, what is forbidden, assigned, or was given back."""
        obstacles = self.obstacles
        categories = {entry.round_category.category_id for entry in self.entries}
        judged = {
            category: np.array([(category, juror.pk) in obstacles.categories for juror in self.jurors], dtype=bool)
            for category in categories
        }
        table = np.array([judged[entry.round_category.category_id] for entry in self.entries], dtype=bool)
        table = table.reshape(len(self.entries), len(self.jurors))
        for number, juror in enumerate(self.jurors):
            table[list(obstacles.exclusions.excluded(self.entries, juror.pk)), number] = False
        return table & ~self._marked(obstacles.forbidden) & ~self._marked(obstacles.states)

    def drawn(self, problem, solution):
        new = np.concatenate([np.argwhere(self.pins), solution.pairs])
        told = report(problem, solution.pairs)
        return Drawn(
            pairs=[[str(self.entries[e].pk), str(self.jurors[j].pk)] for e, j in new],
            report=self._report(problem, solution, told),
            jurors=[str(juror.pk) for juror in self.jurors],
            reading=self._reading(problem, new, told),
            versions={"engine": solution.engine, solution.engine: version(solution.engine), "numpy": np.__version__},
        )

    def _reading(self, problem, new, told):
        """Every entry with its jurors, the worst-matched first; one without any before all."""
        of_entry = defaultdict(list)
        for e, j in [*np.argwhere(self.standing).tolist(), *new.tolist()]:
            how = "stands" if self.standing[e, j] else "pin" if self.pins[e, j] else ""
            of_entry[e].append([j, int(problem.match[e, j]), how])
        order = np.argsort(np.nan_to_num(told.match, nan=-1), kind="stable")
        return [[str(self.entries[e].pk), _rounded(told.match[e]), of_entry[e]] for e in order.tolist()]

    def _report(self, problem, solution, told):
        return {
            "entries": len(self.entries),
            "covered": int((told.coverage >= problem.wanted).sum()),
            "coverage": _counted(told.coverage),
            "load": {str(juror.pk): int(load) for juror, load in zip(self.jurors, told.load, strict=True)},
            "most": [int(problem.most.min()), int(problem.most.max())],
            "mix": {kind: _counted(told.mix[:, number]) for number, kind in enumerate(self.types)},
            "worst": _rounded(told.worst),
            "mean": _rounded(told.mean),
            "parts": told.parts,
            "contrast": _rounded(told.contrast, 3),
            "short": self._missing(solution.short),
            "unmet": self._missing(solution.unmet),
            "under": {str(self.jurors[juror].pk): missing for juror, missing in solution.under.items()},
            "dropped": self.dropped,
        }

    def _missing(self, shortages):
        return [
            [str(self.entries[s.entry].pk), self.types[s.seat] if s.seat >= 0 else "", s.missing] for s in shortages
        ]


def _counted(numbers):
    """How often each number occurs, as pairs in order."""
    return sorted(Counter(int(number) for number in numbers).items())


def _rounded(number, places=1):
    return round(float(number), places) if np.isfinite(number) else None
