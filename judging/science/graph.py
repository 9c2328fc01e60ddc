"""The graph that ties jurors to entries: its parts, and what not knowing the jurors' leniency costs. Source: JUDGING 7."""

import numpy as np

from judging.science.marks import Floats, Ints


def parts(entry: Ints, juror: Ints, entries: int, jurors: int) -> tuple[Ints, Ints]:
    """Connected parts of the juror-entry graph: (I,) and (J,) labels, -1 for who has no mark at all.

    Labels count from 0 by size, largest first, then by the lowest entry. Union by repeated minimum over both sides:
    each sweep carries the lowest label one step further, and a graph of jurors has few steps across.
    """
    of_entry = np.arange(entries, dtype=np.int64)
    while True:
        of_juror = np.full(jurors, entries, dtype=np.int64)
        np.minimum.at(of_juror, juror, of_entry[entry])
        carried = of_entry.copy()
        np.minimum.at(carried, entry, of_juror[juror])
        if np.array_equal(carried, of_entry):
            break
        of_entry = carried
    of_entry[np.bincount(entry, minlength=entries) == 0] = -1
    of_juror[of_juror == entries] = -1
    return _by_size(of_entry, of_juror)


def _by_size(of_entry: Ints, of_juror: Ints) -> tuple[Ints, Ints]:
    labels, sizes = np.unique(of_entry[of_entry >= 0], return_counts=True)
    order = np.lexsort((labels, -sizes))
    renamed = {int(labels[old]): new for new, old in enumerate(order)} | {-1: -1}

    def rename(side: Ints) -> Ints:
        return np.array([renamed[int(label)] for label in side], dtype=np.int64)

    return rename(of_entry), rename(of_juror)


def contrast_factor(entry: Ints, juror: Ints, entries: int, jurors: int) -> float:
    """Mean variance of a difference of two fair scores with leniency unknown, over the same with it known.

    Entries and jurors fixed, unit error variance. With C = diag(n_i) - W diag(1/n_j) W' the information on the entries,
    the mean variance of a difference over all pairs is 2 tr(C+) / (I - 1); with leniency known it is
    2 (1 - 1/I) sum(1/n_i) / (I - 1) = 2 / I * sum(1/n_i). The trace is taken on the jurors' side, which is the smaller
    (Woodbury): 1.01 to 1.04 is normal. 1.0 for fewer than two entries; inf where the graph has several parts.
    """
    marked = np.bincount(entry, minlength=entries) > 0
    if marked.sum() < 2:
        return 1.0
    of_entry, _ = parts(entry, juror, entries, jurors)
    if of_entry.max() > 0:
        return float("inf")
    index = np.cumsum(marked) - 1
    return _factor_of_connected(index[entry], juror, int(marked.sum()), jurors)


def _factor_of_connected(entry: Ints, juror: Ints, entries: int, jurors: int) -> float:
    n_i = np.bincount(entry, minlength=entries).astype(float)
    incidence = np.zeros((jurors, entries))
    incidence[juror, entry] = 1.0
    incidence = incidence[incidence.sum(axis=1) > 0]
    n_j = incidence.sum(axis=1)
    # Jurors' information after the entries are swept out; its null space is "all jurors the same".
    leniency = np.diag(n_j) - (incidence / n_i) @ incidence.T
    spread = np.linalg.pinv(leniency, hermitian=True)
    share = incidence / n_i
    # Var(merit) = diag(1/n_i) + share' spread share; a difference of two does not feel a common shift.
    variance: Floats = 1.0 / n_i + np.einsum("ji,jk,ki->i", share, spread, share, optimize=True)
    column = share.sum(axis=1)
    total = float((1.0 / n_i).sum() + column @ spread @ column)
    unknown = 2.0 * (entries * float(variance.sum()) - total) / (entries * (entries - 1))
    known = 2.0 * float((1.0 / n_i).sum()) / entries
    return unknown / known
