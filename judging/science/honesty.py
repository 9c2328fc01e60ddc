"""The honesty check: does the fair score agree with marks that it has not seen better than the plain one? JUDGING 5."""

from dataclasses import dataclass

import numpy as np

from judging.science.additive import Sums, fair_scores, reml
from judging.science.fit import demand_comparable
from judging.science.marks import CannotComputeError, Floats, Marks, Refusal

FOLDS = 5
REPEATS = 10


@dataclass(frozen=True)
class Honesty:
    """Shares, 0 to 1, of pairs of hidden marks of one juror that each score orders as the juror did; `pairs` in all.

    `error` is the standard error of fair - plain over the repeats' means, for the page to say "no difference".
    """

    plain: float
    fair: float
    pairs: int
    error: float

    @property
    def fair_helps(self) -> bool:
        """JUDGING section 1: where the check says no, entries are ranked on the plain score."""
        return self.fair >= self.plain


def honesty_check(marks: Marks, seed: int, *, repeats: int = REPEATS) -> Honesty:
    """Five folds over the marks, `repeats` times; the additive model sees four and is asked about the fifth.

    Raises CannotComputeError where leniency cannot be removed, or no juror has two different hidden marks.
    """
    demand_comparable(marks)
    rng = np.random.default_rng(seed)
    rounds = np.array([_one_round(marks, rng) for _ in range(repeats)])
    plain, fair, pairs = rounds.sum(axis=0)
    if pairs == 0:
        raise CannotComputeError(Refusal.ALL_EQUAL)
    gains = (rounds[:, 1] - rounds[:, 0]) / rounds[:, 2].clip(min=1)
    error = float(gains.std(ddof=1) / np.sqrt(repeats)) if repeats > 1 else float("nan")
    return Honesty(float(plain / pairs), float(fair / pairs), int(pairs), error)


def _one_round(marks: Marks, rng: np.random.Generator) -> tuple[float, float, int]:
    """Pairs ordered rightly by the plain and by the fair score, and all pairs, over the five folds."""
    fold = rng.permutation(np.arange(len(marks)) % FOLDS)
    total = np.zeros(3)
    for hidden in range(FOLDS):
        seen, unseen = marks.where(fold != hidden), marks.where(fold == hidden)
        fair = _fair(seen)
        plain = seen.plain_means()
        right_plain, pairs = agreement(unseen, plain)
        right_fair, _ = agreement(unseen, fair)
        total += right_plain, right_fair, pairs
    return total[0], total[1], int(total[2])


def _fair(marks: Marks) -> Floats:
    sums = Sums(marks)
    best = reml(sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        return fair_scores(sums, np.sqrt(best.tv) * best.solution[sums.T :])


def agreement(hidden: Marks, score: Floats) -> tuple[float, int]:
    """Of the pairs of one juror's marks that differ, how many `score` (I,) orders as the juror did; ties count half.

    Entries without a score (nan) are left out.
    """
    right, pairs = 0.0, 0
    order = np.argsort(hidden.juror, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(hidden.juror[order])) + 1):
        known = rows[np.isfinite(score[hidden.entry[rows]])]
        upper, lower = np.triu_indices(len(known), 1)
        mark, by = hidden.score[known], score[hidden.entry[known]]
        said = np.sign(mark[upper] - mark[lower])
        agreed = said * np.sign(by[upper] - by[lower])
        differ = said != 0
        right += float(((agreed[differ] + 1.0) / 2.0).sum())
        pairs += int(differ.sum())
    return right, pairs
