"""Live results as they are read: rounded once, here, and every gap said in words."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from judging import rules, wording
from judging.enums import Pile
from judging.exclusions import Exclusions
from judging.ladder import ladder_of
from judging.models import Candidacy, Scorecard
from judging.results import CategoryResults, EntryResult, live_results
from judging.standings import CategoryStanding, EntryStanding, standings_of

POINTS = Decimal("0.01")
MOST_DISPUTED = 5
# In points: one step of the usual scale of five levels.
ONE_LEVEL = 25
# Marks a shared rank; and where a row without a rank is sorted.
TIED = "="
LAST = float("inf")


def shown(number):
    """Half up, two places: what is equal on the page may differ behind it, and then the rank says so."""
    return "–" if number is None else str(number.quantize(POINTS, rounding=ROUND_HALF_UP))


def shown_rank(rank, *, tied):
    if rank is None:
        return _("Not ranked")
    return f"{TIED}{rank}" if tied else str(rank)


@dataclass(frozen=True)
class Row:
    """One entry of a category, for somebody who may read its figures."""

    result: EntryResult
    name: str
    parted: str
    # Where the computed figures put it; None where they do not know it yet.
    standing: EntryStanding | None = None

    @property
    def candidacy(self):
        return self.result.candidacy

    @property
    def fair(self):
        return self.standing.fair if self.standing else None

    @property
    def decision(self):
        return getattr(self.candidacy, "decision", None)

    @property
    def rank(self):
        """By the score that its category is ranked on."""
        if self.standing is None:
            return self.plain_rank
        return shown_rank(self.standing.rank, tied=self.standing.tied)

    @property
    def plain_rank(self):
        return shown_rank(self.result.place.rank, tied=self.result.place.tied)

    @property
    def fair_score(self):
        return wording.points(self.fair.fair, self.fair.low, self.fair.high) if self.fair else "–"

    @property
    def interval(self):
        if self.fair is None:
            return "–"
        low, high = (wording.points(end, self.fair.low, self.fair.high) for end in (self.fair.low, self.fair.high))
        return _("%(low)s to %(high)s") % {"low": low, "high": high}

    @property
    def rank_interval(self):
        if self.fair is None:
            return "–"
        if self.fair.rank_low == self.fair.rank_high:
            return str(self.fair.rank_low)
        return _("%(low)s to %(high)s") % {"low": self.fair.rank_low, "high": self.fair.rank_high}

    @property
    def chance(self):
        return wording.percent(self.fair.in_top) if self.fair else "–"

    @property
    def bar_chance(self):
        return wording.percent(self.fair.above_bar) if self.fair and self.fair.above_bar is not None else "–"

    @property
    def why_moved(self):
        return wording.why_moved(self.standing) if self.standing else ""

    @property
    def score(self):
        return shown(self.result.score)

    @property
    def count(self):
        return _("%(count)s of %(expected)s") % {"count": self.result.count, "expected": self.result.expected}

    @property
    def spread(self):
        if self.result.spread is None:
            return "–"
        return f"{shown(self.result.spread)} ({shown(self.result.lowest)} to {shown(self.result.highest)})"

    @property
    def means(self):
        return [(mean.criterion, shown(mean.mean)) for mean in self.result.criteria]

    @property
    def bar(self):
        reached = self.result.bar.reached
        if reached is None:
            return "–"
        return _("Reached") if reached else _("Missed: %(misses)s") % {"misses": "; ".join(self.result.bar.misses)}


@dataclass(frozen=True)
class Board:
    """One category. `withheld` counts the entries whose figures this person must not see."""

    results: CategoryResults
    rows: list
    withheld: int
    # The computed figures of the category; None before there are any.
    figures: CategoryStanding | None = None

    @property
    def round_category(self):
        return self.results.round_category

    @property
    def has_bar(self):
        return self.round_category.least_total is not None or bool(self.round_category.bar_levels.all())

    @property
    def has_marks(self):
        return any(row.result.count for row in self.rows)

    @property
    def unmarked(self):
        return [row for row in self.rows if not row.result.count]

    @property
    def tied(self):
        """Groups of rows that share the rank that counts."""
        groups = defaultdict(list)
        for row in self.rows:
            if row.rank.startswith(TIED):
                groups[row.rank].append(row)
        return [group for group in groups.values() if len(group) > 1]

    @property
    def why_plain(self):
        """Why the plain score ranks here, in words; empty where the fair score does, or nothing is computed yet."""
        return wording.why_plain(self.figures) if self.figures else ""

    @property
    def ranks_on_fair(self):
        return bool(self.figures and self.figures.is_fair)

    @property
    def has_fair(self):
        return any(row.fair for row in self.rows)

    @property
    def sentence(self):
        """Empty where there are places for all: nobody is left out, so there is nothing to doubt."""
        named = self.round_category.places
        if named >= len(self.rows):
            return ""
        return wording.overlap_sentence(self.figures, named) if self.figures else ""

    @property
    def piles(self):
        """How many entries are in, borderline and out, in that order."""
        piles = Counter(row.fair.pile for row in self.rows if row.fair)
        return [(pile, piles[pile]) for pile in Pile]

    @property
    def ladder(self):
        return ladder_of(self.rows, self.round_category.places, self.round_category.least_total)

    @property
    def disputed(self):
        """Where jurors differ by a level or more once their leniency is taken away, widest first."""
        rows = [row for row in self.rows if row.fair and row.fair.spread >= ONE_LEVEL]
        return sorted(rows, key=lambda row: -row.fair.spread)[:MOST_DISPUTED]


def boards_for(person, round):
    """What this person may read of the results. A fixed number of queries, whatever the size of the round."""
    exclusions = Exclusions.of([person])
    is_office = rules.is_office(person, round) or rules.is_round_auditor(person, round)
    standings = standings_of(round)
    return [
        _board(results, exclusions, person, standings, named=is_office or not round.blind)
        for results in live_results(round, categories_for(person, round))
    ]


def row_for(person, candidacy):
    """The figures of one entry, with its place in its category."""
    for board in boards_for(person, candidacy.round):
        for row in board.rows:
            if row.candidacy.pk == candidacy.pk:
                return row
    return None


def categories_for(person, round):
    """The office and the auditor see the whole round, who leads a panel what it judges."""
    everything = round.round_categories.select_related("category", "rubric")
    if rules.is_office(person, round) or rules.is_round_auditor(person, round):
        return everything
    led = [seat.panel for seat in rules.seats_held(person) if seat.round == round.pk and seat.leads_as]
    return everything.filter(category__in=round.panels.filter(pk__in=led).values("categories"))


def readable_candidacies(person, round):
    """The entries of a round whose figures this person may read."""
    everything = Candidacy.objects.current().filter(round=round, round_category__in=categories_for(person, round))
    return everything.without_excluded(person)


def cards_of(candidacy):
    """Every card that counts or will, with its marks in the order of the criteria and what was written for others."""
    criteria = list(candidacy.round_category.rubric.criteria.all())
    cards = Scorecard.objects.filter(candidacy=candidacy).assigned().select_related("juror")
    return [_card(card, criteria) for card in cards.prefetch_related("marks", "remarks", "reopenings").order_by("pk")]


def cards_with_leniency(candidacy, row):
    """The cards of an entry with each juror's leniency and how far the mark is from what the model expects, if it says."""
    standings = standings_of(candidacy.round)
    figures = standings.of(candidacy.round_category) if standings else None
    jurors = figures.group.jurors if figures else {}
    residuals = row.fair.residuals if row.fair else {}
    cards = [each | _seen_by_model(str(each["card"].juror_id), jurors, residuals) for each in cards_of(candidacy)]
    return sorted(cards, key=lambda each: -abs(each["residual"] or 0))


def _seen_by_model(juror, jurors, residuals):
    figures = jurors.get(juror)
    residual = residuals.get(juror)
    return {
        "leniency": wording.leniency(figures) if figures and figures.leniency is not None else "",
        "residual": residual,
        "surprise": wording.surprise(residual),
    }


def _card(card, criteria):
    marks = {mark.criterion_id: mark for mark in card.marks.all()}
    remarks = {remark.kind: remark.text for remark in card.remarks.all() if remark.text}
    return {
        "card": card,
        "total": shown(card.total),
        "cells": [(criterion, _cell(marks.get(criterion.pk))) for criterion in criteria],
        "jury": remarks.get("jury", ""),
        "entrant": remarks.get("entrant", ""),
    }


def _cell(mark):
    if mark is None or (mark.value is None and not mark.cannot_judge):
        return _("not marked")
    return _("cannot judge") if mark.cannot_judge else f"{mark.value.normalize():f}"


def _board(results, exclusions, person, standings, *, named):
    figures = standings.of(results.round_category) if standings else None
    known = figures.entries if figures else {}
    rows = [
        _row(index, results, known.get(str(entry.candidacy.pk)), named=named)
        for index, entry in enumerate(results.entries)
        if exclusions.reason(entry.candidacy, person.pk) is None
    ]
    # Stable: what the figures do not rank stays in its plain order, below.
    rows.sort(key=lambda row: row.standing.rank or LAST if row.standing else LAST)
    return Board(results, rows, withheld=len(results.entries) - len(rows), figures=figures)


def _row(index, results, standing, *, named):
    entry = results.entries[index]
    parted = _parted_by_figures(standing) if standing and standing.fair else _parted(index, results)
    return Row(entry, name_of(entry.candidacy, named=named), parted, standing)


def _parted_by_figures(standing):
    if standing.tied:
        return _("Tied")
    return {
        "ruling": _("Parted by the chair's ruling"),
        "criterion": _("Parted by the heaviest criterion that differs"),
        "chance": _("Parted by the chance to be the better one"),
    }.get(standing.parted_by, "")


def name_of(candidacy, *, named):
    if not named:
        return _("Entry %(code)s") % {"code": candidacy.code}
    return f"{candidacy.company}: {candidacy.title or candidacy.code}"


def _parted(index, results):
    """In words, what put this entry where it stands among those with the same score."""
    entry = results.entries[index]
    if entry.place.parted_by == "ruling":
        return _("Parted by the chair's ruling")
    if entry.place.tied:
        return _("Tied")
    if entry.place.parted_by == "criterion":
        return _("Parted by %(index)s") % {"index": _criterion_that_parts(index, results)}
    return ""


def _criterion_that_parts(index, results):
    """The heaviest criterion on which it differs from a neighbour with the same score."""
    entry = results.entries[index]
    neighbours = [results.entries[i] for i in (index - 1, index + 1) if 0 <= i < len(results.entries)]
    equal = [other for other in neighbours if other.score == entry.score]
    by_weight = sorted(range(len(results.criteria)), key=lambda i: (-results.criteria[i].weight, i))
    for i in by_weight:
        if any(other.criteria[i].mean != entry.criteria[i].mean for other in equal):
            return f"“{results.criteria[i]}”"
    return _("a criterion")
