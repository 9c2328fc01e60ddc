"""What every model answers with, so that a page does not know which one answered; and when none may answer."""

from dataclasses import dataclass

import numpy as np

from judging.science.graph import parts
from judging.science.marks import CannotComputeError, Floats, Marks, Refusal

LEAST_JURORS = 3
LEAST_ENTRIES_PER_JUROR = 3
# The middle nine tenths of what is likely.
INTERVAL = (5.0, 95.0)


@dataclass(frozen=True)
class Variances:
    """Variance components, in squared points: between entries, between jurors (leniency), and what is left."""

    su2: float
    sv2: float
    se2: float


@dataclass(frozen=True, eq=False)
class Fit:
    """Fair scores of I entries by J jurors, with D draws.

    `fair` (I,) is the score after each juror's leniency is removed, `low` and `high` (I,) its 90 % interval, all in
    points; `merit` (D, I) are posterior draws that ranks and probabilities are counted from; `leniency` (J,) in points,
    positive for lenient, with `leniency_low` and `leniency_high`; `residual` (N,) is what the model leaves of each mark,
    over its standard deviation. `slope` and `spread` (J,) are the full model's: how far a juror stretches the scale, and
    the standard deviation of their error in points; ones and the common error in the additive model.
    """

    model: str
    fair: Floats
    low: Floats
    high: Floats
    merit: Floats
    leniency: Floats
    leniency_low: Floats
    leniency_high: Floats
    slope: Floats
    spread: Floats
    residual: Floats
    variances: Variances


def demand_comparable(marks: Marks) -> None:
    """Raises CannotComputeError where leniency cannot be removed from these marks. Source: JUDGING section 3.

    An entry without a mark is refused here: leave it out, and say so beside it.
    """
    if not len(marks):
        raise CannotComputeError(Refusal.NO_MARKS)
    if marks.entries < 2:
        raise CannotComputeError(Refusal.ONE_ENTRY)
    if (unmarked := np.flatnonzero(marks.per_entry == 0)).size:
        raise CannotComputeError(Refusal.ENTRY_WITHOUT_MARKS, tuple(unmarked.tolist()))
    marking = marks.per_juror > 0
    if marking.sum() < LEAST_JURORS:
        raise CannotComputeError(Refusal.FEW_JURORS)
    if np.ptp(marks.score) == 0:
        raise CannotComputeError(Refusal.ALL_EQUAL)
    of_entry, _ = parts(marks.entry, marks.juror, marks.entries, marks.jurors)
    if of_entry.max() > 0:
        raise CannotComputeError(Refusal.SEVERAL_PARTS, tuple(of_entry.tolist()))
    few = np.flatnonzero(marking & (marks.per_juror < LEAST_ENTRIES_PER_JUROR))
    if few.size:
        raise CannotComputeError(Refusal.FEW_ENTRIES_PER_JUROR, tuple(few.tolist()))
