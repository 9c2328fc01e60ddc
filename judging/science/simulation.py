"""Marks simulated from the models themselves, for tests and for the bench: the truth is known, so recall can be counted."""

from dataclasses import dataclass

import numpy as np

from judging.science.marks import Floats, Ints, Marks


@dataclass(frozen=True)
class Design:
    """How a jury is made up. Standard deviations are in units of the entries' own, which is 1.

    `leniency` between jurors; `error` within a juror, on the average; `slope` how differently jurors stretch the scale;
    `consistency` the spread of the log of their errors; `tracks` categories whose means differ by `track_spread`, each
    with jurors of its own where `specialised` (a share of an entry's jurors, 0 to 1, comes from its track's).
    """

    entries: int
    jurors: int
    per_entry: int
    leniency: float
    error: float
    slope: float = 0.0
    consistency: float = 0.0
    tracks: int = 1
    track_spread: float = 0.0
    specialised: float = 0.0


@dataclass(frozen=True, eq=False)
class Simulated:
    """`marks` in points around 60, and the `truth` (I,) they were made from, in the same points."""

    marks: Marks
    truth: Floats


POINTS = 10.0


def simulate(design: Design, seed: int) -> Simulated:
    rng = np.random.default_rng(seed)
    track = np.arange(design.entries) % design.tracks
    truth = rng.standard_normal(design.entries) + design.track_spread * rng.standard_normal(design.tracks)[track]
    entry, juror = _pairs(design, track, rng)
    v = design.leniency * rng.standard_normal(design.jurors)
    a = 1.0 + design.slope * rng.standard_normal(design.jurors)
    s = design.error * np.exp(design.consistency * rng.standard_normal(design.jurors))
    score = v[juror] + a[juror] * truth[entry] + s[juror] * rng.standard_normal(len(entry))
    marks = Marks.of(entry, juror, 60.0 + POINTS * score, track, jurors=design.jurors)
    return Simulated(marks, 60.0 + POINTS * truth)


def _pairs(design: Design, track: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Balanced: each entry takes the least loaded jurors, its track's first where jurors specialise; ties by lot."""
    load = np.zeros(design.jurors)
    home = np.arange(design.jurors) % design.tracks
    entry, juror = [], []
    for i in rng.permutation(design.entries):
        at_home = int(round(design.specialised * design.per_entry))
        order = np.lexsort((rng.random(design.jurors), load))
        own = [j for j in order if home[j] == track[i]][:at_home]
        chosen = own + [j for j in order if j not in own][: design.per_entry - len(own)]
        load[chosen] += 1
        entry += [i] * design.per_entry
        juror += chosen
    return np.array(entry), np.array(juror)


def top_k_recall(truth: Floats, score: Floats, k: int) -> float:
    """The share of the truly best k that the k best by `score` hold."""
    best, named = np.argsort(-truth, kind="stable")[:k], np.argsort(-score, kind="stable")[:k]
    return len(set(best.tolist()) & set(named.tolist())) / k
