"""Ranks by plain score, with the declared tie chain. Source: JUDGING section 2."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter


@dataclass(frozen=True)
class Standing:
    """What one entry is ranked by.

    `score` is 0 to 100 or None without a mark; `chain` holds the mean of each criterion on 0 to 1, heaviest first,
    None where nobody marked it.
    """

    entry: Hashable
    score: Decimal | None
    chain: Sequence[Decimal | None] = ()


@dataclass(frozen=True)
class Place:
    """Where one entry stands: `rank` counts from 1, is None without a mark, and is shared while a tie is unresolved."""

    entry: Hashable
    rank: int | None
    tied: bool = False
    # Which link of the tie chain parted it from its neighbours: "" for none, "criterion", "chance", or "ruling".
    parted_by: str = ""


# P(A above B) from a model's draws, 0 to 1.
Chance = Callable[[Hashable, Hashable], float]


def rank_standings(
    standings: Iterable[Standing],
    rulings: Iterable[tuple[Hashable, Hashable]] = (),
    chance: Chance | None = None,
) -> list[Place]:
    """Places in order, best first; entries without a mark come last and unranked.

    Ties follow the chain: heaviest criterion, next heaviest, then P(A above B) where a model gives one, then a recorded
    ruling (above, below). What the chain leaves together shares its rank: an order that nobody decided is not an order.
    """
    standings = list(standings)
    ranked = sorted((s for s in standings if s.score is not None), key=_strength, reverse=True)
    wins = set(rulings)
    scores = Counter(s.score for s in ranked)
    places: list[Place] = []
    for _, group in groupby(ranked, key=_strength):
        places += _place_group(list(group), len(places) + 1, wins, scores, chance)
    unranked = [Place(s.entry, None) for s in standings if s.score is None]
    return places + unranked


def _strength(standing: Standing) -> tuple:
    # A criterion that nobody marked parts nobody: it sorts below any mark, and equal to another blank.
    return (standing.score, *(Decimal(-1) if link is None else link for link in standing.chain))


def _place_group(group: list[Standing], first: int, wins: set, scores: Counter, chance: Chance | None) -> list[Place]:
    if len(group) == 1:
        parted_by = "criterion" if scores[group[0].score] > 1 else ""
        return [Place(group[0].entry, first, parted_by=parted_by)]
    places: list[Place] = []
    for _, still in groupby(_by_chance(group, chance), key=itemgetter(0)):
        places += _place_tied([s for _, s in still], first + len(places), wins)
    return places


def _by_chance(group: list[Standing], chance: Chance | None) -> list[tuple[int, Standing]]:
    """Each with its mean chance, in percent, to be above the others of the group, best first; 0 without a model."""
    if chance is None:
        return [(0, s) for s in group]
    means = [
        (round(100 * sum(chance(s.entry, other.entry) for other in group if other is not s) / (len(group) - 1)), s)
        for s in group
    ]
    return sorted(means, key=itemgetter(0), reverse=True)


def _place_tied(group: list[Standing], first: int, wins: set) -> list[Place]:
    if len(group) == 1:
        return [Place(group[0].entry, first, parted_by="chance")]
    ordered = _order_by_rulings(group, wins)
    if ordered is None:
        return [Place(s.entry, first, tied=True) for s in group]
    return [Place(s.entry, first + step, parted_by="ruling") for step, s in enumerate(ordered)]


def _order_by_rulings(group: list[Standing], wins: set) -> list[Standing] | None:
    """The one order that the rulings demand, or None while they leave any pair open or go in a circle."""
    beaten = {s.entry: sum((s.entry, other.entry) in wins for other in group) for s in group}
    ordered = sorted(group, key=lambda s: beaten[s.entry], reverse=True)
    chained = all((upper.entry, lower.entry) in wins for upper, lower in zip(ordered, ordered[1:], strict=False))
    distinct = len(set(beaten.values())) == len(group)
    return ordered if chained and distinct else None
