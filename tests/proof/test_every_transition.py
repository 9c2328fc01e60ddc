"""Every act from every state: it does what the table of its states allows, and is refused everything else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.enums import RoleName
from accounts.models import Role
from audit.models import Event
from home import actions as home
from home.enums import OFFER_TRANSITIONS, OfferState
from judging import actions as judging
from judging import assignment
from judging.enums import (
    ASSIGNMENT_TRANSITIONS,
    AssignmentState,
    Outcome,
    RoundState,
    ScorecardState,
)
from judging.models import Assignment, Decision, Reopening, Round, Scorecard
from nominations import actions as nominations
from nominations.enums import EDITABLE_STATES, NOMINATION_TRANSITIONS, SCREENED_STATES, NominationState
from nominations.models import Nomination
from showcase import actions as showcase
from showcase.enums import AWARD_TRANSITIONS, AwardState
from showcase.models import Award
from tests.accounts.factories import staff
from tests.home.factories import StoryOfferFactory, site_of
from tests.judging.factories import (
    auditor_of,
    close,
    mark_card,
    open_round_with_entries,
    ready_juror,
    released_round,
    seat,
    secretary_of,
)
from tests.nominations.factories import NominationFactory, complete_draft

pytestmark = pytest.mark.django_db
REFUSED = (ValidationError, PermissionDenied)
LATER = timedelta(days=60)


def takes_place(act, row):
    """Whether the act was done; refused, it must have left neither trace nor change."""
    before, events = type(row).objects.filter(pk=row.pk).values().get(), Event.objects.count()
    try:
        act()
    except REFUSED:
        assert type(row).objects.filter(pk=row.pk).values().get() == before
        assert Event.objects.count() == events
        return False
    return True


# Nominations.


def in_state(state):
    nomination, person = complete_draft()
    merged = NominationFactory(category=nomination.category) if state == NominationState.MERGED else None
    Nomination.objects.filter(pk=nomination.pk).update(
        state=state,
        reference_code="ABCD-EFGH",
        submitted_at=timezone.now(),
        merged_into=merged,
        screening_reason="Because.",
        information_due_at=timezone.now() + LATER,
    )
    return Nomination.objects.get(pk=nomination.pk), person


def submit(nomination, person, office):
    terms = nomination.edition.terms_version
    nominations.submit_nomination(nomination=nomination, terms_version=terms, consents_to_publish=True, by=person)


def request_information(nomination, person, office):
    due = timezone.now() + LATER
    nominations.request_information(nomination=nomination, what="The film.", due_at=due, by=office)


def merge(nomination, person, office):
    target = NominationFactory(category=nomination.category)
    nominations.merge_nominations(source=nomination, target=target, by=office)


def extend(nomination, person, office):
    until = timezone.now() + 2 * LATER
    nominations.grant_extension(nomination=nomination, until=until, reason="A flood.", by=office)


NOMINATION_ACTS = {
    "submit": (submit, NominationState.SUBMITTED),
    "eligible": (lambda row, person, office: nominations.screen_eligible(nomination=row, by=office), "eligible"),
    "ineligible": (
        lambda row, person, office: nominations.screen_ineligible(nomination=row, reason="No.", by=office),
        NominationState.INELIGIBLE,
    ),
    "information": (request_information, NominationState.NEEDS_INFORMATION),
    "withdraw": (lambda row, person, office: nominations.withdraw_nomination(nomination=row, by=person), "withdrawn"),
    "merge": (merge, NominationState.MERGED),
    "decline": (lambda row, person, office: nominations.decline_nomination(nomination=row, by=person), "declined"),
    "reopen": (
        lambda row, person, office: nominations.reopen_screening(nomination=row, reason="Misread.", by=office),
        NominationState.SUBMITTED,
    ),
}
# Two acts lead to the same state: the company's from what it may edit, the office's from what was screened.
ONLY_FROM = {"submit": EDITABLE_STATES, "reopen": SCREENED_STATES}


@pytest.mark.parametrize("act", NOMINATION_ACTS)
@pytest.mark.parametrize("state", NominationState)
def test_nomination_act(state, act):
    call, following = NOMINATION_ACTS[act]
    nomination, person = in_state(state)
    office = staff(prize=nomination.edition.prize)

    done = takes_place(lambda: call(nomination, person, office), nomination)

    nomination.refresh_from_db()
    assert done == (following in NOMINATION_TRANSITIONS[state] and state in ONLY_FROM.get(act, NominationState))
    assert nomination.state == (following if done else state)


@pytest.mark.parametrize("state", NominationState)
def test_accepting_takes_up_an_invited_nomination_only(state):
    nomination, person = in_state(state)

    done = takes_place(lambda: nominations.accept_nomination(nomination=nomination, by=person), nomination)

    assert done == (state == NominationState.INVITED)


@pytest.mark.parametrize("state", NominationState)
def test_extension_opens_what_the_close_passed_over_and_nothing_final(state):
    nomination, person = in_state(state)
    office = staff(prize=nomination.edition.prize)
    open_states = (NominationState.DRAFT, NominationState.NEEDS_INFORMATION)

    done = takes_place(lambda: extend(nomination, person, office), nomination)

    nomination.refresh_from_db()
    may = (*open_states, NominationState.NOT_SUBMITTED)
    assert done == (state in may)
    assert nomination.state == (NominationState.DRAFT if state == NominationState.NOT_SUBMITTED else state)


@pytest.mark.parametrize("state", NominationState)
def test_clock_closes_drafts_only(state):
    nomination, _ = in_state(state)

    nominations.close_drafts(now=nomination.edition.closes_at + LATER)

    nomination.refresh_from_db()
    assert nomination.state == (NominationState.NOT_SUBMITTED if state == NominationState.DRAFT else state)


# Assignments.


def assignment_in(state):
    round, [entry] = open_round_with_entries(1)
    juror = ready_juror([entry])
    row = Assignment.objects.get(candidacy=entry, juror=juror)
    Assignment.objects.filter(pk=row.pk).update(state=state, reason="Because.")
    row.refresh_from_db()
    return row, juror, secretary_of(round)


def assign_again(row, juror, office):
    plan = assignment.AssignmentPlan(round=row.candidacy.round, pairs=((row.candidacy, juror),))
    assignment.commit_plan(plan, by=office)


ASSIGNMENT_ACTS = {
    "return": (
        lambda row, juror, office: judging.return_assignment(assignment=row, reason="Not my field.", by=juror),
        AssignmentState.RETURNED,
    ),
    "recuse": (
        lambda row, juror, office: judging.recuse(assignment=row, reason="A friend.", by=juror),
        AssignmentState.RECUSED,
    ),
    "recuse by office": (
        lambda row, juror, office: judging.recuse(assignment=row, reason="A friend.", by=office),
        AssignmentState.RECUSED,
    ),
    "assign": (assign_again, AssignmentState.ACTIVE),
}


@pytest.mark.parametrize("act", ASSIGNMENT_ACTS)
@pytest.mark.parametrize("state", AssignmentState)
def test_assignment_act(state, act):
    call, following = ASSIGNMENT_ACTS[act]
    row, juror, office = assignment_in(state)

    done = takes_place(lambda: call(row, juror, office), row)

    row.refresh_from_db()
    assert done == (following in ASSIGNMENT_TRANSITIONS[state])
    assert row.state == (following if done else state)


# Scorecards.


def card_in(state):
    round, [entry] = open_round_with_entries(1)
    chair = seat(round, is_chair=True, scores=False)
    juror = ready_juror([entry])
    values = {ScorecardState.NOT_STARTED: (None, None), ScorecardState.IN_PROGRESS: (4, None)}.get(state, (4, 4))
    card = mark_card(entry, juror, *values, state=state)
    if state == ScorecardState.REOPENED:
        Reopening.objects.create(scorecard=card, reason="Because.", reopened_by=chair)
    return card, juror, chair


def save_mark(card, juror, chair):
    mark = card.marks.filter(criterion__key="criterion-1").first()
    judging.save_mark(
        scorecard=card,
        criterion_key="criterion-1",
        value="2",
        client_id="6f1d7a3c-0b6e-4c2e-9a53-6a3f6f0f3a11",
        base_revision=mark.revision if mark else 0,
        by=juror,
    )


def hand_in(card, juror, chair):
    judging.hand_in(round=card.candidacy.round, by=juror)


def reopen(card, juror, chair):
    judging.reopen_scorecard(scorecard=card, reason="A slip.", by=chair)


CARD = ScorecardState
CARD_ACTS = {
    save_mark: {
        CARD.NOT_STARTED: CARD.IN_PROGRESS,
        CARD.IN_PROGRESS: CARD.IN_PROGRESS,
        CARD.COMPLETE: CARD.COMPLETE,
        CARD.REOPENED: CARD.REOPENED,
    },
    hand_in: {CARD.COMPLETE: CARD.SUBMITTED, CARD.REOPENED: CARD.SUBMITTED},
    reopen: {CARD.SUBMITTED: CARD.REOPENED},
}


@pytest.mark.parametrize("act", CARD_ACTS)
@pytest.mark.parametrize("state", ScorecardState)
def test_scorecard_act(state, act):
    card, juror, chair = card_in(state)

    done = takes_place(lambda: act(card, juror, chair), card)

    card.refresh_from_db()
    assert done == (state in CARD_ACTS[act])
    assert card.state == CARD_ACTS[act].get(state, state)


# Rounds: the acts in their order, each tried at every stage.


class Stage:
    """A round with two entries, marked by one juror, taken as far as the state asked for."""

    def __init__(self, state):
        self.round, self.entries = open_round_with_entries(2)
        self.juror = ready_juror(self.entries)
        self.cards = [mark_card(entry, self.juror, 4, 4) for entry in self.entries]
        self.chair = seat(self.round, is_chair=True, scores=False)
        self.office, self.auditor = secretary_of(self.round), auditor_of(self.round)
        self.go_to(RoundState(state))

    def go_to(self, state):
        if state == RoundState.PLANNED:
            self.round.opens_at = timezone.now() + timedelta(days=1)
            self.round.save()
        order = list(RoundState)
        steps = [None, None, lambda: close(self.round), self.seal_figures, self.seal_decisions, self.release]
        for step in steps[2 : order.index(state) + 1]:
            if step == self.seal_decisions:
                self.decide_all()
            step()
        self.round = Round.objects.get(pk=self.round.pk)

    def seal_figures(self):
        judging.seal_figures(round=self.round, by=self.chair)

    def decide(self, entry=0, outcome=Outcome.WINNER):
        judging.decide(candidacy=self.entries[entry], outcome=outcome, reason="Seen.", by=self.chair)

    def decide_all(self):
        for number, outcome in enumerate((Outcome.WINNER, Outcome.DECLINE)):
            self.decide(number, outcome)

    def seal_decisions(self):
        if not Decision.objects.filter(candidacy__round=self.round).exists() and self.round.seals.exists():
            self.decide_all()
        judging.seal_decisions(round=self.round, by=self.chair)

    def release(self):
        judging.release_results(round=self.round, by=self.auditor)

    def rule_on_tie(self):
        above, below = self.entries
        judging.rule_on_tie(above=above, below=below, reason="Bolder.", by=self.chair)

    def open(self):
        judging.open_round(round=self.round, by=self.office)

    def reopen(self):
        judging.reopen_scorecard(scorecard=self.cards[0], reason="A slip.", by=self.chair)

    def mark_late(self):
        Scorecard.objects.update(state=ScorecardState.COMPLETE, handed_in_at=None)
        save_mark(self.cards[0], self.juror, self.chair)

    def assign(self):
        newcomer = seat(self.round)
        plan = assignment.plan_by_hand(round=self.round, candidacies=self.entries[:1], jurors=[newcomer])
        assignment.commit_plan(plan, by=self.office)

    def remind(self):
        judging.remind_by_hand(round=self.round, by=self.office)


ROUND = RoundState
ROUND_ACTS = {
    "open": (ROUND.PLANNED, ROUND.OPEN),
    "assign": (ROUND.PLANNED, ROUND.OPEN),
    "remind": (ROUND.OPEN,),
    "mark_late": (ROUND.OPEN,),
    # A card handed in before somebody moved the dates is still a card handed in.
    "reopen": (ROUND.PLANNED, ROUND.OPEN, ROUND.CLOSED),
    "rule_on_tie": (ROUND.CLOSED,),
    "seal_figures": (ROUND.CLOSED,),
    "decide": (ROUND.FIGURES_SEALED,),
    "seal_decisions": (ROUND.FIGURES_SEALED,),
    "release": (ROUND.DECISIONS_SEALED,),
}


@pytest.mark.parametrize("act", ROUND_ACTS)
@pytest.mark.parametrize("state", RoundState)
def test_round_act(state, act):
    stage = Stage(state)

    assert stage.round.state == state
    assert takes_place(getattr(stage, act), stage.round) == (state in ROUND_ACTS[act])


@pytest.mark.parametrize("role", [None, *RoleName])
@pytest.mark.parametrize("act", ["seal_figures", "decide", "seal_decisions", "rule_on_tie"])
def test_act_of_the_chair_is_nobody_elses(act, role):
    stage = Stage(ROUND_ACTS[act][0])
    chair = stage.chair
    stage.chair = staff(role, stage.round.edition.prize) if role else stage.juror

    assert not takes_place(getattr(stage, act), stage.round)

    Role.objects.get_or_create(person=chair, prize=stage.round.edition.prize, name=RoleName.AUDITOR)
    stage.chair = chair
    assert takes_place(getattr(stage, act), stage.round)


# Awards.


def award_in(state):
    round, [entry] = released_round(Outcome.WINNER)
    showcase_awards = Award.objects.filter(nomination=entry.nomination)
    award = showcase_awards.first()
    if award is None:
        showcase.offer_award(decision=Decision.objects.get(candidacy=entry), by=None)
        award = showcase_awards.get()
    judging.set_announcement(round=round, outcome=Outcome.WINNER, entrants_at=timezone.now(), by=secretary_of(round))
    showcase_awards.update(state=state, reason="Because.")
    award.refresh_from_db()
    person = award.nomination.collaborators.create(person=secretary_of(round)).person
    return award, person


AWARD_ACTS = {
    AwardState.ACCEPTED: lambda award, person: showcase.answer_award(award=award, accept=True, by=person),
    AwardState.DECLINED: lambda award, person: showcase.answer_award(award=award, accept=False, by=person),
    AwardState.REVOKED: lambda award, person: showcase.revoke_award(award=award, reason="Untrue.", by=person),
}


@pytest.mark.parametrize("following", AWARD_ACTS)
@pytest.mark.parametrize("state", AwardState)
def test_award_act(state, following):
    award, person = award_in(state)

    done = takes_place(lambda: AWARD_ACTS[following](award, person), award)

    award.refresh_from_db()
    assert done == (following in AWARD_TRANSITIONS[state])
    assert award.state == (following if done else state)


# Stories that entrants offer.


OFFER_ACTS = {
    OfferState.TAKEN: lambda offer, editor: home.take_up_story_offer(offer=offer, by=editor),
    OfferState.DECLINED: lambda offer, editor: home.decline_story_offer(offer=offer, reason="Told before.", by=editor),
}


@pytest.mark.parametrize("following", OFFER_ACTS)
@pytest.mark.parametrize("state", OfferState)
def test_offer_act(state, following):
    answered = None if state == OfferState.OFFERED else timezone.now()
    offer = StoryOfferFactory(state=state, reason="Because.", answered_at=answered)
    site_of(offer.prize)

    done = takes_place(lambda: OFFER_ACTS[following](offer, staff(RoleName.EDITOR, offer.prize)), offer)

    offer.refresh_from_db()
    assert done == (following in OFFER_TRANSITIONS[state])
    assert offer.state == (following if done else state)


def test_tables_name_every_state_once():
    assert set(OFFER_TRANSITIONS) == set(OfferState)
    assert set(NOMINATION_TRANSITIONS) == set(NominationState)
    assert set(ASSIGNMENT_TRANSITIONS) == set(AssignmentState)
    assert set(AWARD_TRANSITIONS) == set(AwardState)
