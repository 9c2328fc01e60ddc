"""What `make bench-judging` measures: each part in a process of its own, so that its peak of memory is its own."""

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from judging.science.additive import fit_additive
from judging.science.assignment import Problem, assign, report
from judging.science.full import fit_full
from judging.science.honesty import honesty_check
from judging.science.intervals import Contest, leave_one_out, ranks
from judging.science.reliability import alpha
from judging.science.simulation import Design, simulate, top_k_recall

SIZES = ((120, 30, 4), (2000, 100, 5), (10000, 400, 5))
# Seconds, from DESIGN section 10; sizes without one are printed only.
TO_HOLD = {("full model and intervals", (2000, 100, 5)): 5.0, ("assignment", (2000, 100, 5)): 1.0}
CONFLICTS = 0.02

# JUDGING section 3, with the designs that stand for its cases: places, replicates, and what was measured there.
RECALL = {
    "trained jurors, 2,000 x 100 x 5, top 20": (
        Design(2000, 100, 5, leniency=0.35, error=0.62, slope=0.25, consistency=0.3), 20, 12, (0.625, 0.644, 0.709),
    ),
    "120 x 30 x 4, tracks, jurors specialise, top 10": (
        Design(120, 30, 4, leniency=1.0, error=1.2, tracks=3, track_spread=0.5, specialised=0.75),
        10, 60, (0.544, 0.628, 0.625),
    ),
    "40 x 40 x 3, three entries per juror, top 5": (
        Design(40, 40, 3, leniency=1.15, error=0.95), 5, 120, (0.539, 0.595, 0.589),
    ),
    "no leniency at all, 120 x 30 x 4, top 10": (
        Design(120, 30, 4, leniency=0.0, error=1.4), 10, 80, (0.559, 0.559, None),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """Seconds and megabytes of one part at one size; `note` says what came out."""

    part: str
    size: tuple[int, int, int]
    seconds: float
    peak: int
    note: str


def parts():
    """Every part at every size, one after the other."""
    for part in PARTS:
        for size in SIZES:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
                yield own.submit(measure, part, size).result()


def measure(part, size):
    prepare, run = PARTS[part]
    given = prepare(size)
    begin = time.perf_counter()
    note = run(given)
    seconds = time.perf_counter() - begin
    return Measured(part, size, seconds, _peak(), note)


def _peak():
    """Megabytes of this process alone: what `getrusage` says on Linux is handed down from the parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    (peak,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) // 1024


def _marks(size):
    entries, jurors, each = size
    design = Design(entries, jurors, each, leniency=0.6, error=0.9, slope=0.2, consistency=0.3, tracks=3)
    return simulate(design, 1).marks


def _additive(marks):
    fit = fit_additive(marks, 1)
    found = ranks(fit.merit, 20)
    return f"{found.in_top.sum():.0f} places shared out"


def _full(marks):
    fit = fit_full(marks, 1)
    found = ranks(fit.merit, 20)
    return f"{found.in_top.sum():.0f} places shared out"


def _without(marks):
    changed = leave_one_out(marks, [Contest(np.arange(marks.entries), 20)])
    return f"at most {changed.max()} of 20 change"


def _honesty(marks):
    told = honesty_check(marks, 1, repeats=1)
    return f"plain {100 * told.plain:.2f} %, fair {100 * told.fair:.2f} %"


def _alpha(marks):
    return f"alpha {alpha(marks):.3f}"


def _problem(size):
    entries, jurors, each = size
    rng = np.random.default_rng(1)
    average = entries * each / jurors
    return Problem(
        match=rng.integers(0, 101, (entries, jurors)),
        allowed=rng.random((entries, jurors)) > CONFLICTS,
        seats=np.eye(3, dtype=bool)[np.arange(jurors) % 3],
        wanted=np.full(entries, each),
        mix=np.ones(3, dtype=np.int64),
        least=np.full(jurors, int(0.8 * average)),
        most=np.full(jurors, int(1.2 * average) + 1),
        pinned=np.zeros((entries, jurors), dtype=bool),
    )


def _assignment(problem):
    solution = assign(problem)
    told = report(problem, solution.pairs)
    broken = int((~problem.allowed[solution.pairs[:, 0], solution.pairs[:, 1]]).sum())
    return (
        f"{broken} conflicts, {len(solution.short)} short, worst match {told.worst:.0f}, contrast {told.contrast:.3f}"
    )


PARTS = {
    "additive model and intervals": (_marks, _additive),
    "full model and intervals": (_marks, _full),
    "without each juror": (_marks, _without),
    "honesty check, once": (_marks, _honesty),
    "Krippendorff's alpha": (_marks, _alpha),
    "assignment": (_problem, _assignment),
}


def recall(case):
    """(plain, additive, full) mean recall of the best k over the replicates of a case."""
    design, k, replicates, _ = RECALL[case]
    found = []
    for seed in range(replicates):
        simulated = simulate(design, seed)
        scores = (
            simulated.marks.plain_means(),
            fit_additive(simulated.marks, 1, draws=2).fair,
            fit_full(simulated.marks, 1, warm_up=200, kept=300).fair,
        )
        found.append([top_k_recall(simulated.truth, score, k) for score in scores])
    return np.mean(found, axis=0)
