"""The ladder: entries by fair score with their 90 % intervals on one scale, around the cut. Drawn as SVG, row by row."""

from dataclasses import dataclass
from math import ceil, floor

from judging.enums import Pile

# As many rows as are read at once; what is surely out is left to the table beneath.
MOST_ROWS = 40
LEAST_OUT = 5
STEP = 10


@dataclass(frozen=True)
class Rung:
    """One entry on the ladder. `at`, `low` and `high` lie between 0 and 100 across the scale."""

    row: object
    at: float
    low: float
    high: float
    # The first entry below the cut has the line above it.
    is_below_cut: bool

    @property
    def width(self):
        return self.high - self.low

    @property
    def is_borderline(self):
        return self.row.fair.pile == Pile.BORDERLINE


@dataclass(frozen=True)
class Ladder:
    rungs: list
    # Pairs of a place on the scale, 0 to 100, and its points.
    ticks: list
    places: int
    # Scores that the bar asks for, 0 to 100 across the scale; None where there is none, or where it lies off the scale.
    bar: float | None
    left_out: int


def ladder_of(rows, places, least_total=None):
    """Of rows with fair figures, best first; None where there are none."""
    ranked = [row for row in rows if row.fair and row.standing.rank]
    if not ranked:
        return None
    drawn = ranked[: _how_many(ranked, places)]
    scale = _Scale(drawn)
    rungs = [_rung(row, index, drawn, places, scale) for index, row in enumerate(drawn)]
    bar = None if least_total is None else scale.place(float(least_total))
    on_scale = bar is not None and 0 <= bar <= 100
    return Ladder(rungs, scale.ticks, places, bar if on_scale else None, len(ranked) - len(drawn))


def _how_many(ranked, places):
    """The places, all that may still reach them, and a few below."""
    reaching = max((i for i, row in enumerate(ranked, start=1) if row.fair.pile != Pile.OUT), default=0)
    return min(max(places, reaching) + LEAST_OUT, max(MOST_ROWS, places + LEAST_OUT))


def _rung(row, index, drawn, places, scale):
    above = drawn[index - 1].standing.rank if index else 0
    return Rung(
        row=row,
        at=scale.place(row.fair.fair),
        low=scale.place(row.fair.low),
        high=scale.place(row.fair.high),
        is_below_cut=above <= places < row.standing.rank,
    )


class _Scale:
    def __init__(self, rows):
        self.least = STEP * floor(min(row.fair.low for row in rows) / STEP)
        self.most = max(STEP * ceil(max(row.fair.high for row in rows) / STEP), self.least + STEP)

    def place(self, points):
        return round(100 * (points - self.least) / (self.most - self.least), 2)

    @property
    def ticks(self):
        every = STEP if self.most - self.least <= 6 * STEP else 2 * STEP
        return [(self.place(points), points) for points in range(self.least, self.most + 1, every)]
