"""The computed figures as pages read them: the same for live and for sealed ones. Parsed once, looked up by id."""

import json
from dataclasses import dataclass
from functools import cached_property

from judging.enums import Pile, SealKind
from judging.results import live_results

SURELY_IN, SURELY_OUT = 0.9, 0.1


@dataclass(frozen=True)
class FairFigures:
    """What a model says of one entry: points, ranks counted from 1, chances from 0 to 1."""

    fair: float
    low: float
    high: float
    rank_low: int
    rank_high: int
    in_top: float
    above_bar: float | None
    tie_group: int
    spread: float
    mark_low: int
    mark_high: int
    leniency: float
    residuals: dict

    @property
    def pile(self):
        if self.in_top >= SURELY_IN:
            return Pile.IN
        return Pile.OUT if self.in_top <= SURELY_OUT else Pile.BORDERLINE


@dataclass(frozen=True)
class EntryStanding:
    """Where the figures put one entry. `rank` is the one that counts, by the score that its category is ranked on."""

    rank: int | None
    plain_rank: int | None
    tied: bool
    parted_by: str
    scorecards: int
    fair: FairFigures | None


@dataclass(frozen=True)
class JurorFigures:
    """One juror as the model sees them; `leniency` and what follows is None where there is no model."""

    marks: int
    leniency: float | None = None
    low: float | None = None
    high: float | None = None
    slope: float | None = None
    spread: float | None = None

    @property
    def marks_low(self):
        return self.high is not None and self.high < 0

    @property
    def marks_high(self):
        return self.low is not None and self.low > 0


class GroupStanding:
    """What one model answers for: the categories that share jurors."""

    def __init__(self, given):
        self.given = given
        self.refusal = given["refusal"]
        self.honesty = given["honesty"]
        self.variances = given["variances"]

    @cached_property
    def jurors(self):
        return {row["juror"]: _juror(row) for row in self.given["jurors"]}


class CategoryStanding:
    def __init__(self, given, group):
        self.given, self.group = given, group
        self.places = given["places"]
        self.ranked_on = given["ranked_on"]
        self.expected_overlap = given["expected_overlap"]
        self.without_juror = given["without_juror"] or {}

    @property
    def is_fair(self):
        """Whether the fair score ranks; where it does not, `group` says why."""
        return self.ranked_on == "fair"

    @cached_property
    def entries(self):
        """By candidacy id as text, best first."""
        return {row["candidacy"]: _entry(row) for row in self.given["entries"]}


class Standings:
    """All figures of a round, with what they were made from."""

    def __init__(self, text, *, made_at, sealed):
        self.given = json.loads(text)
        self.made_at, self.sealed = made_at, sealed
        self.model = self.given["model"]
        self.scorecards = self.given["scorecards"]
        self.groups = [GroupStanding(group) for group in self.given["groups"]]

    @cached_property
    def categories(self):
        return {row["category"]: CategoryStanding(row, self.groups[row["group"]]) for row in self.given["categories"]}

    def of(self, round_category):
        return self.categories.get(str(round_category.pk))


def standings_of(round):
    """The sealed figures where there are any, else the newest computed ones; None before the first card counts."""
    seal = round.standing_seal(SealKind.FIGURES)
    if seal:
        return Standings(seal.result, made_at=seal.sealed_at, sealed=True)
    computation = getattr(round, "computation", None)
    if computation is None:
        return None
    return Standings(computation.result, made_at=computation.computed_at, sealed=False)


def share_rank(round, above, below):
    """Whether two entries of a category share the rank that counts: by the computed figures, else by the plain score."""
    standings = standings_of(round)
    category = standings.of(above.round_category) if standings else None
    known = category.entries if category else {}
    pair = [known.get(str(candidacy.pk)) for candidacy in (above, below)]
    if all(pair):
        return all(standing.tied for standing in pair) and pair[0].rank == pair[1].rank
    (results,) = live_results(round, round.round_categories.filter(pk=above.round_category_id))
    groups = [{entry.candidacy.pk for entry in group} for group in results.ties]
    return any({above.pk, below.pk} <= group for group in groups)


def _entry(row):
    fair = FairFigures(**row["fair"]) if row["fair"] else None
    return EntryStanding(row["rank"], row["plain_rank"], row["tied"], row["parted_by"], row["scorecards"], fair)


def _juror(row):
    return JurorFigures(**{key: value for key, value in row.items() if key != "juror"})
