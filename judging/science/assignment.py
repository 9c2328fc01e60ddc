"""Who reads what, as one exact min-cost flow. Source: JUDGING section 7.

entry i (supply k_i) -> (i, seat type): least, most -> juror j: capacity 1, cost (100 - match)^2 -> sink: least, most load.
Lower bounds are taken out by shifting supplies. Priced arcs past the jurors and into them keep every problem solvable, and
say what is short where it is not; they cost so much that they are used for nothing else.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from judging.science.graph import contrast_factor, parts
from judging.science.marks import Floats, Ints

Bools = NDArray[np.bool_]

# Equal matches are parted by a little noise, so that the same jurors are not sent to the same entries again and again.
NOISE = 8
# Dearer than any way around through the jurors that there are.
SHORT = 10**8
UNDER = 10**7
# With more possible pairs than this only the best candidates of each seat type are looked at first.
MOST_PAIRS = 1_000_000
CANDIDATES = 12


@dataclass(frozen=True, eq=False)
class Problem:
    """I entries, J jurors, S seat types.

    `match` (I, J) 0 to 100; `allowed` (I, J) False for a conflict, a forbidden pair or a wrong panel; `seat` (J,) 0 to
    S - 1; `wanted` (I,) jurors per entry; `mix` (S,) how many of each seat type an entry needs at least; `least` and
    `most` (J,) load per juror; `pinned` (I, J) pairs that stand already and count towards all of these.
    """

    match: Ints
    allowed: Bools
    seat: Ints
    wanted: Ints
    mix: Ints
    least: Ints
    most: Ints
    pinned: Bools

    def check(self) -> None:
        """Raises ValueError where shapes disagree or a bound is the wrong way round."""
        shape = self.match.shape
        if self.allowed.shape != shape or self.pinned.shape != shape or self.wanted.shape != shape[:1]:
            raise ValueError("The tables of entries and jurors differ in shape.")
        if not self.seat.shape == self.least.shape == self.most.shape == shape[1:]:
            raise ValueError("The rows of jurors differ in length.")
        if (self.least > self.most).any() or (self.wanted < 0).any() or (self.mix < 0).any():
            raise ValueError("A least lies above its most, or a number is negative.")
        if shape[1] and (self.seat.min() < 0 or self.seat.max() >= len(self.mix)):
            raise ValueError("A juror's seat type does not exist.")


@dataclass(frozen=True)
class Shortage:
    """An entry that gets `missing` jurors too few; `seat` names the type that it lacks, -1 where any would do."""

    entry: int
    seat: int
    missing: int


@dataclass(frozen=True, eq=False)
class Solution:
    """`pairs` (P, 2) entry and juror, without those that were pinned; `cost` as the flow counts it, shortages left out."""

    pairs: Ints
    cost: int
    short: list[Shortage] = field(default_factory=list)
    # Juror index: by how many entries the least load is missed.
    under: dict[int, int] = field(default_factory=dict)


def assign(problem: Problem, *, seed: int = 0, engine: str = "") -> Solution:
    """The cheapest assignment. `engine` is "ortools" or "scipy"; empty takes the first that is installed.

    Large problems are solved over the best candidates first and again over all pairs where that leaves anything short.
    """
    problem.check()
    engine = engine or _installed()
    usable = problem.allowed & ~problem.pinned
    cost = _cost(problem.match, seed)
    if usable.sum() > MOST_PAIRS:
        few = _solve(problem, _candidates(problem, cost, usable), cost, engine)
        if not few.short and not few.under:
            return few
    return _solve(problem, usable, cost, engine)


def _installed() -> str:
    try:
        import ortools.graph.python.min_cost_flow  # noqa: F401
    except ImportError:
        return "scipy"
    return "ortools"


def _cost(match: Ints, seed: int) -> Ints:
    noise = np.random.default_rng(seed).integers(0, NOISE, match.shape)
    return NOISE * (100 - match.astype(np.int64)) ** 2 + noise


def _candidates(problem: Problem, cost: Ints, usable: Bools) -> Bools:
    """Of each entry and seat type the cheapest jurors."""
    kept = np.zeros_like(usable)
    blocked = np.where(usable, cost, np.iinfo(np.int64).max)
    for seat in range(len(problem.mix)):
        jurors = np.flatnonzero(problem.seat == seat)
        if len(jurors) <= CANDIDATES:
            kept[:, jurors] = True
            continue
        best = np.argpartition(blocked[:, jurors], CANDIDATES, axis=1)[:, :CANDIDATES]
        np.put_along_axis(kept, jurors[best], True, axis=1)
    return kept & usable


class _Network:
    """Nodes: entries, then (entry, seat type), then jurors, then the sink. Arcs in blocks, in the order of `add`."""

    def __init__(self, problem: Problem):
        self.I, self.J = problem.match.shape
        self.S = len(problem.mix)
        self.sink = self.I + self.I * self.S + self.J
        self.supply = np.zeros(self.sink + 1, dtype=np.int64)
        self.tails: list[Ints] = []
        self.heads: list[Ints] = []
        self.capacities: list[Ints] = []
        self.costs: list[Ints] = []

    def seat_node(self, entry: Ints, seat: Ints) -> Ints:
        return self.I + entry * self.S + seat

    def juror_node(self, juror: Ints) -> Ints:
        return self.I + self.I * self.S + juror

    def add(self, tail: Ints, head: Ints, capacity: Ints | int, cost: Ints | int) -> None:
        tail, head = np.broadcast_arrays(tail, head)
        self.tails.append(tail.ravel())
        self.heads.append(head.ravel())
        self.capacities.append(np.broadcast_to(capacity, tail.shape).ravel().astype(np.int64))
        self.costs.append(np.broadcast_to(cost, tail.shape).ravel().astype(np.int64))

    def arcs(self) -> tuple[Ints, Ints, Ints, Ints]:
        tail, head, capacity, cost = (np.concatenate(b) for b in (self.tails, self.heads, self.capacities, self.costs))
        return tail, head, capacity, cost


def _solve(problem: Problem, usable: Bools, cost: Ints, engine: str) -> Solution:
    network = _Network(problem)
    entry_count, juror_count, seat_count = network.I, network.J, network.S
    held = np.stack([(problem.pinned & (problem.seat == seat)).sum(axis=1) for seat in range(seat_count)], axis=1)
    need = np.maximum(problem.mix[None, :] - held, 0)
    wanted = np.maximum(problem.wanted - held.sum(axis=1), 0)
    # An entry that wants fewer than its mix asks for takes what the mix asks for first.
    need = np.minimum(need, np.maximum(wanted[:, None] - (np.cumsum(need, axis=1) - need), 0))
    load = problem.pinned.sum(axis=0)
    least, most = np.maximum(problem.least - load, 0), np.maximum(problem.most - load, 0)

    entries, seats = np.divmod(np.arange(entry_count * seat_count), seat_count)
    seat_nodes = network.seat_node(entries, seats)
    network.supply[:entry_count] = wanted - need.sum(axis=1)
    network.supply[seat_nodes] = need.ravel()
    network.supply[network.juror_node(np.arange(juror_count))] = -least
    network.supply[network.sink] = -(wanted.sum() - least.sum())
    network.add(entries, seat_nodes, wanted[entries], 0)
    entry, juror = np.nonzero(usable)
    network.add(network.seat_node(entry, problem.seat[juror]), network.juror_node(juror), 1, cost[entry, juror])
    network.add(network.juror_node(np.arange(juror_count)), np.array(network.sink), most - least, 0)
    network.add(seat_nodes, np.array(network.sink), wanted[entries], SHORT)
    network.add(np.array(network.sink), network.juror_node(np.arange(juror_count)), least, UNDER)

    flow = ENGINES[engine](network)
    ends = np.cumsum([len(block) for block in network.tails])
    _, chosen, _, missing, under = np.split(flow, ends[:-1])
    pairs = np.stack([entry[chosen > 0], juror[chosen > 0]], axis=1)
    return Solution(
        pairs=pairs,
        cost=int(cost[pairs[:, 0], pairs[:, 1]].sum()),
        short=_shortages(missing.reshape(entry_count, seat_count), need),
        under={int(j): int(under[j]) for j in np.flatnonzero(under)},
    )


def _shortages(missing: Ints, need: Ints) -> list[Shortage]:
    """By seat type where the mix asked for it, else of no type in particular."""
    found = []
    for entry in np.flatnonzero(missing.any(axis=1)):
        of_mix = np.minimum(missing[entry], need[entry])
        found += [Shortage(int(entry), int(seat), int(of_mix[seat])) for seat in np.flatnonzero(of_mix)]
        if left := int((missing[entry] - of_mix).sum()):
            found.append(Shortage(int(entry), -1, left))
    return found


def _by_ortools(network: _Network) -> Ints:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(*network.arcs())
    flow.set_nodes_supplies(np.arange(network.sink + 1), network.supply)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"The flow has no solution: {status}.")
    return np.asarray(flow.flows(arcs), dtype=np.int64)


def _by_scipy(network: _Network) -> Ints:
    """The same as a linear programme: a network's vertices are whole numbers."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    tail, head, capacity, cost = network.arcs()
    arcs = np.arange(len(tail))
    signs = np.concatenate([np.ones(len(tail)), -np.ones(len(tail))])
    balance = coo_array(
        (signs, (np.concatenate([tail, head]), np.concatenate([arcs, arcs]))), shape=(network.sink + 1, len(tail))
    )
    bounds = np.stack([np.zeros(len(tail)), capacity], axis=1)
    found = linprog(cost, A_eq=balance.tocsr(), b_eq=network.supply, bounds=bounds, method="highs-ds")
    if not found.success:
        raise RuntimeError(f"The flow has no solution: {found.message}")
    return np.rint(found.x).astype(np.int64)


ENGINES = {"ortools": _by_ortools, "scipy": _by_scipy}


@dataclass(frozen=True, eq=False)
class Report:
    """What an assignment gives, pinned pairs included.

    `coverage` (I,) and `load` (J,) count; `mix` (I, S) jurors by seat type; `match` (I,) the mean match of an entry's
    jurors, nan without any; `worst` and `mean` over the entries; `parts` of the juror-entry graph and `contrast` factor.
    """

    coverage: Ints
    load: Ints
    mix: Ints
    match: Floats
    worst: float
    mean: float
    parts: int
    contrast: float


def report(problem: Problem, pairs: Ints) -> Report:
    """Of these pairs with those that are pinned."""
    table = problem.pinned.copy()
    table[pairs[:, 0], pairs[:, 1]] = True
    entry, juror = np.nonzero(table)
    coverage = table.sum(axis=1)
    total = np.where(table, problem.match, 0).sum(axis=1)
    match = np.divide(total, coverage, out=np.full(len(coverage), np.nan), where=coverage > 0)
    known = match[np.isfinite(match)]
    of_entry, _ = parts(entry, juror, *table.shape)
    return Report(
        coverage=coverage,
        load=table.sum(axis=0),
        mix=np.stack([table[:, problem.seat == seat].sum(axis=1) for seat in range(len(problem.mix))], axis=1),
        match=match,
        worst=float(known.min()) if known.size else float("nan"),
        mean=float(known.mean()) if known.size else float("nan"),
        parts=int(of_entry.max(initial=-1)) + 1,
        contrast=contrast_factor(entry, juror, *table.shape),
    )
