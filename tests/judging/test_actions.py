"""What each act does, who may do it, and which event it leaves."""

import json
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actions import accept_invitation
from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event
from judging import actions, transitions
from judging.actions.declaring import move_declarations
from judging.commitments import is_unmoved
from judging.enums import AssignmentState, DeclarationKind, ScorecardState
from judging.models import Assignment, Candidacy, Declaration, MarkRevision, Reopening, Round, Scorecard, Seal, Seat
from nominations.enums import NominationState
from notices.models import Notice
from tests.accounts.factories import AffiliationFactory, OrganisationFactory, PersonFactory, SuperuserFactory
from tests.judging.factories import (
    DeclarationFactory,
    EligibleNominationFactory,
    PledgeFactory,
    SubmissionFactory,
    TieKindFactory,
    WaiverFactory,
    auditor_of,
    open_round_with_entries,
    ready_juror,
    seat,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def verbs():
    return list(Event.objects.order_by("position").values_list("verb", flat=True))


def mark(card, value="4", key="criterion-1", *, by=None, base=0, client_id=None):
    return actions.save_mark(
        scorecard=card,
        criterion_key=key,
        value=value,
        client_id=client_id or uuid.uuid4(),
        base_revision=base,
        by=by or card.juror,
    )


def complete(card):
    mark(card, "4")
    mark(card, "3", "criterion-2")
    card.refresh_from_db()
    return card


@pytest.fixture
def entry():
    _, (entry,) = open_round_with_entries(1)
    return entry


@pytest.fixture
def juror(entry):
    return ready_juror([entry])


@pytest.fixture
def card(juror):
    return Scorecard.objects.select_related("juror").get(juror=juror)


@pytest.fixture
def office(entry):
    return secretary_of(entry.round)


# Rounds and entries.


def test_open_round_takes_in_eligible_nominations_once(entry, office):
    SubmissionFactory(nomination__category=entry.round_category.category)
    SubmissionFactory(nomination__category=entry.round_category.category, nomination__state=NominationState.SUBMITTED)

    assert len(actions.open_round(round=entry.round, by=office)) == 1
    assert actions.open_round(round=entry.round, by=office) == []
    assert verbs() == ["round.opened", "round.opened"]


def test_open_round_pins_the_newest_submission(entry, office):
    first = SubmissionFactory(nomination__category=entry.round_category.category)
    newest = SubmissionFactory(nomination=first.nomination, number=2)

    (entered,) = actions.open_round(round=entry.round, by=office)

    assert entered.submission_id == newest.pk


@pytest.mark.parametrize("outsider", [PersonFactory, SuperuserFactory])
def test_open_round_is_the_offices(entry, outsider):
    with pytest.raises(NotAllowed):
        actions.open_round(round=entry.round, by=outsider())


def test_open_round_refuses_weights_that_do_not_sum_to_100(entry, office):
    entry.round_category.rubric.criteria.update(weight=30)

    with pytest.raises(ValidationError, match="sum to 60"):
        actions.open_round(round=entry.round, by=office)


def test_open_round_refuses_a_closed_one(entry, office):
    Round.objects.update(closes_at=timezone.now())

    with pytest.raises(TransitionRefused):
        actions.open_round(round=entry.round, by=office)


def test_add_candidacy_is_the_chairs_call(entry):
    chair = seat(entry.round, is_chair=True)
    nomination = EligibleNominationFactory(category=entry.round_category.category, state=NominationState.SUBMITTED)
    submission = SubmissionFactory(nomination=nomination)

    added = actions.add_candidacy(round=entry.round, nomination=nomination, reason="Overlooked.", by=chair)

    assert (added.submission, added.reason) == (submission, "Overlooked.")
    with pytest.raises(ValidationError, match="already"):
        actions.add_candidacy(round=entry.round, nomination=nomination, reason="Again.", by=chair)


def test_add_candidacy_wants_a_reason(entry, office):
    with pytest.raises(ValidationError):
        actions.add_candidacy(round=entry.round, nomination=EligibleNominationFactory(), reason=" ", by=office)


def test_repinning_reopens_and_tells(entry, card, office):
    complete(card)
    actions.hand_in(round=entry.round, by=card.juror)
    newest = SubmissionFactory(nomination=entry.nomination, number=2)

    actions.repin_candidacy(candidacy=entry, reason="A drawing was missing.", by=office)

    entry.refresh_from_db()
    card.refresh_from_db()
    assert entry.submission == newest
    assert card.state == ScorecardState.REOPENED
    assert Notice.objects.filter(template="judging.replaced", recipient=card.juror).count() == 1
    assert verbs()[-1] == "candidacy.repinned"


def test_withdrawn_nomination_leaves_the_round(entry):
    actions.withdraw_candidacies(entry.nomination)

    assert not Candidacy.objects.current().exists()
    assert verbs() == ["candidacy.withdrawn"]


def test_newer_submission_is_told_to_staff_and_not_pinned(entry, office):
    newer = SubmissionFactory(nomination=entry.nomination, number=2)

    actions.tell_newer_submission(newer)

    assert Notice.objects.filter(template="judging.newer", recipient=office).count() == 1
    entry.refresh_from_db()
    assert entry.submission != newer


# Panels.


def test_juror_is_seated_by_accepting_the_invitation(entry, office):
    panel = entry.round.panels.get()
    invited = PersonFactory()
    invitation = actions.invite_juror(panel=panel, address=invited.email, seat_type="oem", is_chair=True, by=office)

    accept_invitation(invitation=invitation, by=invited)

    taken = Seat.objects.get()
    assert (taken.juror, taken.is_chair, taken.seat_type) == (invited, True, "oem")
    assert "seat.taken" in verbs()


def test_second_chair_is_refused(entry, office):
    seat(entry.round, is_chair=True)

    with pytest.raises(ValidationError, match="has a chair"):
        actions.invite_juror(
            panel=entry.round.panels.get(), address="b@people.example", seat_type="oem", is_chair=True, by=office
        )


def test_leaving_a_panel_returns_what_is_unfinished(entry, juror, office):
    actions.end_seat(seat=Seat.objects.get(juror=juror), by=office)

    assert Assignment.objects.get().state == AssignmentState.RETURNED
    assert verbs() == ["seat.left"]


def test_who_left_can_be_seated_again(entry, juror, office):
    left = actions.end_seat(seat=Seat.objects.get(juror=juror), by=office)

    again = actions.seat_juror(panel=left.panel, juror=juror, seat_type="university", by=office)

    assert (again.pk, again.left_at) == (left.pk, None)


# Pledge, declarations, waivers.


def test_pledge_is_signed_once(entry):
    juror = seat(entry.round)

    actions.sign_pledge(round=entry.round, by=juror)
    actions.sign_pledge(round=entry.round, by=juror)

    assert verbs() == ["pledge.signed"]


def test_stranger_signs_nothing(entry):
    with pytest.raises(NotAllowed):
        actions.sign_pledge(round=entry.round, by=SuperuserFactory())


def say(entry, juror, said, by=None):
    return actions.declare(
        round=entry.round, juror=juror, organisation=entry.nomination.organisation, said=said, by=by or juror
    )


def test_declaring_before_the_pledge_is_refused(entry):
    with pytest.raises(NotAllowed):
        say(entry, seat(entry.round), actions.Said("none"))


def test_nobody_declares_for_another_juror(entry, juror):
    with pytest.raises(NotAllowed):
        say(entry, juror, actions.Said("none"), by=seat(entry.round))


def test_office_declares_for_a_juror(entry, juror, office):
    declaration = say(entry, juror, actions.Said("disclose", note="Told by phone."), by=office)

    assert (declaration.juror, declaration.declared_by) == (juror, office)


@pytest.mark.parametrize(
    ("said", "consequence", "kind"),
    [
        ("none", None, DeclarationKind.NONE),
        ("none", "disclose", DeclarationKind.DISCLOSE),
        ("disclose", "exclude", DeclarationKind.EXCLUDE),
        ("exclude", "disclose", DeclarationKind.EXCLUDE),
    ],
)
def test_strictest_of_word_and_tie_counts(entry, juror, said, consequence, kind):
    ties = (TieKindFactory(edition=entry.round.edition, consequence=consequence),) if consequence else ()

    assert say(entry, juror, actions.Said(said, ties)).kind == kind


def test_exclusion_recuses_and_tells_staff(entry, juror, office):
    say(entry, juror, actions.Said("exclude", note="My brother owns it."))

    assert Assignment.objects.get().state == AssignmentState.RECUSED
    assert Notice.objects.filter(template="judging.recused", recipient=office).count() == 1
    assert verbs() == ["assignment.recused", "declaration.made"]


def test_juror_does_not_take_back_an_exclusion(entry, juror, office):
    say(entry, juror, actions.Said("exclude", note="Family."))

    with pytest.raises(TransitionRefused):
        say(entry, juror, actions.Said("none"))
    assert say(entry, juror, actions.Said("none"), by=office).kind == DeclarationKind.NONE


def excluded(entry, juror):
    Declaration.objects.filter(juror=juror).update(kind=DeclarationKind.EXCLUDE)
    return Declaration.objects.get(juror=juror, organisation=entry.nomination.organisation)


def test_chair_waives_with_a_reason(entry, juror):
    chair = seat(entry.round, is_chair=True)

    waiver = actions.waive(declaration=excluded(entry, juror), round=entry.round, reason="Long ago.", by=chair)

    assert waiver.given_by == chair
    assert verbs() == ["waiver.given"]


def test_waiver_wants_a_reason(entry, juror):
    with pytest.raises(ValidationError):
        actions.waive(
            declaration=excluded(entry, juror), round=entry.round, reason="", by=seat(entry.round, is_chair=True)
        )


def test_nobody_waives_their_own(entry):
    chair = ready_juror([entry], is_chair=True)

    with pytest.raises(NotAllowed):
        actions.waive(declaration=excluded(entry, chair), round=entry.round, reason="I am fine.", by=chair)


def test_deputy_waives_only_where_the_chair_is_tied(entry, juror):
    chair, deputy = seat(entry.round, is_chair=True), seat(entry.round, is_deputy=True)
    declaration = excluded(entry, juror)
    with pytest.raises(NotAllowed):
        actions.waive(declaration=declaration, round=entry.round, reason="Fine.", by=deputy)

    AffiliationFactory(person=chair, organisation=entry.nomination.organisation)

    with pytest.raises(NotAllowed):
        actions.waive(declaration=declaration, round=entry.round, reason="Fine.", by=chair)
    assert actions.waive(declaration=declaration, round=entry.round, reason="Fine.", by=deputy)


@pytest.mark.parametrize("outsider", ["office", "juror", "superuser"])
def test_others_do_not_waive(entry, juror, office, outsider):
    by = {"office": office, "juror": seat(entry.round), "superuser": SuperuserFactory()}[outsider]

    with pytest.raises(NotAllowed):
        actions.waive(declaration=excluded(entry, juror), round=entry.round, reason="Fine.", by=by)


def test_waiving_twice_is_refused(entry, juror):
    chair = seat(entry.round, is_chair=True)
    waiver = WaiverFactory(declaration=excluded(entry, juror))

    with pytest.raises(TransitionRefused):
        actions.waive(declaration=waiver.declaration, round=entry.round, reason="Again.", by=chair)


def test_merged_company_takes_its_declarations_along(entry, juror):
    Declaration.objects.update(kind=DeclarationKind.EXCLUDE)
    target = OrganisationFactory()

    move_declarations(entry.nomination.organisation, target)

    assert Declaration.objects.get().organisation == target


def test_stricter_word_counts_where_both_were_declared_on(entry, juror):
    Declaration.objects.update(kind=DeclarationKind.EXCLUDE)
    kept = DeclarationFactory(edition=entry.round.edition, juror=juror)

    move_declarations(entry.nomination.organisation, kept.organisation)

    kept.refresh_from_db()
    assert kept.kind == DeclarationKind.EXCLUDE


@pytest.mark.parametrize("count", [1, 50])
def test_list_is_declared_in_the_same_number_of_queries(count, django_assert_max_num_queries):
    round, entries = open_round_with_entries(count)
    juror = seat(round)
    PledgeFactory(round=round, juror=juror)
    kind = TieKindFactory(edition=round.edition, consequence="disclose")
    answers = {entry.nomination.organisation: actions.Said("disclose", ties=(kind,)) for entry in entries}

    with django_assert_max_num_queries(24):
        declarations = actions.declare_on_list(round=round, juror=juror, answers=answers, by=juror)

    assert Declaration.objects.filter(ties=kind).count() == len(declarations) == count


# Marks.


def test_marks_complete_the_card_and_its_total(card):
    mark(card, "4")
    card.refresh_from_db()
    assert (card.state, card.total) == (ScorecardState.IN_PROGRESS, None)

    mark(card, "2", "criterion-2")

    card.refresh_from_db()
    assert (card.state, card.total) == (ScorecardState.COMPLETE, Decimal(55))


def test_blank_mark_makes_the_card_unfinished_again(card):
    complete(card)

    mark(card, None, base=1)

    card.refresh_from_db()
    assert (card.state, card.total) == (ScorecardState.IN_PROGRESS, None)


def test_first_mark_freezes_the_rubric(card):
    assert card.candidacy.round_category.rubric.frozen_at is None

    mark(card)

    card.candidacy.round_category.rubric.refresh_from_db()
    assert card.candidacy.round_category.rubric.frozen_at is not None


def test_every_value_is_kept(card):
    mark(card, "4")
    mark(card, "2", base=1)

    assert list(MarkRevision.objects.values_list("value", flat=True)) == [4, 2]
    assert verbs() == []


def test_stale_base_returns_both_and_writes_nothing(card):
    mark(card, "4")

    outcome = mark(card, "2", base=0)

    assert outcome.is_conflict
    assert (outcome.yours, outcome.theirs, outcome.revision) == ("2", "4", 1)
    assert MarkRevision.objects.count() == 1


def test_repeated_client_id_is_the_same_save(card):
    client_id = uuid.uuid4()
    mark(card, "4", client_id=client_id)
    mark(card, "2", base=1)

    repeated = mark(card, "4", client_id=client_id)

    assert (repeated.value, repeated.revision) == ("4", 1)


def test_client_id_of_another_save_is_refused(card):
    client_id = uuid.uuid4()
    mark(card, "4", client_id=client_id)

    with pytest.raises(ValidationError, match="another save"):
        mark(card, "4", "criterion-2", client_id=client_id)


@pytest.mark.parametrize("value", ["6", "0", "3.5", "NaN", "many", "4; drop"])
def test_value_off_the_scale_is_refused(card, value):
    with pytest.raises(ValidationError):
        mark(card, value)


def test_unknown_criterion_is_refused(card):
    with pytest.raises(ValidationError):
        mark(card, "4", "elsewhere")


@pytest.mark.parametrize("outsider", ["neighbour", "office", "superuser"])
def test_only_the_juror_marks(card, entry, office, outsider):
    by = {"neighbour": seat(entry.round), "office": office, "superuser": SuperuserFactory()}[outsider]

    with pytest.raises(NotAllowed):
        mark(card, by=by)


def test_mark_after_the_close_is_refused(card):
    Round.objects.update(closes_at=timezone.now())

    with pytest.raises(NotAllowed):
        mark(card)


def test_mark_after_handing_in_is_refused(card, entry):
    complete(card)
    actions.hand_in(round=entry.round, by=card.juror)

    with pytest.raises(NotAllowed):
        mark(card, "1", base=1)


def test_remark_is_kept_with_its_revisions(card):
    def remark(text, base):
        return actions.save_remark(
            scorecard=card, kind="jury", text=text, client_id=uuid.uuid4(), base_revision=base, by=card.juror
        )

    assert remark("Strong.\r\nVery.", 0).value == "Strong.\nVery."
    assert remark("Other.", 0).theirs == "Strong.\nVery."
    assert remark("Weak.", 1).revision == 2


# Handing in and reopening.


def test_handing_in_commits_to_every_card(card, entry):
    complete(card)

    actions.hand_in(round=entry.round, by=card.juror)

    card.refresh_from_db()
    event = Event.objects.get(verb="scorecards.handed_in")
    commitment = json.loads(event.detail.payload)["cards"][str(card.pk)]
    assert card.state == ScorecardState.SUBMITTED
    assert is_unmoved(card, commitment)
    card.marks.update(value=1)
    assert not is_unmoved(card, commitment)
    assert Notice.objects.filter(template="judging.handed_in", recipient=card.juror).count() == 1


def test_handing_in_an_unfinished_card_is_refused(card, entry):
    with pytest.raises(ValidationError, match="not complete"):
        actions.hand_in(round=entry.round, by=card.juror)


def test_handing_in_twice_is_refused(card, entry):
    complete(card)
    actions.hand_in(round=entry.round, by=card.juror)

    with pytest.raises(TransitionRefused):
        actions.hand_in(round=entry.round, by=card.juror)


def test_handing_in_after_the_close_is_refused(card, entry):
    complete(card)
    Round.objects.update(closes_at=timezone.now())

    with pytest.raises(TransitionRefused):
        actions.hand_in(round=entry.round, by=card.juror)


def test_tie_that_came_to_light_takes_the_card_out(entry, office):
    juror = ready_juror([entry])
    AffiliationFactory(person=juror, organisation=entry.nomination.organisation)

    with pytest.raises(TransitionRefused, match="nothing to hand in"):
        actions.hand_in(round=entry.round, by=juror)
    actions.recuse_excluded_everywhere()

    assert Assignment.objects.get().state == AssignmentState.RECUSED
    assert Notice.objects.filter(template="judging.recused", recipient=office).count() == 1


def handed_in(card, entry):
    complete(card)
    actions.hand_in(round=entry.round, by=card.juror)
    card.refresh_from_db()
    return card


def test_reopened_card_is_changed_with_the_reason_and_closes_again(card, entry):
    chair = seat(entry.round, is_chair=True)
    handed_in(card, entry)
    Round.objects.update(closes_at=timezone.now())

    actions.reopen_scorecard(scorecard=card, reason="A figure was misread.", by=chair)
    mark(card, "1", base=1)
    actions.hand_in(round=entry.round, by=card.juror)

    card.refresh_from_db()
    assert card.state == ScorecardState.SUBMITTED
    assert MarkRevision.objects.order_by("-pk").first().reason == "A figure was misread."
    assert Reopening.objects.get().closed_at is not None
    assert verbs().count("scorecard.reopened") == 1
    assert Notice.objects.filter(template="judging.reopened").count() == 1


@pytest.mark.parametrize("outsider", ["office", "juror", "superuser", "auditor"])
def test_others_do_not_reopen(card, entry, office, outsider):
    by = {
        "office": office,
        "juror": card.juror,
        "superuser": SuperuserFactory(),
        "auditor": auditor_of(entry.round),
    }[outsider]
    handed_in(card, entry)

    with pytest.raises(NotAllowed):
        actions.reopen_scorecard(scorecard=card, reason="Please.", by=by)


def test_chair_does_not_reopen_their_own(entry):
    chair = ready_juror([entry], is_chair=True)
    card = handed_in(Scorecard.objects.get(juror=chair), entry)

    with pytest.raises(NotAllowed):
        actions.reopen_scorecard(scorecard=card, reason="Mine.", by=chair)
    deputy = seat(entry.round, is_deputy=True)
    assert actions.reopen_scorecard(scorecard=card, reason="Theirs.", by=deputy)


def test_sealed_figures_are_not_reopened(card, entry):
    chair = seat(entry.round, is_chair=True)
    handed_in(card, entry)
    Seal.objects.create(
        round=entry.round, kind="figures", sealed_by=chair, input="{}", input_hash="0" * 64, result="{}", method="plain"
    )

    with pytest.raises(TransitionRefused, match="sealed"):
        actions.reopen_scorecard(scorecard=card, reason="Late.", by=chair)


# Leaving an entry.


def test_returned_card_does_not_count(card):
    complete(card)
    assert Scorecard.objects.counting().count() == 1

    actions.return_assignment(assignment=Assignment.objects.get(), reason="Not mine.", by=card.juror)

    assert Scorecard.objects.counting().count() == 0


def test_handed_in_entry_is_not_returned(card, entry):
    handed_in(card, entry)

    with pytest.raises(NotAllowed):
        actions.return_assignment(assignment=Assignment.objects.get(), reason="Not mine.", by=card.juror)


@pytest.mark.parametrize("act", [actions.return_assignment, actions.recuse])
def test_neighbour_ends_no_assignment(entry, juror, act):
    with pytest.raises(NotAllowed):
        act(assignment=Assignment.objects.get(), reason="Not yours.", by=seat(entry.round))


def test_concern_is_raised_and_answered(entry, juror, office):
    concern = actions.raise_concern(assignment=Assignment.objects.get(), text="Odd.", by=juror)
    with pytest.raises(NotAllowed):
        actions.resolve_concern(concern=concern, answer="Fine.", by=juror)

    actions.resolve_concern(concern=concern, answer="Checked.", by=office)

    assert verbs() == ["concern.raised", "concern.resolved"]
    assert Notice.objects.filter(template="judging.concern_resolved", recipient=juror).count() == 1
    with pytest.raises(TransitionRefused):
        actions.resolve_concern(concern=concern, answer="Again.", by=office)


# The clock.


@pytest.mark.parametrize(("days", "reminders"), [(10, 0), (6.5, 1), (0.5, 1)])
def test_unfinished_jurors_are_reminded_once_per_day_set(entry, juror, days, reminders):
    Round.objects.update(closes_at=timezone.now() + timedelta(days=days))

    actions.remind_unfinished()
    actions.remind_unfinished()

    assert Notice.objects.filter(template="judging.reminder").count() == reminders


def test_who_handed_in_is_not_reminded(card, entry):
    handed_in(card, entry)
    Round.objects.update(closes_at=timezone.now() + timedelta(days=1))

    actions.remind_unfinished()

    assert not Notice.objects.filter(template="judging.reminder").exists()


# State tables.


@pytest.mark.parametrize("table", [transitions.SCORECARD, transitions.ASSIGNMENT])
def test_every_transition_that_is_not_in_the_table_is_refused(table):
    for old in table.choices:
        for new in table.choices:
            if table.allows(old, new):
                table.check(old, new)
            else:
                with pytest.raises(TransitionRefused):
                    table.check(old, new)
