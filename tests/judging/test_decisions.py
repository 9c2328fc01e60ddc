from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event
from judging.actions import (
    Said,
    decide,
    declare,
    end_seat,
    open_points,
    recuse,
    release_results,
    reopen_scorecard,
    rule_on_tie,
    seal_decisions,
    seal_figures,
    set_announcement,
    withdraw_candidacies,
)
from judging.enums import AssignmentState, Outcome, RoundKind, SealKind
from judging.models import Announcement, Assignment, Decision, DecisionRevision, Mark, Round, Scorecard, Seat, TieRuling
from judging.sealing import is_unmoved
from notices.models import Notice
from tests.accounts.factories import AffiliationFactory, PersonFactory, RoleFactory, SuperuserFactory
from tests.judging.factories import (
    CandidacyFactory,
    PanelFactory,
    RoundCategoryFactory,
    RoundFactory,
    SeatFactory,
    auditor_of,
    close,
    decided_round,
    mark_card,
    open_round_with_entries,
    ready_juror,
    released_round,
    sealed_round,
    seat,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def again(round):
    return Round.objects.get(pk=round.pk)


def set_all(round, outcome, moment, **times):
    announced = {"entrants_at": moment, "public_at": moment} | times
    return set_announcement(round=round, outcome=outcome, by=secretary_of(round), **announced)


PAST = timedelta(minutes=-5)
FUTURE = timedelta(days=1)


# Sealing the figures.


def test_chair_seals_the_figures_of_a_closed_round():
    round, _, chair = sealed_round()

    seal = round.seals.get()

    assert (seal.kind, seal.sealed_by, len(seal.input_hash)) == (SealKind.FIGURES, chair, 64)
    assert Event.objects.filter(verb="round.figures_sealed", actor=str(chair.pk)).count() == 1


@pytest.mark.parametrize("who", ["juror", "deputy", "secretary", "auditor", "stranger", "superuser"])
def test_only_the_chair_seals(who):
    round, _ = open_round_with_entries(1)
    close(round)
    person = {
        "juror": lambda: seat(round),
        "deputy": lambda: seat(round, is_deputy=True),
        "secretary": lambda: secretary_of(round),
        "auditor": lambda: auditor_of(round),
        "stranger": PersonFactory,
        "superuser": SuperuserFactory,
    }[who]()

    with pytest.raises(NotAllowed):
        seal_figures(round=round, by=person)
    assert not round.seals.exists()


def test_open_round_is_not_sealed():
    round, _ = open_round_with_entries(1)

    with pytest.raises(TransitionRefused):
        seal_figures(round=round, by=seat(round, is_chair=True))


def test_figures_are_sealed_once():
    round, _, chair = sealed_round()

    with pytest.raises(TransitionRefused):
        seal_figures(round=round, by=chair)


def test_figures_wait_for_a_reopened_card():
    round, (entry,) = open_round_with_entries(1)
    card = mark_card(entry, seat(round), 3, 3)
    chair = seat(round, is_chair=True, scores=False)
    close(round)
    reopen_scorecard(scorecard=card, reason="A figure was wrong.", by=chair)

    with pytest.raises(ValidationError, match="still reopened"):
        seal_figures(round=round, by=chair)


def test_card_is_not_reopened_after_the_seal():
    round, _, chair = sealed_round()

    with pytest.raises(TransitionRefused):
        reopen_scorecard(scorecard=Scorecard.objects.first(), reason="Too late.", by=chair)


# What the figures were made from stays as it is.


def seals_hold(round):
    return round.seals.exists() and all(is_unmoved(seal) for seal in round.seals.all())


def test_juror_is_not_recused_after_the_seal():
    round, (entry, _), chair = sealed_round()
    assignment = entry.assignments.get()

    for person in (chair, assignment.juror, secretary_of(round)):
        with pytest.raises(TransitionRefused, match="sealed"):
            recuse(assignment=assignment, reason="A cousin.", by=person)

    assert seals_hold(round)


def test_tie_that_comes_to_light_after_the_seal_moves_no_figure():
    round, (entry, _), _ = sealed_round()
    juror, company = entry.assignments.get().juror, entry.nomination.organisation
    # The same company in the final of the same year, not sealed yet.
    later = RoundFactory(edition=round.edition, position=2)
    again = CandidacyFactory(
        round_category=RoundCategoryFactory(round=later, category=entry.nomination.category),
        nomination=entry.nomination,
        submission=entry.submission,
    )
    PanelFactory(round=later, categories=[entry.nomination.category])
    ready_juror([again], juror=seat_again(later, juror))

    declare(round=later, juror=juror, organisation=company, said=Said("exclude", note="A cousin."), by=juror)

    assert entry.assignments.get().state == AssignmentState.ACTIVE
    assert again.assignments.get().state == AssignmentState.RECUSED
    assert seals_hold(round)


def seat_again(round, juror):
    return SeatFactory(panel=round.panels.get(), juror=juror).juror


def test_juror_who_leaves_after_the_seal_takes_no_figure_along():
    round, entries = open_round_with_entries(2)
    juror = seat(round)
    for entry, state in zip(entries, ("submitted", "in_progress"), strict=True):
        mark_card(entry, juror, 4, None if state == "in_progress" else 4, state=state)
    seal_figures(round=close(round), by=seat(round, is_chair=True, scores=False))

    end_seat(seat=Seat.objects.get(juror=juror), by=secretary_of(round))

    assert set(Assignment.objects.values_list("state", flat=True)) == {AssignmentState.ACTIVE}
    assert seals_hold(round)


def test_entry_withdrawn_between_the_seals_does_not_break_the_first():
    round, (first, second), chair = sealed_round()

    withdraw_candidacies(second.nomination)
    decide(candidacy=first, outcome=Outcome.WINNER, reason="Seen and weighed.", by=chair)
    seal_decisions(round=round, by=chair)

    assert seals_hold(round)
    release_results(round=round, by=auditor_of(round))


def test_entry_withdrawn_before_the_seal_is_no_part_of_it():
    round, (entry, other) = open_round_with_entries(2)
    withdraw_candidacies(other.nomination)
    chair = seat(round, is_chair=True, scores=False)

    seal = seal_figures(round=close(round), by=chair)

    assert str(entry.pk) in seal.input
    assert str(other.pk) not in seal.input
    assert seals_hold(round)


# Ruling on a tie.


@pytest.fixture
def tied():
    round, entries = open_round_with_entries(2)
    juror = seat(round)
    for entry in entries:
        mark_card(entry, juror, 4, 4)
    close(round)
    return entries


def test_chair_rules_on_a_tie(tied):
    above, below = tied

    rule_on_tie(above=above, below=below, reason="Wider effect.", by=seat(above.round, is_chair=True))

    assert TieRuling.objects.get().above == above


def test_ruling_is_not_turned_round(tied):
    above, below = tied
    chair = seat(above.round, is_chair=True)
    rule_on_tie(above=above, below=below, reason="Wider effect.", by=chair)

    with pytest.raises(ValidationError, match="opposite"):
        rule_on_tie(above=below, below=above, reason="On second thoughts.", by=chair)


def test_ruling_needs_a_reason(tied):
    with pytest.raises(ValidationError):
        rule_on_tie(above=tied[0], below=tied[1], reason="", by=seat(tied[0].round, is_chair=True))


def test_juror_rules_on_no_tie(tied):
    with pytest.raises(NotAllowed):
        rule_on_tie(above=tied[0], below=tied[1], reason="Mine.", by=seat(tied[0].round))


def test_ruling_parts_only_what_shares_a_rank(tied):
    round = tied[0].round
    third = CandidacyFactory(round_category=tied[0].round_category)
    mark_card(third, seat(round), 5, 5)
    unmarked = CandidacyFactory.create_batch(2, round_category=tied[0].round_category)
    chair = seat(round, is_chair=True)

    for above, below in ((tied[0], third), (third, tied[0]), unmarked):
        with pytest.raises(ValidationError, match="do not share a rank"):
            rule_on_tie(above=above, below=below, reason="Wider effect.", by=chair)

    assert not TieRuling.objects.exists()


def test_ruling_comes_before_the_seal():
    round, (above, below), chair = sealed_round()

    with pytest.raises(TransitionRefused):
        rule_on_tie(above=above, below=below, reason="Too late.", by=chair)


# Deciding.


def test_decision_needs_sealed_figures():
    round, (entry,) = open_round_with_entries(1)
    chair = seat(round, is_chair=True)
    close(round)

    with pytest.raises(TransitionRefused):
        decide(candidacy=entry, outcome=Outcome.WINNER, reason="Best.", by=chair)


def test_decision_needs_a_reason():
    _, (entry, _), chair = sealed_round()

    with pytest.raises(ValidationError):
        decide(candidacy=entry, outcome=Outcome.WINNER, reason="  ", by=chair)


@pytest.mark.parametrize(
    ("kind", "outcome"), [(RoundKind.SCREENING, Outcome.WINNER), (RoundKind.FINAL, Outcome.ADVANCE)]
)
def test_round_decides_only_what_its_kind_can(kind, outcome):
    _, (entry, _), chair = sealed_round(kind=kind)

    with pytest.raises(ValidationError):
        decide(candidacy=entry, outcome=outcome, reason="Because.", by=chair)


def test_what_a_decision_said_is_kept():
    _, (entry, _), chair = sealed_round()
    decide(candidacy=entry, outcome=Outcome.FINALIST, reason="Good.", by=chair)

    decide(candidacy=entry, outcome=Outcome.WINNER, reason="Better than we thought.", by=chair, base_revision=1)

    decision, kept = Decision.objects.get(), DecisionRevision.objects.get()
    assert (decision.outcome, decision.revision) == (Outcome.WINNER, 2)
    assert (kept.outcome, kept.reason, kept.revision) == (Outcome.FINALIST, "Good.", 1)


def test_decision_on_a_stale_base_is_refused_and_shows_what_stands():
    _, (entry, _), chair = sealed_round()
    for outcome in (Outcome.FINALIST, Outcome.WINNER):
        decide(candidacy=entry, outcome=outcome, reason="Because.", by=chair)

    with pytest.raises(ValidationError, match="Winner"):
        decide(candidacy=entry, outcome=Outcome.DECLINE, reason="No.", by=chair, base_revision=1)
    assert Decision.objects.get().outcome == Outcome.WINNER


def test_chair_who_is_tied_to_the_company_leaves_the_decision_to_the_deputy():
    round, (entry, _), chair = sealed_round()
    deputy = seat(round, is_deputy=True)
    with pytest.raises(NotAllowed):
        decide(candidacy=entry, outcome=Outcome.WINNER, reason="Best.", by=deputy)

    AffiliationFactory(person=chair, organisation=entry.nomination.organisation)

    with pytest.raises(NotAllowed):
        decide(candidacy=entry, outcome=Outcome.WINNER, reason="Best.", by=chair)
    assert decide(candidacy=entry, outcome=Outcome.WINNER, reason="Best.", by=deputy).decided_by == deputy


def test_chair_of_another_panel_does_not_decide():
    _, (entry, _), _ = sealed_round()
    other, _ = open_round_with_entries(1)

    with pytest.raises(NotAllowed):
        decide(candidacy=entry, outcome=Outcome.WINNER, reason="Best.", by=seat(other, is_chair=True))


# Sealing the decisions.


def test_decisions_are_sealed_when_every_entry_has_one():
    round, (first, second), chair = sealed_round()
    decide(candidacy=first, outcome=Outcome.WINNER, reason="Best.", by=chair)
    assert open_points(round) == ["1 of 2 entries have no decision yet."]
    with pytest.raises(ValidationError):
        seal_decisions(round=round, by=chair)

    decide(candidacy=second, outcome=Outcome.DECLINE, reason="Not yet.", by=chair)

    assert seal_decisions(round=round, by=chair).kind == SealKind.DECISIONS


def test_more_winners_than_allowed_are_an_open_point():
    round, entries, chair = sealed_round()
    for entry in entries:
        decide(candidacy=entry, outcome=Outcome.WINNER, reason="Best.", by=chair)

    (point,) = open_points(round)

    assert "2 winners, at most 1" in point


@pytest.mark.parametrize(("outcome", "points"), [(Outcome.DECLINE, 1), (Outcome.NO_AWARD, 0), (Outcome.WINNER, 0)])
def test_final_without_a_winner_says_no_award(outcome, points):
    round, (entry,), chair = sealed_round(1, kind=RoundKind.FINAL)
    category = entry.round_category.category
    category.winners_least = 1
    category.save()

    decide(candidacy=entry, outcome=outcome, reason="Because.", by=chair)

    assert len(open_points(round)) == points


def test_decisions_are_not_sealed_before_the_figures():
    round, _ = open_round_with_entries(1)
    close(round)

    with pytest.raises(TransitionRefused):
        seal_decisions(round=round, by=seat(round, is_chair=True))


def test_sealed_decision_does_not_change():
    _, (entry,), chair = decided_round(Outcome.WINNER)

    with pytest.raises(TransitionRefused):
        decide(candidacy=entry, outcome=Outcome.DECLINE, reason="No.", by=chair)


def test_only_the_chair_seals_decisions():
    round, entries, _ = sealed_round()

    with pytest.raises(NotAllowed):
        seal_decisions(round=round, by=secretary_of(round))


# The second key.


def test_auditor_releases():
    round, _, _ = decided_round(Outcome.WINNER)
    auditor = auditor_of(round)

    release = release_results(round=round, by=auditor)

    assert (release.released_by, release.seal.kind) == (auditor, SealKind.DECISIONS)


def test_nobody_holds_both_keys():
    round, entries, chair = decided_round(Outcome.WINNER)
    prize = round.edition.prize
    juror = Scorecard.objects.get(candidacy=entries[0]).juror
    left = seat(round, left_at=timezone.now())
    for person in (chair, juror, left):
        RoleFactory(prize=prize, name="auditor", person=person)

    for person in (chair, juror, left, secretary_of(round), PersonFactory(), SuperuserFactory()):
        with pytest.raises(NotAllowed):
            release_results(round=round, by=person)
    assert not hasattr(again(round), "release")


def test_auditor_of_another_prize_does_not_release():
    round, _, _ = decided_round(Outcome.WINNER)

    with pytest.raises(NotAllowed):
        release_results(round=round, by=RoleFactory(name="auditor").person)


def test_release_waits_for_sealed_decisions():
    round, _, _ = sealed_round()

    with pytest.raises(TransitionRefused):
        release_results(round=round, by=auditor_of(round))


def test_release_happens_once():
    round, _ = released_round(Outcome.WINNER)

    with pytest.raises(TransitionRefused):
        release_results(round=round, by=auditor_of(round))


def test_decision_that_moved_since_the_seal_is_not_released():
    round, _, _ = decided_round(Outcome.WINNER)
    Decision.objects.update(outcome=Outcome.DECLINE)

    with pytest.raises(ValidationError, match="no longer match"):
        release_results(round=round, by=auditor_of(round))


def test_mark_that_moved_since_the_seal_is_not_released():
    round, _, _ = decided_round(Outcome.WINNER)
    Mark.objects.update(value=5)

    with pytest.raises(ValidationError, match="no longer match"):
        release_results(round=round, by=auditor_of(round))


def test_head_of_the_record_goes_to_the_auditor_at_every_phase():
    round, entries = open_round_with_entries(1)
    auditor = auditor_of(round)
    chair = seat(round, is_chair=True, scores=False)

    seal_figures(round=close(round), by=chair)
    decide(candidacy=entries[0], outcome=Outcome.DECLINE, reason="Not yet.", by=chair)
    seal_decisions(round=round, by=chair)
    release_results(round=round, by=auditor)

    heads = Notice.objects.filter(template="judging.chain_head", recipient=auditor).order_by("created_at")
    phases = ("round.figures_sealed", "round.decisions_sealed", "round.released")
    assert len(heads) == 3
    for notice, verb in zip(heads, phases, strict=True):
        assert Event.objects.get(verb=verb).hash in notice.body_text


# Announcing.


def test_nothing_is_told_before_the_release():
    round, _, _ = decided_round(Outcome.WINNER)

    set_all(round, Outcome.WINNER, timezone.now() + PAST)

    assert not Decision.objects.told_to_public().exists()
    assert not Decision.objects.told_to_entrants().exists()


def test_release_alone_tells_nothing():
    released_round(Outcome.WINNER)

    assert not Decision.objects.told_to_public().exists()
    assert not Decision.objects.told_to_entrants().exists()


def test_each_kind_of_decision_is_told_at_its_own_time():
    round, (winner, finalist) = released_round(Outcome.WINNER, Outcome.FINALIST)

    set_all(round, Outcome.WINNER, timezone.now() + PAST)
    set_all(round, Outcome.FINALIST, timezone.now() + FUTURE)

    assert [decision.candidacy for decision in Decision.objects.told_to_public()] == [winner]
    in_two_days = timezone.now() + 2 * FUTURE
    assert {decision.candidacy for decision in Decision.objects.told_to_public(in_two_days)} == {winner, finalist}


def test_entrants_hear_before_the_public():
    round, (entry,) = released_round(Outcome.WINNER)

    set_all(round, Outcome.WINNER, timezone.now() + PAST, public_at=timezone.now() + FUTURE)

    assert [decision.candidacy for decision in Decision.objects.told_to_entrants()] == [entry]
    assert not Decision.objects.told_to_public().exists()


def test_public_never_hears_before_the_entrants():
    round, _ = released_round(Outcome.WINNER)

    with pytest.raises(ValidationError):
        set_all(round, Outcome.WINNER, timezone.now() + FUTURE, public_at=timezone.now() + PAST)


NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        ({"press_at": NOW}, {"press_at"}),
        ({"entrants_at": NOW, "press_at": NOW - HOUR}, {"press_at"}),
        ({"public_at": NOW}, {"public_at"}),
        ({"entrants_at": NOW, "public_at": NOW - HOUR}, {"public_at"}),
        ({"entrants_at": NOW - HOUR, "press_at": NOW, "public_at": NOW - HOUR}, {"public_at"}),
        ({"press_at": NOW, "public_at": NOW}, {"press_at", "public_at"}),
    ],
)
def test_nobody_hears_before_those_ahead_of_them(times, wrong):
    round, _ = open_round_with_entries(1)

    with pytest.raises(ValidationError) as refusal:
        set_announcement(round=round, outcome=Outcome.WINNER, by=secretary_of(round), **times)

    assert set(refusal.value.message_dict) == wrong
    assert not Announcement.objects.exists()


@pytest.mark.parametrize(
    "times",
    [
        {"entrants_at": NOW, "press_at": NOW, "public_at": NOW},
        {"entrants_at": NOW, "press_at": NOW + HOUR},
        {"entrants_at": NOW, "public_at": NOW},
    ],
)
def test_times_in_their_order_are_set(times):
    round, _ = open_round_with_entries(1)

    set_announcement(round=round, outcome=Outcome.WINNER, by=secretary_of(round), **times)

    assert Announcement.objects.filter(**times).count() == 1


def test_press_hears_between_entrants_and_public():
    round, [entry] = released_round(Outcome.WINNER)
    hour = timezone.now() + PAST
    set_all(round, Outcome.WINNER, hour, press_at=hour, public_at=timezone.now() + FUTURE)

    assert [decision.candidacy for decision in Decision.objects.told_to_press()] == [entry]
    assert not Decision.objects.told_to_press(now=hour + PAST).exists()
    assert not Decision.objects.told_to_public().exists()


def test_press_knows_what_the_public_was_told():
    round, [entry] = released_round(Outcome.WINNER)
    set_all(round, Outcome.WINNER, timezone.now() + PAST)

    assert [decision.candidacy for decision in Decision.objects.told_to_press()] == [entry]


def test_press_hears_nothing_before_the_release():
    round, _, _ = decided_round(Outcome.WINNER)
    hour = timezone.now() + PAST
    set_all(round, Outcome.WINNER, hour, press_at=hour)

    assert not Decision.objects.told_to_press().exists()


def test_rehearsal_is_never_told_to_the_public():
    round, _ = released_round(Outcome.WINNER)
    round.edition.rehearsal = True
    round.edition.save()

    set_all(round, Outcome.WINNER, timezone.now() + PAST)

    assert not Decision.objects.told_to_public().exists()
    assert Decision.objects.told_to_entrants().exists()


def test_what_was_told_is_not_untold():
    round, _ = released_round(Outcome.WINNER)
    told = timezone.now() + PAST
    set_all(round, Outcome.WINNER, told)

    for moment in (None, timezone.now() + FUTURE):
        with pytest.raises(ValidationError, match="told already"):
            set_all(round, Outcome.WINNER, told, public_at=moment)
    assert Announcement.objects.get().public_at == told


def test_time_that_is_still_to_come_moves():
    round, _ = released_round(Outcome.WINNER)
    set_all(round, Outcome.WINNER, timezone.now() + FUTURE)

    set_all(round, Outcome.WINNER, timezone.now() + 2 * FUTURE)

    assert Announcement.objects.get().public_at > timezone.now() + FUTURE


@pytest.mark.parametrize("who", ["chair", "auditor", "superuser"])
def test_only_the_office_announces(who):
    round, _ = open_round_with_entries(1)
    person = {
        "chair": lambda: seat(round, is_chair=True),
        "auditor": lambda: auditor_of(round),
        "superuser": SuperuserFactory,
    }[who]()

    with pytest.raises(NotAllowed):
        set_announcement(round=round, outcome=Outcome.WINNER, by=person, entrants_at=timezone.now())
