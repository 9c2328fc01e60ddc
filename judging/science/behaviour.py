"""Flags on how marks were given: size and interval, never an accusation; Holm over all of them. Source: JUDGING section 8.

Each test asks one question of one juror, of two, of one mark or of the whole jury. What is flagged has both a size that
matters and a p below .05 after Holm's correction over every question that was asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm, t

from judging.science.marks import Floats, Ints, Marks

LEVEL = 0.05
# JUDGING section 8: what is large enough to be shown.
HALO = 0.2
FLAT = 0.7
ODD = 3.0
SHARED = 8
# With fewer entries than this nothing is asked of one juror.
LEAST_MARKS = 6


class Kind(StrEnum):
    ORDER = "order"
    SEAT = "seat"
    HALO = "halo"
    FLAT = "flat"
    ERRATIC = "erratic"
    ODD_MARK = "odd_mark"
    ALIKE = "alike"
    FOLLOWED = "followed"


@dataclass(frozen=True)
class Flag:
    """`jurors` whom it is about (none: the whole jury); `mark` the index of a single mark, or None.

    `size` with its 90 % interval, in the unit of its kind: points a place in the order (order), points (seat), a
    difference of correlations (halo), a ratio of spreads (flat), a correlation (erratic, alike), standard deviations (odd
    mark), the share of the way to the others' mean (followed). `p` is adjusted by Holm. `group` names (seat, trait).
    """

    kind: Kind
    jurors: tuple[int, ...]
    size: float
    low: float
    high: float
    p: float
    mark: int | None = None
    group: tuple[int, int] | None = None
    is_large: bool = True


@dataclass(frozen=True, eq=False)
class Sheet:
    """All that is known of N marks by J jurors on I entries.

    `residual` (N,) is what the model leaves of each mark, in points, and `deviation` (N,) its standard deviation;
    `position` (N,) where the mark stood in its juror's order, nan unknown; `criteria` (N, C) the marks by criterion on
    0 to 1, nan where blank; `seat` (J,) and `trait` (I,) code seat types and a trait of entries, -1 unknown; `before` (N,)
    the mark as it stood before the juror saw others', nan where none was changed after that.
    """

    marks: Marks
    residual: Floats
    deviation: Floats
    position: Floats
    criteria: Floats
    seat: Ints
    trait: Ints
    before: Floats


def flags(sheet: Sheet) -> list[Flag]:
    """What deserves a question, most certain first. Empty where nothing does."""
    asked = [question for ask in QUESTIONS for question in ask(sheet)]
    adjusted = holm(np.array([question.p for question in asked]))
    found = [
        Flag(**{**vars(question), "p": float(p)})
        for question, p in zip(asked, adjusted, strict=True)
        if question.is_large and p < LEVEL
    ]
    return sorted(found, key=lambda flag: (flag.p, flag.kind, flag.jurors, flag.mark or 0))


def holm(p: Floats) -> Floats:
    """Holm's step-down adjustment: (m,) to (m,), each at least as large as before."""
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * (len(p) - np.arange(len(p))))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted


def _order(sheet: Sheet) -> Iterator[Flag]:
    """Do marks drift along the juror's order? One slope for the jury, within jurors."""
    known = np.isfinite(sheet.position)
    juror, x, y = sheet.marks.juror[known], sheet.position[known], sheet.residual[known]
    if len(x) < 3 * LEAST_MARKS:
        return
    x = x - _means(x, juror, sheet.marks.jurors)[juror]
    y = y - _means(y, juror, sheet.marks.jurors)[juror]
    if not (xx := float(x @ x)):
        return
    free = len(x) - len(np.unique(juror)) - 1
    slope = float(x @ y) / xx
    error = np.sqrt(float(((y - slope * x) ** 2).sum()) / free / xx)
    yield _t_flag(Kind.ORDER, (), slope, error, free)


def _seat(sheet: Sheet) -> Iterator[Flag]:
    """Does one seat type mark entries with a trait otherwise than those without? Leniency is out of it already."""
    seat, trait = sheet.seat[sheet.marks.juror], sheet.trait[sheet.marks.entry]
    for code in np.unique(seat[seat >= 0]):
        for value in np.unique(trait[trait >= 0]):
            mine = (seat == code) & (trait >= 0)
            one, other = sheet.residual[mine & (trait == value)], sheet.residual[mine & (trait != value)]
            if min(len(one), len(other)) < LEAST_MARKS:
                continue
            error = np.sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other))
            flag = _t_flag(Kind.SEAT, (), float(one.mean() - other.mean()), error, min(len(one), len(other)) - 1)
            yield Flag(**{**vars(flag), "group": (int(code), int(value))})


def _halo(sheet: Sheet) -> Iterator[Flag]:
    """Do a juror's criteria move together more than the jury's? Mean correlation of pairs of criteria, by Fisher's z."""
    if sheet.criteria.shape[1] < 2:
        return
    rows = {j: _complete(sheet.criteria[sheet.marks.juror == j]) for j in range(sheet.marks.jurors)}
    found = {j: _mean_correlation(table) for j, table in rows.items() if len(table) >= SHARED}
    known = {j: r for j, r in found.items() if np.isfinite(r)}
    if len(known) < 3:
        return
    for juror, r in known.items():
        others = float(np.median([other for j, other in known.items() if j != juror]))
        error = 1.0 / np.sqrt(len(rows[juror]) - 3)
        low, high = np.tanh(np.arctanh(r) + np.array([-1.0, 1.0]) * norm.ppf(0.95) * error)
        p = float(norm.sf((np.arctanh(r) - np.arctanh(others)) / error))
        yield Flag(Kind.HALO, (juror,), r - others, low - others, high - others, p, is_large=r - others >= HALO)


def _flat(sheet: Sheet) -> Iterator[Flag]:
    """Does a juror use less of the scale than the others on the same entries? The ratio of spreads, by chi-squared."""
    others = _others_mean(sheet.marks)
    for juror, rows in _rows_of_jurors(sheet.marks):
        spread = sheet.marks.score[rows].std(ddof=1)
        usual = np.sqrt(others[rows].var(ddof=1) + float((sheet.deviation[rows] ** 2).mean()))
        if not usual > 0:
            continue
        free, ratio = len(rows) - 1, float(spread / usual)
        low, high = ratio * np.sqrt(free / chi2.ppf((0.95, 0.05), free))
        p = float(chi2.cdf(free * ratio**2, free))
        yield Flag(Kind.FLAT, (juror,), ratio, low, high, p, is_large=high < FLAT or ratio < FLAT)


def _erratic(sheet: Sheet) -> Iterator[Flag]:
    """Does a juror order entries otherwise than the rest? Correlation with the others' mean, against the jury's median."""
    others = _others_mean(sheet.marks)
    found = {
        juror: (_correlation(sheet.marks.score[rows], others[rows]), len(rows))
        for juror, rows in _rows_of_jurors(sheet.marks)
    }
    known = {juror: (r, n) for juror, (r, n) in found.items() if np.isfinite(r)}
    if len(known) < 3:
        return
    usual = np.arctanh(float(np.median([r for r, _ in known.values()])))
    for juror, (r, n) in known.items():
        error = 1.0 / np.sqrt(n - 3)
        low, high = np.tanh(np.arctanh(r) + np.array([-1.0, 1.0]) * norm.ppf(0.95) * error)
        yield Flag(
            Kind.ERRATIC,
            (juror,),
            r,
            low,
            high,
            float(norm.cdf((np.arctanh(r) - usual) / error)),
            is_large=r < np.tanh(usual),
        )


def _odd_marks(sheet: Sheet) -> Iterator[Flag]:
    """Single marks that lie far from what the model expects: ask, never delete."""
    standardised = sheet.residual / sheet.deviation
    half = norm.ppf(0.95)
    for mark, size in enumerate(standardised):
        p = float(2 * norm.sf(abs(size)))
        juror = int(sheet.marks.juror[mark])
        yield Flag(
            Kind.ODD_MARK,
            (juror,),
            float(size),
            float(size - half),
            float(size + half),
            p,
            mark=mark,
            is_large=abs(size) > ODD,
        )


def _alike(sheet: Sheet) -> Iterator[Flag]:
    """Do two jurors leave the same rest on the entries that they share? Their residuals' correlation, by Fisher's z."""
    table = np.full((sheet.marks.jurors, sheet.marks.entries), np.nan)
    table[sheet.marks.juror, sheet.marks.entry] = sheet.residual
    marked = np.isfinite(table)
    shared = marked.astype(int) @ marked.T.astype(int)
    for one, other in zip(*np.nonzero(np.triu(shared, 1) >= SHARED), strict=True):
        both = marked[one] & marked[other]
        r = _correlation(table[one, both], table[other, both])
        if not np.isfinite(r):
            continue
        error = 1.0 / np.sqrt(both.sum() - 3)
        low, high = np.tanh(np.arctanh(r) + np.array([-1.0, 1.0]) * norm.ppf(0.95) * error)
        yield Flag(Kind.ALIKE, (int(one), int(other)), r, low, high, float(norm.sf(np.arctanh(r) / error)))


def _followed(sheet: Sheet) -> Iterator[Flag]:
    """Of marks changed after others' could be seen: how much of the way to the others' mean did they go?"""
    others = _others_mean(sheet.marks)
    for juror, rows in _rows_of_jurors(sheet.marks, least=3, among=np.isfinite(sheet.before)):
        way, gone = others[rows] - sheet.before[rows], sheet.marks.score[rows] - sheet.before[rows]
        if not (square := float(way @ way)):
            continue
        share = float(way @ gone) / square
        error = np.sqrt(float(((gone - share * way) ** 2).sum()) / (len(rows) - 1) / square)
        flag = _t_flag(Kind.FOLLOWED, (juror,), share, error, len(rows) - 1)
        yield Flag(**{**vars(flag), "is_large": share > 0})


QUESTIONS = (_order, _seat, _halo, _flat, _erratic, _odd_marks, _alike, _followed)


def _t_flag(kind: Kind, jurors: tuple[int, ...], size: float, error: float, free: int) -> Flag:
    if not error > 0:
        return Flag(kind, jurors, size, size, size, 0.0 if size else 1.0)
    half = float(t.ppf(0.95, free)) * error
    return Flag(kind, jurors, size, size - half, size + half, float(2 * t.sf(abs(size) / error, free)))


def _means(values: Floats, group: Ints, groups: int) -> Floats:
    count = np.bincount(group, minlength=groups).clip(min=1)
    return np.bincount(group, values, minlength=groups) / count


def _others_mean(marks: Marks) -> Floats:
    """(N,) the mean mark of the other jurors on the same entry; nan where there is none."""
    count = marks.per_entry[marks.entry] - 1
    total = np.bincount(marks.entry, marks.score, minlength=marks.entries)[marks.entry] - marks.score
    return np.divide(total, count, out=np.full(len(marks), np.nan), where=count > 0)


def _rows_of_jurors(
    marks: Marks, least: int = LEAST_MARKS, among: NDArray[np.bool_] | None = None
) -> Iterator[tuple[int, Ints]]:
    """Each juror with the indices of their marks that others share, where there are `least` of them."""
    usable = marks.per_entry[marks.entry] > 1
    if among is not None:
        usable = usable & among
    for juror in range(marks.jurors):
        rows = np.flatnonzero(usable & (marks.juror == juror))
        if len(rows) >= least:
            yield juror, rows


def _complete(table: Floats) -> Floats:
    return table[np.isfinite(table).all(axis=1)]


def _mean_correlation(table: Floats) -> float:
    """The mean correlation of all pairs of columns that vary; nan where fewer than two do."""
    varying = table[:, table.std(axis=0) > 0]
    if varying.shape[1] < 2:
        return float("nan")
    r = np.atleast_2d(np.corrcoef(varying, rowvar=False))
    return float(np.clip(r[np.triu_indices(len(r), 1)].mean(), -0.999, 0.999))


def _correlation(x: Floats, y: Floats) -> float:
    if x.std() == 0 or y.std() == 0:
        return float("nan")
    return float(np.clip(np.corrcoef(x, y)[0, 1], -0.999, 0.999))
