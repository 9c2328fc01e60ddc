"""Live results: plain score, count, spread, rank and bar for each entry of a round.

Everything is summed in the database, so that the number of queries does not grow with the round, and finished in
Decimal, rounded only where it is shown.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Max, Min, Sum
from django.utils.translation import gettext as _

from judging.enums import AssignmentState
from judging.models import Assignment, BarLevel, Candidacy, Criterion, RoundCategory, Scorecard, TieRuling
from judging.science.ranking import Place, Standing, rank_standings

# The sums of stored decimals come back from SQLite as floats; these places bring them back to what was stored.
TOTAL_PLACES = Decimal("1e-9")
MARK_PLACES = Decimal("0.01")
# What boards and exclusions read of an entry. Whole nominations, companies and submissions cost half the time of the results.
SHOWN = (
    "code",
    "round_id",
    "round_category_id",
    "nomination__organisation_id",
    "nomination__edition_id",
    "nomination__nominator_id",
    "decision__outcome",
    "decision__reason",
)


class CriterionMean(NamedTuple):
    """The mean level that an entry reached on one criterion, in the criterion's own scale, over `count` marks."""

    criterion: Criterion
    mean: Decimal | None
    count: int

    @property
    def share(self):
        """The mean on 0 to 1, so that criteria with different scales compare."""
        if self.mean is None:
            return None
        return (self.mean - self.criterion.lowest) / (self.criterion.highest - self.criterion.lowest)


@dataclass(frozen=True)
class BarResult:
    """Whether an entry reaches the bar. `reached` is None where there is no bar, or no mark to hold against it."""

    reached: bool | None
    misses: tuple[str, ...] = ()


@dataclass(frozen=True)
class EntryResult:
    candidacy: Candidacy
    score: Decimal | None
    count: int
    expected: int
    lowest: Decimal | None
    highest: Decimal | None
    criteria: tuple[CriterionMean, ...]
    bar: BarResult
    place: Place

    @property
    def spread(self):
        """Between the lowest and the highest scorecard; None below two."""
        return self.highest - self.lowest if self.count > 1 else None

    @property
    def missing(self):
        return max(self.expected - self.count, 0)

    @property
    def rank(self):
        return self.place.rank


@dataclass(frozen=True)
class CategoryResults:
    round_category: RoundCategory
    criteria: tuple[Criterion, ...]
    entries: list[EntryResult] = field(default_factory=list)

    @property
    def is_complete(self):
        return all(entry.missing == 0 for entry in self.entries)

    @property
    def ties(self):
        """Groups of entries that share a rank, best first: the chair has to rule on them where it matters."""
        tied = defaultdict(list)
        for entry in self.entries:
            if entry.place.tied:
                tied[entry.rank].append(entry)
        return list(tied.values())


def live_results(round, round_categories=None):
    """Results by category. `round_categories` limits them, for a chair who leads only some."""
    categories = list(_categories(round, round_categories))
    figures = _Figures(round)
    return [_category_results(category, figures) for category in categories]


def _categories(round, round_categories):
    wanted = round.round_categories.all() if round_categories is None else round_categories
    return wanted.select_related("category", "rubric").prefetch_related("rubric__criteria", "bar_levels__criterion")


class _Figures:
    """The sums of a round, read once: five queries whatever its size."""

    def __init__(self, round):
        cards = Scorecard.objects.in_round(round).counting()
        self.candidacies = defaultdict(list)
        rows = Candidacy.objects.filter(round=round, withdrawn_at=None)
        for candidacy in rows.annotate_names().select_related("nomination", "decision").only(*SHOWN):
            self.candidacies[candidacy.round_category_id].append(candidacy)
        self.totals = {
            row["candidacy"]: row
            for row in cards.order_by()
            .values("candidacy")
            .annotate(sum=Sum("total"), count=Count("total"), lowest=Min("total"), highest=Max("total"))
        }
        self.marks = {
            (candidacy, criterion): (total, count)
            for candidacy, criterion, total, count in cards.filter(marks__value__isnull=False)
            .order_by()
            .values_list("candidacy", "marks__criterion")
            .annotate(Sum("marks__value"), Count("marks__value"))
        }
        self.expected = dict(
            Assignment.objects.filter(candidacy__round=round, state=AssignmentState.ACTIVE)
            .order_by()
            .values_list("candidacy")
            .annotate(Count("pk"))
        )
        rulings = TieRuling.objects.filter(above__round=round)
        self.rulings = [(ruling.above_id, ruling.below_id) for ruling in rulings]


def _category_results(round_category, figures):
    criteria = tuple(round_category.rubric.criteria.all())
    by_weight = sorted(range(len(criteria)), key=lambda i: (-criteria[i].weight, criteria[i].position))
    measured = {
        candidacy.pk: (candidacy, _score(candidacy, figures), _criterion_means(candidacy, criteria, figures))
        for candidacy in figures.candidacies[round_category.pk]
    }
    standings = [
        Standing(pk, score, tuple(means[i].share for i in by_weight)) for pk, (_, score, means) in measured.items()
    ]
    bar_levels = list(round_category.bar_levels.all())
    entries = [
        _entry_result(place, measured[place.entry], round_category, bar_levels, figures)
        for place in rank_standings(standings, figures.rulings)
    ]
    return CategoryResults(round_category, criteria, entries)


def _score(candidacy, figures):
    row = figures.totals.get(candidacy.pk)
    return plain_score(row["sum"], row["count"]) if row else None


def plain_score(total, count):
    """The mean of the totals of so many cards, from their sum as a database gives it."""
    return total.quantize(TOTAL_PLACES) / count if count else None


def _criterion_means(candidacy, criteria, figures):
    return tuple(_criterion_mean(criterion, figures.marks.get((candidacy.pk, criterion.pk))) for criterion in criteria)


def _criterion_mean(criterion, sums):
    if sums is None:
        return CriterionMean(criterion, None, 0)
    total, count = sums
    return CriterionMean(criterion, total.quantize(MARK_PLACES) / count, count)


def _entry_result(place, measured, round_category, bar_levels, figures):
    candidacy, score, means = measured
    row = figures.totals.get(candidacy.pk, {})
    return EntryResult(
        candidacy=candidacy,
        score=score,
        count=row.get("count", 0),
        expected=max(figures.expected.get(candidacy.pk, 0), round_category.jurors_per_entry),
        lowest=row.get("lowest"),
        highest=row.get("highest"),
        criteria=means,
        bar=hold_against_bar(score, means, round_category.least_total, bar_levels),
        place=place,
    )


def hold_against_bar(score, means, least_total, bar_levels: list[BarLevel]) -> BarResult:
    """Compares exact means with the bar; a criterion without a mark is a miss that says so."""
    if score is None or (least_total is None and not bar_levels):
        return BarResult(None)
    reached = {mean.criterion.pk: mean.mean for mean in means}
    misses = []
    if least_total is not None and score < least_total:
        misses.append(_("total below %(least)s") % {"least": f"{least_total.normalize():f}"})
    for level in bar_levels:
        mean = reached.get(level.criterion_id)
        if mean is None:
            misses.append(_("%(criterion)s: not marked") % {"criterion": level.criterion})
        elif mean < level.least:
            least = f"{level.least.normalize():f}"
            misses.append(_("%(criterion)s below %(least)s") % {"criterion": level.criterion, "least": least})
    return BarResult(not misses, tuple(misses))
