"""The plain score of one scorecard. Source: JUDGING section 2."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

# In place of a level: the juror looked and says that this cannot be judged from the entry.
CANNOT_JUDGE = "cannot_judge"
# As many places as a stored total has. What is shown is rounded once more, at display.
PLACES = Decimal("1e-9")


@dataclass(frozen=True)
class Scale:
    """What one criterion weighs, and between which values its levels lie."""

    key: str
    weight: int
    lowest: Decimal
    highest: Decimal
    mandatory: bool = True


@dataclass(frozen=True)
class PlainTotal:
    """`value` is 0 to 100, None while the card is incomplete.

    `unmarked` are the criteria that were left out of a complete card: optional ones left blank, and any that the juror
    could not judge. Their weight was shared among the others.
    """

    value: Decimal | None
    complete: bool
    missing: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()

    @property
    def reweighted(self) -> bool:
        return bool(self.unmarked) and self.complete


def plain_total(scales: Iterable[Scale], marks: Mapping[str, Decimal | str | None]) -> PlainTotal:
    """`sum w (x - lo) / (hi - lo)`, over the criteria that are marked, as if their weights summed to 100.

    `marks` maps the key of a criterion to its level, CANNOT_JUDGE, or None for blank.
    """
    scales = list(scales)
    levels = {scale.key: marks.get(scale.key) for scale in scales}
    missing = tuple(scale.key for scale in scales if scale.mandatory and levels[scale.key] is None)
    unmarked = tuple(scale.key for scale in scales if _is_unmarked(levels[scale.key]))
    marked = [(scale, level) for scale in scales if isinstance(level := levels[scale.key], Decimal)]
    if missing or not marked:
        return PlainTotal(None, complete=False, missing=missing, unmarked=unmarked)
    return PlainTotal(_weighted(marked), complete=True, unmarked=unmarked)


def _is_unmarked(level: Decimal | str | None) -> bool:
    return level is None or level == CANNOT_JUDGE


def _weighted(marked: list[tuple[Scale, Decimal]]) -> Decimal:
    with localcontext() as context:
        context.prec = 40
        weight = sum(scale.weight for scale, _ in marked)
        total = sum(
            (scale.weight * (level - scale.lowest) / (scale.highest - scale.lowest) for scale, level in marked),
            Decimal(0),
        )
        return (total * 100 / weight).quantize(PLACES, rounding=ROUND_HALF_UP)
