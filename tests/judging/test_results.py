from decimal import Decimal

import pytest
from django.utils import timezone

from judging.actions import recuse, seal_figures
from judging.enums import ScorecardState
from judging.models import BarLevel, Mark, RoundCategory, TieRuling
from judging.results import live_results
from judging.sealing import figures_input, is_unmoved
from tests.judging.factories import (
    AssignmentFactory,
    CandidacyFactory,
    close,
    mark_card,
    open_round_with_entries,
    sealed_round,
    seat,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def results_of(round):
    (results,) = live_results(round)
    return {result.candidacy: result for result in results.entries}


@pytest.fixture
def entry():
    _, (entry,) = open_round_with_entries(1)
    return entry


def test_score_is_the_mean_of_the_plain_totals(entry):
    # Weights 60 and 40 on scales from 1 to 5.
    mark_card(entry, seat(entry.round), 5, 1)
    mark_card(entry, seat(entry.round), 3, 3)

    result = results_of(entry.round)[entry]

    assert result.score == Decimal(55)
    assert (result.lowest, result.highest, result.spread) == (50, 60, 10)
    assert [mean.mean for mean in result.criteria] == [4, 2]
    assert [mean.share for mean in result.criteria] == [Decimal(".75"), Decimal(".25")]


def test_score_is_exact_before_it_is_shown(entry):
    for marks in ((5, 5), (5, 5), (4, 5)):
        mark_card(entry, seat(entry.round), *marks)

    assert results_of(entry.round)[entry].score == Decimal(285) / 3


def test_entry_without_a_card_has_no_score(entry):
    AssignmentFactory(candidacy=entry, juror=seat(entry.round))

    result = results_of(entry.round)[entry]

    assert (result.score, result.rank, result.spread) == (None, None, None)
    assert (result.count, result.expected, result.missing) == (0, 3, 3)
    assert result.bar.reached is None


def test_missing_mark_is_not_a_zero(entry):
    mark_card(entry, seat(entry.round), 5, 5)
    mark_card(entry, seat(entry.round), 1, None, state=ScorecardState.IN_PROGRESS)

    result = results_of(entry.round)[entry]

    assert (result.score, result.count) == (100, 1)
    assert [mean.count for mean in result.criteria] == [1, 1]


@pytest.mark.parametrize(
    ("state", "counted"),
    [(ScorecardState.IN_PROGRESS, 0), (ScorecardState.COMPLETE, 1), (ScorecardState.SUBMITTED, 1)],
)
def test_card_counts_when_it_is_complete(entry, state, counted):
    total = None if state == ScorecardState.IN_PROGRESS else 100
    mark_card(entry, seat(entry.round), 5, 5, state=state, total=total)

    assert results_of(entry.round)[entry].count == counted


def test_card_of_a_recused_juror_does_not_count(entry):
    mark_card(entry, seat(entry.round), 5, 5)
    tied = seat(entry.round)
    card = mark_card(entry, tied, 1, 1)

    recuse(assignment=entry.assignments.get(juror=tied), reason="A cousin.", by=secretary_of(entry.round))

    result = results_of(entry.round)[entry]
    assert (result.score, result.count) == (100, 1)
    assert str(card.pk) not in figures_input(entry.round)


def test_withdrawn_entry_is_not_listed(entry):
    entry.withdrawn_at = timezone.now()
    entry.save()

    assert results_of(entry.round) == {}


def test_optional_criterion_left_blank_is_not_counted_against_the_entry(entry):
    last = entry.round_category.rubric.criteria.last()
    last.mandatory = False
    last.save()

    mark_card(entry, seat(entry.round), 5, None)

    assert results_of(entry.round)[entry].score == 100


def test_heavier_criterion_parts_a_tie():
    round, (first, second) = open_round_with_entries(2)
    # 60 and 40: both 60 points in sum, one of them on the heavier criterion.
    mark_card(first, seat(round), 3, Decimal("4"))
    mark_card(second, seat(round), 4, Decimal("2.5"))

    results = results_of(round)

    assert results[first].score == results[second].score == 60
    assert (results[second].rank, results[first].rank) == (1, 2)
    assert results[second].place.parted_by == "criterion"


def test_tie_that_nothing_parts_is_shared_until_the_chair_rules():
    round, (first, second) = open_round_with_entries(2)
    for entry in (first, second):
        mark_card(entry, seat(round), 4, 4)
    (results,) = live_results(round)
    assert [len(group) for group in results.ties] == [2]

    TieRuling.objects.create(above=second, below=first, reason="Wider effect.", ruled_by=seat(round))

    (results,) = live_results(round)
    assert [result.candidacy for result in results.entries] == [second, first]
    assert results.ties == []


@pytest.mark.parametrize(("least", "reached"), [(Decimal(50), True), (Decimal("50.01"), False)])
def test_bar_on_the_total(entry, least, reached):
    RoundCategory.objects.update(least_total=least)
    mark_card(entry, seat(entry.round), 3, 3)

    bar = results_of(entry.round)[entry].bar

    assert bar.reached is reached
    assert bar.misses == (() if reached else ("total below 50.01",))


@pytest.mark.parametrize(("least", "reached"), [(Decimal("3.5"), True), (Decimal("3.51"), False)])
def test_bar_on_a_criterion(entry, least, reached):
    criterion = entry.round_category.rubric.criteria.first()
    BarLevel.objects.create(round_category=entry.round_category, criterion=criterion, least=least)
    mark_card(entry, seat(entry.round), 3, 1)
    mark_card(entry, seat(entry.round), 4, 1)

    bar = results_of(entry.round)[entry].bar

    assert bar.reached is reached
    assert bar.misses == (() if reached else (f"{criterion} below 3.51",))


def test_criterion_that_nobody_marked_misses_the_bar_and_says_so(entry):
    criterion = entry.round_category.rubric.criteria.last()
    criterion.mandatory = False
    criterion.save()
    BarLevel.objects.create(round_category=entry.round_category, criterion=criterion, least=1)
    mark_card(entry, seat(entry.round), 3, None)

    assert results_of(entry.round)[entry].bar.misses == (f"{criterion}: not marked",)


@pytest.mark.parametrize("entries", [1, 50])
def test_results_ask_the_same_number_of_questions_for_any_size(entries, django_assert_num_queries):
    round, candidacies = open_round_with_entries(entries)
    juror = seat(round)
    for candidacy in candidacies:
        mark_card(candidacy, juror, 3, 4)

    with django_assert_num_queries(8):
        live_results(round)


def test_same_marks_give_the_same_input(entry):
    mark_card(entry, seat(entry.round), 3, 4)

    assert figures_input(entry.round) == figures_input(entry.round)


def test_seal_moves_with_a_mark():
    round, (entry, _), _ = sealed_round()
    seal = round.seals.get()
    assert is_unmoved(seal)

    Mark.objects.filter(scorecard__candidacy=entry).update(value=5)

    assert not is_unmoved(seal)


def test_seal_does_not_move_with_another_round():
    round, _, _ = sealed_round()
    other, (entry,) = open_round_with_entries(1)

    mark_card(entry, seat(other), 5, 5)

    assert is_unmoved(round.seals.get())


def test_seal_moves_when_an_entry_joins(entry):
    chair = seat(entry.round, is_chair=True, scores=False)
    seal = seal_figures(round=close(entry.round), by=chair)

    CandidacyFactory(round_category=entry.round_category)

    assert not is_unmoved(seal)
