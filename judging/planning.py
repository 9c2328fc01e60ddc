"""What a plan of assignment is asked for, and what it stands on. The drawing itself is in `drawing`, which reads numpy."""

from dataclasses import dataclass, field

from audit.canonical import canonical_json, sha256_hex
from judging.models import Assignment, Seat
from prizes.enums import SeatType


@dataclass(frozen=True)
class Settings:
    """`least` and `most` entries for a juror, None for what follows from the round; `mix` least jurors by seat type."""

    least: int = 0
    most: int | None = None
    mix: dict = field(default_factory=dict)


def basis_of(round):
    """A digest of the round's assignments: anything assigned, returned, recused or undone changes it."""
    rows = Assignment.objects.in_round(round).order_by().values_list("candidacy", "juror", "state")
    return sha256_hex(canonical_json(sorted([str(candidacy), str(juror), state] for candidacy, juror, state in rows)))


def seat_types_of(round):
    """The seat types of those who score in this round, with their labels."""
    kinds = Seat.objects.scoring().filter(panel__round=round).values_list("seat_type", flat=True)
    return [(kind, SeatType(kind).label) for kind in sorted(set(kinds))]
