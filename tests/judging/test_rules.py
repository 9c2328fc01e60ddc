from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from judging import rules
from judging.enums import AssignmentState, DeclarationKind, ScorecardState
from judging.models import Assignment, Candidacy, Declaration, Scorecard
from nominations.models import Collaborator
from tests.accounts.factories import AffiliationFactory, OrganisationFactory, PersonFactory, SuperuserFactory
from tests.judging.factories import (
    AssignmentFactory,
    CandidacyFactory,
    DeclarationFactory,
    WaiverFactory,
    auditor_of,
    open_round_with_entries,
    ready_juror,
    seat,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def fresh(candidacy):
    return Candidacy.objects.for_reading().get(pk=candidacy.pk)


@pytest.fixture
def entry():
    _, (entry,) = open_round_with_entries(1)
    return entry


@pytest.fixture
def juror(entry):
    return ready_juror([entry])


def test_ready_juror_may_score(entry, juror):
    assert rules.may_score(juror, fresh(entry))


def test_neighbour_juror_may_not_open(entry, juror):
    neighbour = seat(entry.round)

    assert not rules.may_open_entry(neighbour, fresh(entry))


@pytest.mark.parametrize("stranger", [PersonFactory, SuperuserFactory, AnonymousUser])
def test_stranger_has_no_right(entry, stranger):
    stranger = stranger()

    asked = (
        rules.may_open_entry,
        rules.may_score,
        rules.may_declare_on_entry,
        rules.leads_its_panel,
        rules.is_assigned,
        rules.has_pledged,
        rules.has_declared,
    )
    assert [rule(stranger, fresh(entry)) for rule in asked] == [False] * len(asked)


@pytest.mark.parametrize("stranger", [PersonFactory, SuperuserFactory, AnonymousUser])
def test_stranger_has_no_right_over_the_round(entry, stranger):
    stranger = stranger()

    asked = (
        rules.may_see_round,
        rules.may_set_up_round,
        rules.may_assign,
        rules.may_see_progress,
        rules.may_see_live_results,
        rules.has_signed_pledge,
        rules.has_declared_on_all,
        rules.own_cards_are_in,
    )
    answers = {rule.name: rule(stranger, entry.round) for rule in asked}
    assert answers == dict.fromkeys(answers, False) | {"own_cards_are_in": bool(stranger.is_authenticated)}


def test_juror_before_the_pledge_may_not_open(entry, juror):
    entry.round.pledge_version = "2"
    entry.round.save()

    assert not rules.may_open_entry(juror, fresh(entry))
    assert not rules.may_declare_on_entry(juror, fresh(entry))


def test_juror_before_the_declaration_may_declare_but_not_open(entry, juror):
    Declaration.objects.all().delete()

    assert rules.may_declare_on_entry(juror, fresh(entry))
    assert not rules.may_open_entry(juror, fresh(entry))


@pytest.mark.parametrize("state", [AssignmentState.RETURNED, AssignmentState.RECUSED])
def test_assignment_that_ended_opens_nothing(entry, juror, state):
    Assignment.objects.update(state=state, reason="Not mine.")

    assert not rules.may_open_entry(juror, fresh(entry))


def test_withdrawn_entry_is_not_open(entry, juror):
    Candidacy.objects.update(withdrawn_at=timezone.now())

    assert not rules.may_open_entry(juror, fresh(entry))


def test_closed_round_is_read_but_not_scored(entry, juror):
    entry.round.closes_at = timezone.now() - timedelta(seconds=1)
    entry.round.save()

    assert rules.may_open_entry(juror, fresh(entry))
    assert not rules.may_score(juror, fresh(entry))


def test_planned_round_is_not_open(entry, juror):
    entry.round.opens_at = timezone.now() + timedelta(hours=1)
    entry.round.save()

    assert not rules.may_open_entry(juror, fresh(entry))


def test_declared_exclusion_closes_the_entry(entry, juror):
    Declaration.objects.update(kind=DeclarationKind.EXCLUDE)

    assert rules.is_excluded(juror, fresh(entry))
    assert not rules.may_open_entry(juror, fresh(entry))


def test_waived_exclusion_opens_the_entry(entry, juror):
    Declaration.objects.update(kind=DeclarationKind.EXCLUDE)
    WaiverFactory(declaration=Declaration.objects.get())

    assert not rules.is_excluded(juror, fresh(entry))
    assert rules.may_score(juror, fresh(entry))


def test_exclusion_of_another_edition_does_not_count(entry, juror):
    DeclarationFactory(juror=juror, organisation=entry.nomination.organisation, kind=DeclarationKind.EXCLUDE)

    assert not rules.is_excluded(juror, fresh(entry))


def test_employee_is_excluded(entry, juror):
    AffiliationFactory(person=juror, organisation=entry.nomination.organisation)

    assert rules.exclusion_of(juror, fresh(entry)) == "affiliated"


def test_former_employee_is_not_excluded(entry, juror):
    AffiliationFactory(person=juror, organisation=entry.nomination.organisation, ended_on="2020-01-01")

    assert not rules.is_excluded(juror, fresh(entry))


def test_employee_of_a_sister_company_is_excluded(entry, juror):
    group = OrganisationFactory(parent=OrganisationFactory())
    sister = OrganisationFactory(parent=group.parent)
    entry.nomination.organisation.parent = group
    entry.nomination.organisation.save()
    AffiliationFactory(person=juror, organisation=sister)

    assert rules.is_excluded(juror, fresh(entry))


def test_employee_of_a_merged_company_is_excluded(entry, juror):
    AffiliationFactory(person=juror, organisation=OrganisationFactory(merged_into=entry.nomination.organisation))

    assert rules.is_excluded(juror, fresh(entry))


def test_collaborator_is_excluded(entry, juror):
    Collaborator.objects.create(nomination=entry.nomination, person=juror)

    assert rules.exclusion_of(juror, fresh(entry)) == "collaborator"


def test_nominator_is_excluded(entry, juror):
    entry.nomination.nominator = juror
    entry.nomination.save()

    assert rules.exclusion_of(juror, fresh(entry)) == "nominator"


def test_blind_round_asks_for_the_whole_list():
    _, (entry, other) = open_round_with_entries(2, blind=True)
    juror = ready_juror([entry])
    assert rules.may_open_entry(juror, fresh(entry))

    Declaration.objects.get(organisation=other.nomination.organisation).delete()

    assert not rules.may_open_entry(juror, fresh(entry))


def test_open_round_asks_for_the_own_card_only():
    _, (entry, other) = open_round_with_entries(2)
    juror = ready_juror([entry])

    Declaration.objects.get(organisation=other.nomination.organisation).delete()

    assert rules.may_open_entry(juror, fresh(entry))


def test_visible_to_agrees_with_the_rules():
    round, entries = open_round_with_entries(6)
    juror = ready_juror(entries)
    AffiliationFactory(person=juror, organisation=entries[0].nomination.organisation)
    Declaration.objects.filter(organisation=entries[1].nomination.organisation).update(kind=DeclarationKind.EXCLUDE)
    Collaborator.objects.create(nomination=entries[2].nomination, person=juror)
    Assignment.objects.filter(candidacy=entries[3]).update(state=AssignmentState.RETURNED, reason="Not mine.")
    Declaration.objects.filter(organisation=entries[4].nomination.organisation).delete()
    CandidacyFactory()

    visible = set(Candidacy.objects.visible_to(juror))

    assert visible == {entries[5]}
    assert {entry for entry in entries if rules.may_open_entry(juror, fresh(entry))} == visible


def test_office_and_auditor_see_all_entries_of_their_prize(entry):
    CandidacyFactory()

    for person in (secretary_of(entry.round), auditor_of(entry.round)):
        assert list(Candidacy.objects.visible_to(person)) == [entry]


def test_superuser_and_anonymous_see_no_entry(entry):
    for person in (SuperuserFactory(), AnonymousUser()):
        assert not Candidacy.objects.visible_to(person).exists()


def test_chair_sees_the_entries_of_the_panel_but_not_those_they_are_tied_to():
    round, (entry, tied) = open_round_with_entries(2)
    chair = seat(round, is_chair=True, scores=False)
    AffiliationFactory(person=chair, organisation=tied.nomination.organisation)
    CandidacyFactory(round_category__round=round)

    assert list(Candidacy.objects.visible_to(chair)) == [entry]
    assert rules.may_lead_on_entry(chair, fresh(entry))
    assert not rules.may_lead_on_entry(chair, fresh(tied))


def test_juror_sees_only_own_cards(entry, juror):
    AssignmentFactory(candidacy=entry)

    assert list(Scorecard.objects.visible_to(juror)) == [Scorecard.objects.get(juror=juror)]
    assert list(Assignment.objects.visible_to(juror)) == [Assignment.objects.get(juror=juror)]


def test_chair_who_does_not_score_sees_live_results(entry):
    chair = seat(entry.round, is_chair=True, scores=False)

    assert rules.may_see_live_results(chair, entry.round)


def test_scoring_chair_waits_for_own_cards(entry):
    chair = ready_juror([entry], is_chair=True)
    assert rules.may_see_progress(chair, entry.round)
    assert not rules.may_see_live_results(chair, entry.round)

    Scorecard.objects.update(state=ScorecardState.SUBMITTED, total=50, handed_in_at=timezone.now())

    assert rules.may_see_live_results(chair, entry.round)


def test_scoring_chair_without_entries_waits_for_the_close(entry):
    chair = seat(entry.round, is_chair=True)
    assert not rules.may_see_live_results(chair, entry.round)

    entry.round.closes_at = timezone.now() - timedelta(seconds=1)

    assert rules.may_see_live_results(chair, entry.round)


def test_chair_with_a_reopened_card_waits_even_after_the_close(entry):
    chair = ready_juror([entry], is_chair=True)
    Scorecard.objects.update(state=ScorecardState.REOPENED, total=50)
    entry.round.closes_at = timezone.now() - timedelta(seconds=1)

    assert not rules.may_see_live_results(chair, entry.round)


def test_secretary_who_also_scores_waits_for_own_cards(entry):
    secretary = secretary_of(entry.round)
    assert rules.may_see_live_results(secretary, entry.round)

    ready_juror([entry], juror=secretary)

    assert not rules.may_see_live_results(secretary, entry.round)


def test_juror_sees_neither_progress_nor_results(entry, juror):
    assert not rules.may_see_progress(juror, entry.round)
    assert not rules.may_see_live_results(juror, entry.round)


def test_juror_who_left_is_no_juror(entry, juror):
    assert rules.is_juror(juror, entry.round)

    entry.round.panels.get().seats.update(left_at=timezone.now())
    rules.forget_seats(juror)

    assert not rules.is_juror(juror, entry.round)


def test_pledge_of_another_round_does_not_count(entry, juror):
    other = CandidacyFactory().round

    assert rules.has_signed_pledge(juror, entry.round)
    assert not rules.has_signed_pledge(juror, other)
