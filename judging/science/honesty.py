"""The honesty check: does the fair score agree with marks that it has not seen better than the plain one? JUDGING 5."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t

from judging.science.additive import Sums, fair_scores, reml
from judging.science.fit import demand_comparable
from judging.science.marks import CannotComputeError, Floats, Marks, Refusal

FOLDS = 5
REPEATS = 10


@dataclass(frozen=True)
class Honesty:
    """Shares, 0 to 1, of pairs of hidden marks of one juror that each score orders as the juror did; `pairs` in all.

    `error` is the standard error of fair - plain over `jurors` clusters: pairs of one juror hang together.
    """

    plain: float
    fair: float
    pairs: int
    jurors: int
    error: float

    @property
    def fair_harms(self) -> bool:
        """Whether the gain's 90 % interval lies below nought. On few marks none does, and then leniency is removed."""
        return self.fair - self.plain < -t.ppf(0.95, self.jurors - 1) * self.error


def honesty_check(marks: Marks, seed: int, *, repeats: int = REPEATS) -> Honesty:
    """Five folds over the marks, `repeats` times; the additive model sees four and is asked about the fifth.

    Raises CannotComputeError where leniency cannot be removed, or no juror has two different hidden marks.
    """
    demand_comparable(marks)
    rng = np.random.default_rng(seed)
    whole = reml(Sums(marks))
    # A fold's optimum lies near that of all marks: one start instead of several.
    near = (float(np.log(whole.tu)), float(np.log(whole.tv)))
    plain, fair, pairs = np.sum([_one_round(marks, near, rng) for _ in range(repeats)], axis=0)
    if (pairs > 0).sum() < 2:
        raise CannotComputeError(Refusal.ALL_EQUAL)
    total = pairs.sum()
    gain = (fair - plain).sum() / total
    # Of a ratio of sums over jurors; the repeats tell of the same marks and make nothing surer.
    error = float(np.sqrt((((fair - plain) - gain * pairs) ** 2).sum()) / total)
    return Honesty(float(plain.sum() / total), float(fair.sum() / total), int(total), int((pairs > 0).sum()), error)


def _one_round(marks: Marks, near: tuple[float, float], rng: np.random.Generator) -> Floats:
    """(3, J) pairs ordered rightly by the plain and by the fair score, and all pairs, over the five folds."""
    fold = rng.permutation(np.arange(len(marks)) % FOLDS)
    told = np.zeros((3, marks.jurors))
    for hidden in range(FOLDS):
        seen, unseen = marks.where(fold != hidden), marks.where(fold == hidden)
        told += agreement(unseen, seen.plain_means(), _fair(seen, near))
    return told


def _fair(marks: Marks, near: tuple[float, float]) -> Floats:
    sums = Sums(marks)
    best = reml(sums, (near,))
    with np.errstate(divide="ignore", invalid="ignore"):
        return fair_scores(sums, np.sqrt(best.tv) * best.solution[sums.T :])


def agreement(hidden: Marks, plain: Floats, fair: Floats) -> Floats:
    """(3, J): of the pairs of each juror's marks that differ, how many each score (I,) orders as the juror; and all.

    A tie of scores counts half. Entries without a score (nan) are left out.
    """
    told = np.zeros((3, hidden.jurors))
    order = np.argsort(hidden.juror, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(hidden.juror[order])) + 1):
        known = rows[np.isfinite(plain[hidden.entry[rows]])]
        upper, lower = np.triu_indices(len(known), 1)
        mark = hidden.score[known]
        said = np.sign(mark[upper] - mark[lower])
        differ = said != 0
        for row, score in enumerate((plain, fair)):
            by = score[hidden.entry[known]]
            told[row, hidden.juror[rows[0]]] = ((said * np.sign(by[upper] - by[lower]))[differ] + 1.0).sum() / 2.0
        told[2, hidden.juror[rows[0]]] = differ.sum()
    return told
