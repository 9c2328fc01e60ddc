"""Plans of who reads what, and what keeps a pair from being assigned."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event
from judging.assignment import commit_plan, plan_by_hand
from judging.enums import AssignmentState, DeclarationKind
from judging.models import Assignment, Candidacy, Round, Scorecard
from notices.models import Notice
from tests.accounts.factories import AffiliationFactory, PersonFactory, SuperuserFactory
from tests.judging.factories import (
    AssignmentFactory,
    CandidacyFactory,
    DeclarationFactory,
    RoundCategoryFactory,
    open_round_with_entries,
    seat,
    secretary_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    _, entries = open_round_with_entries(3)
    return entries


@pytest.fixture
def round(entries):
    return entries[0].round


@pytest.fixture
def office(round):
    return secretary_of(round)


def reasons(plan):
    return [(refused.candidacy, refused.juror, refused.reason) for refused in plan.refused]


def test_plan_shows_load_and_coverage_before_anything_is_committed(round, entries):
    juror, other = seat(round), seat(round)
    AssignmentFactory(candidacy=entries[0], juror=juror)

    plan = plan_by_hand(round=round, candidacies=entries[:2], jurors=[juror, other])

    assert set(plan.pairs) == {(entries[0], other), (entries[1], juror), (entries[1], other)}
    assert plan.load == {juror.pk: 2, other.pk: 2}
    assert plan.load_before == {juror.pk: 1, other.pk: 0}
    assert plan.coverage == {entries[0].pk: 2, entries[1].pk: 2}
    assert plan.short == {entries[0].pk: 1, entries[1].pk: 1}
    assert Assignment.objects.count() == 1


def test_commit_assigns_with_cards_one_event_and_one_notice_each(round, entries, office):
    jurors = [seat(round), seat(round)]

    commit_plan(plan_by_hand(round=round, candidacies=entries, jurors=jurors), by=office)

    assert Assignment.objects.active().count() == Scorecard.objects.count() == 6
    assert Event.objects.filter(verb="assignments.made").count() == 1
    assert Notice.objects.filter(template="judging.assigned").count() == 2


def test_positions_are_each_jurors_own(round, entries, office):
    juror = seat(round)

    commit_plan(plan_by_hand(round=round, candidacies=entries, jurors=[juror]), by=office)

    assert sorted(Assignment.objects.values_list("position", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("tie", "reason"),
    [
        ("declared", "declared a tie that excludes"),
        ("affiliated", "works for the company or its group"),
        ("nominator", "nominated the entry"),
    ],
)
def test_excluded_pair_is_refused(round, entries, tie, reason):
    juror, entry = seat(round), entries[0]
    if tie == "declared":
        DeclarationFactory(
            edition=round.edition,
            juror=juror,
            organisation=entry.nomination.organisation,
            kind=DeclarationKind.EXCLUDE,
        )
    elif tie == "affiliated":
        AffiliationFactory(person=juror, organisation=entry.nomination.organisation)
    else:
        entry.nomination.nominator = juror
        entry.nomination.save()

    plan = plan_by_hand(round=round, candidacies=[entry], jurors=[juror])

    assert plan.pairs == ()
    assert reasons(plan) == [(entry, juror, reason)]


def test_stranger_and_chair_who_does_not_score_are_refused(round, entries):
    stranger, chair = PersonFactory(), seat(round, is_chair=True, scores=False)

    plan = plan_by_hand(round=round, candidacies=entries[:1], jurors=[stranger, chair])

    assert [reason for *_, reason in reasons(plan)] == ["does not score on a panel for this category"] * 2


def test_panel_of_another_category_does_not_score(round, entries):
    elsewhere = CandidacyFactory(round_category=RoundCategoryFactory(round=round))

    plan = plan_by_hand(round=round, candidacies=[elsewhere], jurors=[seat(round)])

    assert not plan.pairs


def test_entry_of_another_round_is_refused(round, entries):
    plan = plan_by_hand(round=round, candidacies=[CandidacyFactory()], jurors=[seat(round)])

    assert [reason for *_, reason in reasons(plan)] == ["is not in this round"]


@pytest.mark.parametrize("state", [AssignmentState.RETURNED, AssignmentState.RECUSED])
def test_ended_assignment_comes_back_only_when_asked(round, entries, office, state):
    juror = seat(round)
    AssignmentFactory(candidacy=entries[0], juror=juror, state=state, reason="Not mine.")

    assert not plan_by_hand(round=round, candidacies=entries[:1], jurors=[juror]).pairs
    commit_plan(plan_by_hand(round=round, candidacies=entries[:1], jurors=[juror], again=True), by=office)

    assignment = Assignment.objects.get()
    assert (assignment.state, assignment.reason) == (AssignmentState.ACTIVE, "")


def test_plan_that_became_impossible_is_refused_as_a_whole(round, entries, office):
    juror = seat(round)
    plan = plan_by_hand(round=round, candidacies=entries, jurors=[juror])
    AffiliationFactory(person=juror, organisation=entries[0].nomination.organisation)

    with pytest.raises(ValidationError, match="works for the company"):
        commit_plan(plan, by=office)
    assert not Assignment.objects.exists()


def test_chair_who_does_not_score_assigns(round, entries):
    chair = seat(round, is_chair=True, scores=False)

    assert commit_plan(plan_by_hand(round=round, candidacies=entries, jurors=[seat(round)]), by=chair)


@pytest.mark.parametrize("outsider", ["juror", "scoring chair", "superuser"])
def test_others_do_not_assign(round, entries, outsider):
    juror = seat(round, is_chair=outsider == "scoring chair")
    plan = plan_by_hand(round=round, candidacies=entries, jurors=[juror])

    with pytest.raises(NotAllowed):
        commit_plan(plan, by=SuperuserFactory() if outsider == "superuser" else juror)


def test_closed_round_is_not_assigned(round, entries, office):
    plan = plan_by_hand(round=round, candidacies=entries, jurors=[seat(round)])
    Round.objects.update(closes_at=timezone.now())

    with pytest.raises(TransitionRefused):
        commit_plan(plan, by=office)


@pytest.mark.parametrize("count", [1, 20])
def test_plan_query_count(count, django_assert_max_num_queries):
    round, entries = open_round_with_entries(count)
    jurors = [seat(round) for _ in range(count)]
    entries = list(Candidacy.objects.for_reading().filter(round=round))

    with django_assert_max_num_queries(4):
        plan_by_hand(round=round, candidacies=entries, jurors=jurors)
