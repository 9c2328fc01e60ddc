"""How much the bench seeds."""

from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"


@dataclass(frozen=True)
class Contest:
    """A round of one prize: `each` jurors for every nomination, each with a scorecard on it."""

    nominations: int
    jurors: int
    each: int
    # Every so many-th scorecard is only begun; 0 leaves none unfinished.
    unfinished: int = 0


@dataclass(frozen=True)
class Scale:
    """`contest` is what people's pages show, `large` what live results and assignment are held to."""

    contest: Contest
    large: Contest
    writers: int
    saves: int
    documents: int
    profiles: int
    repeat: int
    # Real input, which is no part of the product: what is absent is left out and named.
    nominations_csv: Path = SHARED / "data" / "sbir_massachusetts.csv"
    scorecards_csv: Path = SHARED / "reference" / "rated_ptam2_262x17.csv.gz"


FULL = Scale(
    contest=Contest(nominations=500, jurors=30, each=3, unfinished=5),
    large=Contest(nominations=2000, jurors=100, each=5),
    writers=40,
    saves=10,
    documents=20_000,
    profiles=5_000,
    repeat=15,
)
