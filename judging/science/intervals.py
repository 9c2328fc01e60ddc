"""What draws of all merits say: ranks, chances, ties, and how much of a shortlist to believe. Source: JUDGING section 4.

`merit` (D, I) are the draws of the entries that compete with each other: one category.
"""

from dataclasses import dataclass

import numpy as np

from judging.science.additive import Sums, fair_scores, reml, system
from judging.science.marks import Floats, Ints, Marks

# In, borderline, out: sure enough to need no talk.
SURELY_IN, SURELY_OUT = 0.9, 0.1
# An entry is told apart from the leader of its tie group when it is this likely to be worse.
TOLD_APART = 0.9


@dataclass(frozen=True, eq=False)
class Ranks:
    """(I,) each: the 90 % interval of the rank, counted from 1, and the chance to be among the best k."""

    low: Ints
    high: Ints
    in_top: Floats


def ranks(merit: Floats, k: int) -> Ranks:
    """Rank every draw by itself. `k` is how many places there are; with more places than entries all are in."""
    of_draw = rank_draws(merit)
    low, high = np.percentile(of_draw, (5.0, 95.0), axis=0, method="inverted_cdf")
    return Ranks(low.astype(np.int64), high.astype(np.int64), (of_draw <= k).mean(axis=0))


def rank_draws(merit: Floats) -> Ints:
    """(D, I) the rank of each entry in each draw, 1 for the best."""
    order = np.argsort(-merit, axis=1, kind="stable")
    out = np.empty(merit.shape, dtype=np.int64)
    np.put_along_axis(out, order, np.arange(1, merit.shape[1] + 1)[None, :], axis=1)
    return out


def chance_above(merit: Floats, a: int, b: int) -> float:
    """P(A above B): the share of draws in which entry `a` has more merit than entry `b`."""
    return float((merit[:, a] > merit[:, b]).mean())


def chance_of(merit: Floats, least: float) -> Floats:
    """(I,) P(above the bar): the share of draws in which an entry reaches `least` points."""
    return (merit >= least).mean(axis=0)


def tie_groups(merit: Floats, ranking: Ints) -> Ints:
    """(I,) the tie group of each entry, counted from 1 down the `ranking` (I,), best first.

    A new group begins where the leader of the last one is above this entry with a chance of .90 or more.
    """
    group = np.zeros(len(ranking), dtype=np.int64)
    leader, number = ranking[0], 1
    for entry in ranking:
        if chance_above(merit, leader, entry) >= TOLD_APART:
            leader, number = entry, number + 1
        group[entry] = number
    return group


def expected_overlap(in_top: Floats, named: Ints) -> float:
    """How many of the entries `named` we expect among the truly best: the sum of their chances."""
    return float(in_top[named].sum())


@dataclass(frozen=True, eq=False)
class Contest:
    """Entries that compete for the best `k` places: indices (n,) of a `Marks`."""

    entries: Ints
    k: int


def leave_one_out(marks: Marks, contests: list[Contest]) -> Ints:
    """(contests, J) how many of the best k would change were one juror's marks taken out; -1 where it cannot be said.

    Refitted without each juror, variances held. A juror without whom an entry has no mark left is not tried: the entry
    would leave for want of marks, not for what the others said.
    """
    whole = Sums(marks)
    best = reml(whole)
    scores = fair_scores(whole, _leniency(whole, best.tu, best.tv))
    before = [_top(scores, contest) for contest in contests]
    changed = np.full((len(contests), marks.jurors), -1, dtype=np.int64)
    for juror in np.flatnonzero(marks.per_juror):
        rest = marks.where(marks.juror != juror)
        scores = _scores_of(rest, best.tu, best.tv)
        for row, contest in enumerate(contests):
            if np.isfinite(scores[contest.entries]).all():
                changed[row, juror] = len(before[row] - _top(scores, contest))
    return changed


def _scores_of(marks: Marks, tu: float, tv: float) -> Floats:
    sums = Sums(marks)
    with np.errstate(divide="ignore", invalid="ignore"):
        return fair_scores(sums, _leniency(sums, tu, tv))


def _leniency(sums: Sums, tu: float, tv: float) -> Floats:
    return np.sqrt(tv) * system(sums, tu, tv).solution[sums.T :]


def _top(scores: Floats, contest: Contest) -> set[int]:
    order = np.argsort(-scores[contest.entries], kind="stable")
    return set(contest.entries[order[: contest.k]].tolist())
