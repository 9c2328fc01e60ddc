"""Live results as they are read: rounded once, here, and every gap said in words."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from judging import rules
from judging.exclusions import Exclusions
from judging.models import Candidacy, Scorecard
from judging.results import CategoryResults, EntryResult, live_results

POINTS = Decimal("0.01")


def shown(number):
    """Half up, two places: what is equal on the page may differ behind it, and then the rank says so."""
    return "–" if number is None else str(number.quantize(POINTS, rounding=ROUND_HALF_UP))


@dataclass(frozen=True)
class Row:
    """One entry of a category, for somebody who may read its figures."""

    result: EntryResult
    name: str
    parted: str

    @property
    def candidacy(self):
        return self.result.candidacy

    @property
    def decision(self):
        return getattr(self.candidacy, "decision", None)

    @property
    def rank(self):
        place = self.result.place
        if place.rank is None:
            return _("Not ranked")
        return f"={place.rank}" if place.tied else str(place.rank)

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
        """Groups of rows that share a rank."""
        rows = {row.candidacy.pk: row for row in self.rows}
        groups = [
            [rows[entry.candidacy.pk] for entry in group if entry.candidacy.pk in rows] for group in self.results.ties
        ]
        return [group for group in groups if len(group) > 1]


def boards_for(person, round):
    """What this person may read of the results. A fixed number of queries, whatever the size of the round."""
    exclusions = Exclusions.of([person])
    is_office = rules.is_office(person, round) or rules.is_round_auditor(person, round)
    return [
        _board(results, exclusions, person, named=is_office or not round.blind)
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


def _board(results, exclusions, person, *, named):
    rows = [
        Row(entry, name_of(entry.candidacy, named=named), _parted(index, results))
        for index, entry in enumerate(results.entries)
        if exclusions.reason(entry.candidacy, person.pk) is None
    ]
    return Board(results, rows, withheld=len(results.entries) - len(rows))


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
