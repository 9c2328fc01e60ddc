"""Who reads what, as one exact min-cost flow. Source: JUDGING section 7.

entry i (supply k_i) -> (i, seat type): least, most -> juror j: capacity 1, cost (100 - match)^2 -> sink: least, most load.
Lower bounds are taken out by shifting supplies. Priced arcs keep every problem solvable, and say what is missing where it
is: a seat goes to a juror of another type before it stays empty. They cost so much that they are used for nothing else.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from judging.science.graph import contrast_factor, parts
from judging.science.marks import Floats, Ints

Bools = NDArray[np.bool_]

# Equal matches are parted by a little noise, so that the same jurors are not sent to the same entries again and again.
NOISE = 8
# Dearer than any way around through the jurors that there are: an entry with a juror too few, a seat with a juror of
# another type, a juror with an entry too few.
SHORT = 10**9
UNMET = 10**8
UNDER = 10**7
# With more possible pairs than this only the best candidates of each seat type are looked at first.
MOST_PAIRS = 1_000_000
CANDIDATES = 12


@dataclass(frozen=True, eq=False)
class Problem:
    """I entries, J jurors, S seat types.

    `match` (I, J) 0 to 100; `allowed` (I, J) False for a conflict, a forbidden pair or a wrong panel; `seats` (J, S)
    the types that a juror may count as, one of them at an entry; `wanted` (I,) jurors per entry; `mix` (S,) how many of
    each seat type an entry needs at least; `least` and `most` (J,) load per juror; `pinned` (I, J) pairs that stand
    already and count towards all of these.
    """

    match: Ints
    allowed: Bools
    seats: Bools
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
        if not self.least.shape == self.most.shape == shape[1:] or self.seats.shape != (*shape[1:], len(self.mix)):
            raise ValueError("The rows of jurors differ in length.")
        if (self.least > self.most).any() or (self.wanted < 0).any() or (self.mix < 0).any():
            raise ValueError("A least lies above its most, or a number is negative.")
        if not self.seats.any(axis=1).all():
            raise ValueError("A juror has no seat type.")


@dataclass(frozen=True)
class Shortage:
    """An entry that lacks `missing` jurors; `seat` names the type that it lacks, -1 where any would do."""

    entry: int
    seat: int
    missing: int


@dataclass(frozen=True, eq=False)
class Solution:
    """`pairs` (P, 2) entry and juror, without those that were pinned; `cost` as the flow counts it, shortages left out.

    `short` are jurors too few; `unmet` are seats of a type that the mix asks for, filled by jurors of another.
    """

    pairs: Ints
    cost: int
    engine: str
    short: list[Shortage] = field(default_factory=list)
    unmet: list[Shortage] = field(default_factory=list)
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
        if not few.short and not few.unmet and not few.under:
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
        jurors = np.flatnonzero(problem.seats[:, seat])
        if len(jurors) <= CANDIDATES:
            kept[:, jurors] = True
            continue
        best = np.argpartition(blocked[:, jurors], CANDIDATES, axis=1)[:, :CANDIDATES]
        np.put_along_axis(kept, jurors[best], True, axis=1)
    return kept & usable


class _Network:
    """Nodes: entries, (entry, seat type), jurors, the sink, and pairs of entry and a juror of several types. Arcs in blocks."""

    def __init__(self, problem: Problem, pairs: int):
        self.I, self.J = problem.match.shape
        self.S = len(problem.mix)
        self.sink = self.I + self.I * self.S + self.J
        self.supply = np.zeros(self.sink + 1 + pairs, dtype=np.int64)
        self.blocks: list[tuple[Ints, Ints, Ints, Ints]] = []

    def seat_node(self, entry: Ints, seat: Ints) -> Ints:
        return self.I + entry * self.S + seat

    def juror_node(self, juror: Ints) -> Ints:
        return self.I + self.I * self.S + juror

    def pair_node(self, pair: Ints) -> Ints:
        return self.sink + 1 + pair

    def add(self, tail: Ints | int, head: Ints | int, capacity: Ints | int, cost: Ints | int) -> None:
        block = np.broadcast_arrays(tail, head, capacity, cost)
        self.blocks.append(tuple(part.ravel().astype(np.int64) for part in block))  # type: ignore[arg-type]

    def arcs(self) -> tuple[Ints, Ints, Ints, Ints]:
        tail, head, capacity, cost = (np.concatenate(parts) for parts in zip(*self.blocks, strict=True))
        return tail, head, capacity, cost

    def solve(self, engine: str) -> list[Ints]:
        """The flow of every block."""
        ends = np.cumsum([len(tail) for tail, *_ in self.blocks])
        return np.split(ENGINES[engine](self), ends[:-1])


def _still_wanted(problem: Problem, single: Bools) -> tuple[Ints, Ints]:
    """(I,) jurors and (I, S) of the mix that pinned jurors of one type (`single`, (J,)) leave open."""
    settled = problem.pinned & single
    need = np.maximum(problem.mix[None, :] - settled.astype(np.int64) @ problem.seats.astype(np.int64), 0)
    wanted = np.maximum(problem.wanted - settled.sum(axis=1), (problem.pinned & ~single).sum(axis=1))
    # An entry that wants fewer than its mix asks for takes what the mix asks for first.
    return wanted, np.minimum(need, np.maximum(wanted[:, None] - (np.cumsum(need, axis=1) - need), 0))


def _solve(problem: Problem, usable: Bools, cost: Ints, engine: str) -> Solution:
    single = problem.seats.sum(axis=1) == 1
    # A juror of several types has one node at an entry, so that no way leads to them twice. Where they read it already
    # the node takes what it is sent, and the flow says as what.
    open_to = np.argwhere(usable & ~single)
    several = np.concatenate([open_to, np.argwhere(problem.pinned & ~single)])
    pair, kind = np.nonzero(problem.seats[several[:, 1]])
    wanted, need = _still_wanted(problem, single)
    load = problem.pinned.sum(axis=0)
    least, most = np.maximum(problem.least - load, 0), np.maximum(problem.most - load, 0)
    plain = np.argwhere(usable & single)

    network = _Network(problem, len(several))
    entries, jurors = np.arange(network.I), np.arange(network.J)
    seat_nodes = network.seat_node(entries[:, None], np.arange(network.S)[None, :])
    juror_nodes = network.juror_node(jurors)
    network.supply[entries] = wanted - need.sum(axis=1)
    network.supply[seat_nodes] = need
    network.supply[juror_nodes] = -least
    network.supply[network.pair_node(np.arange(len(open_to), len(several)))] = -1
    network.supply[network.sink] = -network.supply.sum()
    network.add(entries[:, None], seat_nodes, wanted[:, None], 0)
    network.add(seat_nodes, entries[:, None], need, UNMET)
    network.add(entries, network.sink, wanted, SHORT)
    network.add(juror_nodes, network.sink, most - least, 0)
    network.add(network.sink, juror_nodes, least, UNDER)
    type_of = problem.seats.argmax(axis=1)
    network.add(network.seat_node(plain[:, 0], type_of[plain[:, 1]]), juror_nodes[plain[:, 1]], 1, cost[tuple(plain.T)])
    network.add(network.seat_node(several[pair, 0], kind), network.pair_node(pair), 1, 0)
    network.add(network.pair_node(np.arange(len(open_to))), juror_nodes[open_to[:, 1]], 1, cost[tuple(open_to.T)])

    _, unmet, short, _, under, by_plain, _, by_several = network.solve(engine)
    pairs = np.concatenate([plain[by_plain > 0], open_to[by_several > 0]])
    return Solution(
        pairs=pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))],
        cost=int(cost[tuple(pairs.T)].sum()),
        engine=engine,
        **_missing(short, unmet.reshape(need.shape)),
        under={int(j): int(under[j]) for j in np.flatnonzero(under)},
    )


def _held(problem: Problem) -> Ints:
    """(I, S) jurors by seat type, of pinned pairs; a juror of several types counts as the one that the mix lacks."""
    first = np.zeros_like(problem.seats)
    first[np.arange(len(first)), problem.seats.argmax(axis=1)] = True
    held = problem.pinned.astype(np.int64) @ first.astype(np.int64)
    several = problem.seats.sum(axis=1) > 1
    for entry in np.flatnonzero((problem.pinned & several).any(axis=1)):
        held[entry] = _best_seats(problem.seats[problem.pinned[entry]], problem.mix)
    return held


def _best_seats(seats: Bools, mix: Ints) -> Ints:
    """(S,) how many of these jurors (n, S) sit as what, with as many seats of the mix taken as can be."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    slots = np.repeat(np.arange(len(mix)), mix)
    taken = maximum_bipartite_matching(csr_array(seats[:, slots]), perm_type="column")
    sits = np.where(taken >= 0, slots[taken] if len(slots) else 0, seats.argmax(axis=1))
    return np.bincount(sits, minlength=len(mix))


def _missing(short: Ints, unmet: Ints) -> dict[str, list[Shortage]]:
    """Jurors too few are of the types that the mix lacks, as far as it lacks any; what else it lacks is filled by others."""
    found: dict[str, list[Shortage]] = {"short": [], "unmet": []}
    for entry in np.flatnonzero((short > 0) | unmet.any(axis=1)):
        left = int(short[entry])
        for seat in np.flatnonzero(unmet[entry]):
            empty = min(left, int(unmet[entry, seat]))
            left -= empty
            for name, missing in (("short", empty), ("unmet", int(unmet[entry, seat]) - empty)):
                if missing:
                    found[name].append(Shortage(int(entry), int(seat), missing))
        if left:
            found["short"].append(Shortage(int(entry), -1, left))
    return found


def _by_ortools(network: _Network) -> Ints:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(*network.arcs())
    flow.set_nodes_supplies(np.arange(len(network.supply)), network.supply)
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
        (signs, (np.concatenate([tail, head]), np.concatenate([arcs, arcs]))), shape=(len(network.supply), len(tail))
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
        mix=_held(replace(problem, pinned=table)),
        match=match,
        worst=float(known.min()) if known.size else float("nan"),
        mean=float(known.mean()) if known.size else float("nan"),
        parts=int(of_entry.max(initial=-1)) + 1,
        contrast=contrast_factor(entry, juror, *table.shape),
    )
