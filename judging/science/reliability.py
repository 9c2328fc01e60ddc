"""How far jurors agree, by several yardsticks. Source: JUDGING section 6; Krippendorff 2011; Shrout & Fleiss 1979; Zar."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2, rankdata

from judging.science.fit import Variances
from judging.science.marks import CannotComputeError, Floats, Marks, Refusal

# Krippendorff's alpha.


def alpha(marks: Marks, metric: str = "interval") -> float:
    """1 - Do/De over the coincidence matrix. `metric`: nominal, ordinal, interval or ratio.

    Where d is a squared difference (interval; ordinal, whose values are middle ranks) both sums are sums of squares, so
    that totals of which each occurs once need no matrix of all values. Raises CannotComputeError where no entry has two
    marks, or all paired marks are the same.
    """
    paired = marks.where(marks.per_entry[marks.entry] > 1)
    if not len(paired):
        raise CannotComputeError(Refusal.NO_MARKS)
    observed, expected = _disagreements(paired, metric)
    if expected == 0:
        raise CannotComputeError(Refusal.ALL_EQUAL)
    return 1.0 - observed / expected


def _disagreements(paired: Marks, metric: str) -> tuple[float, float]:
    """Do and De, both over the n paired marks."""
    if metric in METRICS:
        values, o = coincidences(paired)
        n_c = o.sum(axis=1)
        n, d = n_c.sum(), METRICS[metric](values)
        return float((o * d).sum()) / n, float(n_c @ d @ n_c) / (n * (n - 1))
    x = rankdata(paired.score) if metric == "ordinal" else paired.score
    x = x - x.mean()
    n, m = len(x), paired.per_entry
    total, square = (np.bincount(paired.entry, v, minlength=paired.entries) for v in (x, x * x))
    within = 2.0 * (m * square - total**2)
    observed = float((within[m > 1] / (m[m > 1] - 1)).sum()) / n
    return observed, 2.0 * n * float(x @ x) / (n * (n - 1))


def coincidences(marks: Marks) -> tuple[Floats, Floats]:
    """(V,) the values of paired marks and (V, V) their coincidences: an entry with m marks adds 1/(m-1) a pair."""
    values, code = np.unique(marks.score, return_inverse=True)
    counts = np.zeros((marks.entries, len(values)))
    np.add.at(counts, (marks.entry, code), 1.0)
    counts = counts[counts.sum(axis=1) > 0]
    weight = 1.0 / (counts.sum(axis=1) - 1.0)
    o = (counts * weight[:, None]).T @ counts - np.diag(weight @ counts)
    return values, o


def _nominal(values: Floats) -> Floats:
    return (values[:, None] != values[None, :]).astype(float)


def _ratio(values: Floats) -> Floats:
    total = values[:, None] + values[None, :]
    return np.divide(values[:, None] - values[None, :], total, out=np.zeros_like(total), where=total != 0) ** 2


# The metrics that need every pair of values; the others are squared differences.
METRICS: dict[str, Callable[[Floats], Floats]] = {"nominal": _nominal, "ratio": _ratio}


# Complete designs.


def table_of(marks: Marks) -> Floats:
    """(n, k) marks of n entries by k jurors. Raises CannotComputeError unless every juror marked every entry."""
    marking = np.flatnonzero(marks.per_juror)
    if not len(marks) or len(marks) != marks.entries * len(marking):
        raise CannotComputeError(Refusal.INCOMPLETE_DESIGN)
    table = np.full((marks.entries, marks.jurors), np.nan)
    table[marks.entry, marks.juror] = marks.score
    return table[:, marking]


@dataclass(frozen=True)
class Icc:
    """Intraclass correlations of one mark and of the mean of k, for jurors at random (1), by two-way models (2, 3)."""

    icc1: float
    icc2: float
    icc3: float
    icc1k: float
    icc2k: float
    icc3k: float


def icc(table: Floats) -> Icc:
    """From the mean squares B (entries), J (jurors), E (rest) and W (within entries) of an (n, k) table."""
    n, k = table.shape
    if n < 2 or k < 2:
        raise CannotComputeError(Refusal.ONE_ENTRY if n < 2 else Refusal.FEW_JURORS)
    mean = table.mean()
    total = float(((table - mean) ** 2).sum())
    between = k * float(((table.mean(axis=1) - mean) ** 2).sum())
    jurors = n * float(((table.mean(axis=0) - mean) ** 2).sum())
    B, J = between / (n - 1), jurors / (k - 1)
    E = (total - between - jurors) / ((n - 1) * (k - 1))
    W = (total - between) / (n * (k - 1))
    if B == 0:
        raise CannotComputeError(Refusal.ALL_EQUAL)
    return Icc(
        icc1=(B - W) / (B + (k - 1) * W),
        icc2=(B - E) / (B + (k - 1) * E + k * (J - E) / n),
        icc3=(B - E) / (B + (k - 1) * E),
        icc1k=(B - W) / B,
        icc2k=(B - E) / (B + (J - E) / n),
        icc3k=(B - E) / B,
    )


@dataclass(frozen=True)
class Concordance:
    """Kendall's W, 0 to 1, with its chi-square on n - 1 degrees of freedom and the chance of it without agreement."""

    w: float
    chi_square: float
    p: float
    rank_sums: tuple[float, ...]


def kendall_w(table: Floats) -> Concordance:
    """12 S / (m^2 (n^3 - n) - m sum T_j) with T_j = sum(t^3 - t) over a juror's ties; (n, m) table of marks.

    Raises CannotComputeError for fewer than two entries or jurors, or where every juror's marks are all the same.
    """
    n, m = table.shape
    if n < 2 or m < 2:
        raise CannotComputeError(Refusal.ONE_ENTRY if n < 2 else Refusal.FEW_JURORS)
    ranks = rankdata(table, axis=0)
    sums = ranks.sum(axis=1)
    S = float(((sums - sums.mean()) ** 2).sum())
    ties = sum(_ties(table[:, juror]) for juror in range(m))
    below = m**2 * (n**3 - n) - m * ties
    if below == 0:
        raise CannotComputeError(Refusal.ALL_EQUAL)
    w = 12.0 * S / below
    chi_square = m * (n - 1) * w
    return Concordance(w, chi_square, float(chi2.sf(chi_square, n - 1)), tuple(sums.tolist()))


def _ties(marks: Floats) -> float:
    _, t = np.unique(marks, return_counts=True)
    return float((t.astype(float) ** 3 - t).sum())


# G theory.


def as_marked(parts: Variances, k: float) -> float:
    """G(k) = su2 / (su2 + (sv2 + se2)/k): how far k plain marks tell entries apart, 0 to 1."""
    return _g(parts.su2, parts.sv2 + parts.se2, k)


def corrected(parts: Variances, k: float) -> float:
    """su2 / (su2 + se2/k): the same with leniency removed."""
    return _g(parts.su2, parts.se2, k)


def _g(su2: float, error: float, k: float) -> float:
    if su2 + error == 0:
        raise CannotComputeError(Refusal.ALL_EQUAL)
    return su2 / (su2 + error / k)


def jurors_needed(parts: Variances, target: float, *, leniency_removed: bool) -> float:
    """k = t/(1-t) * error/su2 for a G of `target`; inf where entries do not differ."""
    error = parts.se2 if leniency_removed else parts.sv2 + parts.se2
    return target / (1.0 - target) * error / parts.su2 if parts.su2 > 0 else float("inf")


def juror_versus_rest(table: Floats) -> Floats:
    """(k,) Spearman's correlation of each juror of an (n, k) table with the sum of the others' ranks."""
    ranks = rankdata(table, axis=0)
    rest = ranks.sum(axis=1)[:, None] - ranks
    return np.array([_pearson(ranks[:, j], rankdata(rest[:, j])) for j in range(table.shape[1])])


def _pearson(x: Floats, y: Floats) -> float:
    x, y = x - x.mean(), y - y.mean()
    below = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / below if below else float("nan")
