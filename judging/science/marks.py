"""The marks that every model reads, as parallel arrays, and the reasons for which a figure is refused."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Refusal(StrEnum):
    """Why a figure cannot be computed. The page says it in words and never shows a number in its place."""

    NO_MARKS = "no_marks"
    ONE_ENTRY = "one_entry"
    FEW_JURORS = "few_jurors"
    FEW_ENTRIES_PER_JUROR = "few_entries_per_juror"
    SEVERAL_PARTS = "several_parts"
    ALL_EQUAL = "all_equal"
    ENTRY_WITHOUT_MARKS = "entry_without_marks"
    CRITERION_WITHOUT_MARKS = "criterion_without_marks"
    INCOMPLETE_DESIGN = "incomplete_design"


class CannotComputeError(Exception):
    """Raised where a formula has no answer on these marks. `reason` names why; `indices` says which entries or jurors."""

    def __init__(self, reason: Refusal, indices: tuple[int, ...] = ()):
        super().__init__(reason.value)
        self.reason = reason
        self.indices = indices


@dataclass(frozen=True, eq=False)
class Marks:
    """N marks by J jurors on I entries of T tracks.

    `entry` and `juror` (N,) index the entry and the juror of each mark; `score` (N,) is its total, 0 to 100;
    `track` (I,) is the track (category) of each entry. One juror marks one entry at most once.
    """

    entry: Ints
    juror: Ints
    score: Floats
    track: Ints
    jurors: int

    @classmethod
    def of(cls, entry, juror, score, track=None, *, entries: int | None = None, jurors: int | None = None) -> "Marks":
        """From any sequences; one track where none is named, as many entries and jurors as the marks name at least.

        Raises ValueError where the arrays differ in length, an index is out of range, or a pair stands twice.
        """
        entry, juror = np.asarray(entry, dtype=np.int64), np.asarray(juror, dtype=np.int64)
        score = np.asarray(score, dtype=np.float64)
        if track is None:
            track = np.zeros(int(entry.max(initial=-1)) + 1 if entries is None else entries, dtype=np.int64)
        track = np.asarray(track, dtype=np.int64)
        marks = cls(entry, juror, score, track, int(juror.max(initial=-1)) + 1 if jurors is None else jurors)
        marks._check()
        return marks

    def _check(self) -> None:
        if not len(self.entry) == len(self.juror) == len(self.score):
            raise ValueError("Entries, jurors and scores differ in number.")
        if len(self.entry) == 0:
            return
        if self.entry.min() < 0 or self.entry.max() >= self.entries or self.juror.min() < 0:
            raise ValueError("A mark names an entry or a juror that does not exist.")
        if self.juror.max() >= self.jurors or not np.isfinite(self.score).all():
            raise ValueError("A mark names a juror that does not exist, or is no number.")
        if len(np.unique(self.entry * self.jurors + self.juror)) != len(self.entry):
            raise ValueError("A juror marks an entry twice.")

    def __len__(self) -> int:
        return len(self.score)

    @property
    def entries(self) -> int:
        return len(self.track)

    @property
    def tracks(self) -> int:
        return int(self.track.max(initial=-1)) + 1

    @property
    def per_entry(self) -> Ints:
        """(I,) how many marks each entry has."""
        return np.bincount(self.entry, minlength=self.entries)

    @property
    def per_juror(self) -> Ints:
        """(J,) how many marks each juror gave."""
        return np.bincount(self.juror, minlength=self.jurors)

    def where(self, kept: NDArray[np.bool_]) -> "Marks":
        """The same entries and jurors with some of the marks: `kept` (N,)."""
        return Marks(self.entry[kept], self.juror[kept], self.score[kept], self.track, self.jurors)

    def plain_means(self) -> Floats:
        """(I,) the mean mark of each entry; nan without a mark."""
        count = self.per_entry
        total = np.bincount(self.entry, self.score, minlength=self.entries)
        return np.divide(total, count, out=np.full(self.entries, np.nan), where=count > 0)
