"""The jury meets: borderline first, who is tied leaves before anything is shown, and what was said and voted is kept."""

import uuid
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.transitions import TransitionRefused
from audit.models import Event
from judging.actions import decide, lift_seal, reopen_scorecard, seal_decisions, seal_figures
from judging.actions.meeting import (
    call_back,
    close_meeting,
    note_attendance,
    open_meeting,
    save_discussion_note,
    step_out,
    take_vote,
)
from judging.agenda import Agenda
from judging.enums import Outcome, Pile, PresenceKind, RoundState, SealKind
from judging.models import Ballot, Decision, DiscussionNoteRevision, Presence, Round, Seal
from judging.room import Room
from tests.accounts.factories import PersonFactory
from tests.judging.factories import (
    PledgeFactory,
    auditor_of,
    close,
    declare_excluded,
    mark_card,
    open_round_with_entries,
    released_round,
    sealed_round,
    seat,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def page(round, name="meeting", *args):
    return reverse(f"judging:{name}", args=[round.pk, *args])


def again(round):
    return Round.objects.get(pk=round.pk)


class Sitting:
    """A sealed round of two entries whose meeting is open, with both jurors in the room, one of them tied to the first."""

    def __init__(self):
        self.round, (self.entry, self.other), self.chair = sealed_round()
        self.juror = self.entry.scorecards.get().juror
        self.tied = seat(self.round)
        declare_excluded(self.entry, self.tied)
        self.meeting = open_meeting(round=self.round, by=self.chair)
        note_attendance(round=self.round, jurors=[self.juror, self.tied], by=self.chair)

    def vote(self, votes, by=None):
        return take_vote(candidacy=self.entry, votes=votes, by=by or self.chair)

    def write(self, text, base=0, client_id=None, by=None):
        return save_discussion_note(
            candidacy=self.entry,
            text=text,
            client_id=client_id or uuid.uuid4(),
            base_revision=base,
            by=by or self.chair,
        )


@pytest.fixture
def sitting(db):
    return Sitting()


# The order.


def test_borderline_entries_come_first_and_the_nearest_to_the_cut_first_of_them():
    round, entries = open_round_with_entries(8)
    round.round_categories.update(places=4)
    jurors = [seat(round) for _ in range(4)]
    for number, entry in enumerate(entries):
        for step in range(3):
            levels = [1 + number // 3 + (number * 7 + step * 5 + row * 3) % 3 for row in range(2)]
            mark_card(entry, jurors[(number + step) % 4], *levels)
    chair = seat(round, is_chair=True, scores=False)
    seal_figures(round=close(round), by=chair)

    items = Agenda(chair, again(round)).items

    order = {Pile.BORDERLINE: 0, Pile.IN: 2, Pile.OUT: 3}
    places = [order[item.pile] for item in items]
    assert places == sorted(places)
    assert places[0] == 0
    far = [abs(item.row.fair.in_top - 0.5) for item in items if item.pile == Pile.BORDERLINE]
    assert far == sorted(far)
    assert [item.number for item in items] == list(range(1, 9))


def test_agenda_leaves_out_what_the_chair_is_tied_to_and_counts_it():
    round, (entry, other), chair = sealed_round()
    declare_excluded(entry, chair)

    agenda = Agenda(chair, again(round))

    assert [item.candidacy.pk for item in agenda.items] == [other.pk]
    assert agenda.withheld == 1


# Who may keep the record.


def test_meeting_opens_between_the_seals_only():
    round, entries, chair = sealed_round()
    for entry in entries:
        decide(
            candidacy=entry, outcome=Outcome.WINNER if entry == entries[0] else Outcome.DECLINE, reason="x", by=chair
        )
    seal_decisions(round=round, by=chair)

    with pytest.raises(TransitionRefused):
        open_meeting(round=round, by=chair)


def test_second_meeting_waits_for_the_end_of_the_first(sitting):
    with pytest.raises(ValidationError):
        open_meeting(round=sitting.round, by=sitting.chair)


@pytest.mark.parametrize("who", ["juror", "auditor", "stranger"])
def test_nobody_else_keeps_the_record(sitting, who):
    person = {
        "juror": lambda: sitting.juror,
        "auditor": lambda: auditor_of(sitting.round),
        "stranger": PersonFactory,
    }[who]()

    for act in (
        lambda: close_meeting(round=sitting.round, by=person),
        lambda: note_attendance(round=sitting.round, jurors=[], by=person),
        lambda: step_out(candidacy=sitting.entry, by=person),
        lambda: sitting.write("Heard.", by=person),
        lambda: sitting.vote({sitting.juror.pk: Outcome.WINNER}, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Presence.objects.count() == 2


def test_tied_chair_keeps_no_record_of_the_entry(sitting):
    declare_excluded(sitting.entry, sitting.chair)

    with pytest.raises(PermissionDenied):
        sitting.write("I know them well.")


# The room.


def test_who_is_tied_has_to_leave_before_a_vote_and_a_decision(sitting):
    with pytest.raises(ValidationError, match="still in the room"):
        sitting.vote({sitting.juror.pk: Outcome.WINNER})
    with pytest.raises(ValidationError, match="still in the room"):
        sitting.write("Bold.")
    with pytest.raises(ValidationError, match="still in the room"):
        decide(candidacy=sitting.entry, outcome=Outcome.WINNER, reason="Bold.", by=sitting.chair)

    step_out(candidacy=sitting.entry, by=sitting.chair)

    ballot = sitting.vote({sitting.juror.pk: Outcome.WINNER})
    assert ballot.number == 1
    assert decide(candidacy=sitting.entry, outcome=Outcome.WINNER, reason="Bold.", by=sitting.chair).pk


def test_who_is_outside_or_absent_does_not_vote(sitting):
    absent = seat(sitting.round)
    step_out(candidacy=sitting.entry, by=sitting.chair)

    for person in (sitting.tied, absent):
        with pytest.raises(ValidationError, match="in the room"):
            sitting.vote({person.pk: Outcome.WINNER})
    assert not Ballot.objects.exists()


def test_called_back_they_sit_in_the_room_for_the_next_entry(sitting):
    step_out(candidacy=sitting.entry, by=sitting.chair)
    assert [person.juror for person in Room(sitting.meeting).out_for_another(sitting.other)] == [sitting.tied]

    call_back(candidacy=sitting.other, by=sitting.chair)

    room = Room(sitting.meeting, sitting.other)
    assert {person.juror for person in room.voters} == {sitting.juror, sitting.tied}
    back = Presence.objects.get(kind=PresenceKind.BACK)
    assert back.candidacy == sitting.entry


def test_attendance_notes_only_what_changed(sitting):
    came, left = note_attendance(round=sitting.round, jurors=[sitting.juror], by=sitting.chair)

    assert (came, [presence.juror for presence in left]) == ([], [sitting.tied])
    assert Presence.objects.count() == 3


def test_stranger_does_not_attend(sitting):
    with pytest.raises(ValidationError):
        note_attendance(round=sitting.round, jurors=[PersonFactory()], by=sitting.chair)


def test_closing_sends_everybody_home(sitting):
    close_meeting(round=sitting.round, by=sitting.chair)

    assert Presence.objects.filter(kind=PresenceKind.LEFT).count() == 2
    with pytest.raises(TransitionRefused):
        note_attendance(round=sitting.round, jurors=[sitting.juror], by=sitting.chair)
    assert open_meeting(round=sitting.round, by=sitting.chair).pk != sitting.meeting.pk


def test_decisions_are_sealed_and_seals_opened_when_the_meeting_is_over(sitting):
    step_out(candidacy=sitting.entry, by=sitting.chair)
    decide(candidacy=sitting.entry, outcome=Outcome.WINNER, reason="Seen.", by=sitting.chair)
    decide(candidacy=sitting.other, outcome=Outcome.DECLINE, reason="Seen.", by=sitting.chair)

    with pytest.raises(ValidationError, match="still open"):
        seal_decisions(round=sitting.round, by=sitting.chair)
    with pytest.raises(ValidationError, match="still open"):
        lift_seal(round=sitting.round, kind=SealKind.FIGURES, reason="A slip.", by=sitting.chair)

    close_meeting(round=sitting.round, by=sitting.chair)
    assert seal_decisions(round=sitting.round, by=sitting.chair).number == 1


# Votes and notes.


def test_second_ballot_leaves_the_first_as_it_was(sitting):
    step_out(candidacy=sitting.entry, by=sitting.chair)
    sitting.vote({sitting.juror.pk: ""})
    sitting.vote({sitting.juror.pk: Outcome.COMMENDED})

    ballots = Ballot.objects.filter(candidacy=sitting.entry)
    assert [(row.number, row.votes.get().outcome) for row in ballots] == [(1, ""), (2, Outcome.COMMENDED)]


def test_ballot_without_votes_is_refused(sitting):
    step_out(candidacy=sitting.entry, by=sitting.chair)
    with pytest.raises(ValidationError):
        sitting.vote({})


def test_unknown_outcome_is_refused(sitting):
    step_out(candidacy=sitting.entry, by=sitting.chair)
    with pytest.raises(ValidationError):
        sitting.vote({sitting.juror.pk: "gold"})


def test_note_is_saved_once_for_a_repeated_id(sitting):
    client_id = uuid.uuid4()
    step_out(candidacy=sitting.entry, by=sitting.chair)

    first = sitting.write("Shown on three lines.", client_id=client_id)
    second = sitting.write("Shown on three lines.", client_id=client_id)

    assert (first.revision, second.revision) == (1, 1)
    assert DiscussionNoteRevision.objects.count() == 1


def test_note_on_a_stale_base_returns_both_texts(sitting):
    step_out(candidacy=sitting.entry, by=sitting.chair)
    sitting.write("First.")

    conflict = sitting.write("Second.", base=0)

    assert conflict.is_conflict
    assert (conflict.yours, conflict.theirs) == ("Second.", "First.")


# Pages.


def test_page_shows_nothing_of_the_entry_while_a_tied_juror_is_in_the_room(client, sitting):
    client.force_login(sitting.chair)
    address = page(sitting.round, "meeting_entry", sitting.entry.pk)

    before = client.get(address).content.decode()
    client.post(address, {"act": "out"})
    after = client.get(address).content.decode()

    assert "leave the room" in before
    assert sitting.tied.get_full_name() in before
    assert "Plain score" not in before
    assert "Plain score" in after
    assert "Vote" in after


def test_page_names_who_is_tied_and_not_here(client, sitting):
    note_attendance(round=sitting.round, jurors=[sitting.juror], by=sitting.chair)
    client.force_login(sitting.chair)

    shown = client.get(page(sitting.round, "meeting_entry", sitting.entry.pk)).content.decode()

    assert f"{sitting.tied.get_full_name()} is not here, and stays away for this entry" in shown


def test_entry_is_read_under_the_pledge_and_by_the_clerk(client, sitting):
    step_out(candidacy=sitting.entry, by=sitting.chair)
    address = page(sitting.round, "meeting_entry", sitting.entry.pk)

    client.force_login(sitting.chair)
    without = client.get(address)
    PledgeFactory(round=sitting.round, juror=sitting.chair)
    under_pledge = client.get(address)
    client.force_login(secretary_of(sitting.round))
    by_clerk = client.get(address)

    assert without.context["reading"] is None
    assert "Sign the pledge of this round" in without.content.decode()
    assert (under_pledge.context["files_of"], by_clerk.context["files_of"]) == (sitting.entry.pk, None)
    assert all("What was submitted" in answer.content.decode() for answer in (under_pledge, by_clerk))


@pytest.mark.parametrize("act", [None, "votes", "decision", "out"])
def test_tied_chair_finds_no_page_of_the_entry(client, sitting, act):
    declare_excluded(sitting.entry, sitting.chair)
    client.force_login(sitting.chair)
    address = page(sitting.round, "meeting_entry", sitting.entry.pk)

    answer = client.post(address, {"act": act}) if act else client.get(address)

    assert answer.status_code == 404


def test_walk_through_a_meeting(client, sitting):
    client.force_login(sitting.chair)
    address = page(sitting.round, "meeting_entry", sitting.entry.pk)
    client.post(address, {"act": "out"})
    client.post(address, {"act": "note", "remark-note": "Shown on three lines.", "base-note": "0"})
    client.post(address, {"act": "votes", f"vote_{sitting.juror.pk}": "winner"})
    done = client.post(address, {"act": "decision", "outcome": "winner", "reason": "Bold.", "base_revision": "0"})

    assert done.url == page(sitting.round, "meeting_entry", sitting.other.pk)
    assert Decision.objects.get().outcome == Outcome.WINNER
    minutes = client.get(page(sitting.round, "minutes")).content.decode()
    assert "Shown on three lines." in minutes
    assert f"{sitting.juror}: Winner" in minutes
    assert "stepped out" in minutes


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"act": "decision", "outcome": "winner", "reason": "", "base_revision": "0"}, "This field is required"),
        ({"act": "votes"}, "at least one juror"),
        ({"act": "out"}, "Nobody in the room is tied"),
    ],
)
def test_refusal_stands_on_the_page(client, sitting, sent, said):
    step_out(candidacy=sitting.entry, by=sitting.chair)
    client.force_login(sitting.chair)

    answer = client.post(page(sitting.round, "meeting_entry", sitting.entry.pk), sent)

    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_typed_note_is_not_lost_when_it_is_refused(client, sitting):
    client.force_login(sitting.chair)
    step_out(candidacy=sitting.entry, by=sitting.chair)
    sitting.write("First.")

    answer = client.post(
        page(sitting.round, "meeting_entry", sitting.entry.pk),
        {"act": "note", "remark-note": "Second.", "base-note": "0"},
    ).content.decode()

    assert "First." in answer
    assert "Second." in answer


def test_deputy_reads_that_the_chair_decides(client, sitting):
    deputy = seat(sitting.round, is_deputy=True, scores=False)
    step_out(candidacy=sitting.entry, by=sitting.chair)
    client.force_login(deputy)

    shown = client.get(page(sitting.round, "meeting_entry", sitting.entry.pk)).content.decode()

    assert "The chair of its panel records the decision." in shown
    assert "Record it and go on" not in shown


def test_deputy_decides_where_the_chair_is_tied(client, sitting):
    deputy = seat(sitting.round, is_deputy=True, scores=False)
    declare_excluded(sitting.entry, sitting.chair)
    step_out(candidacy=sitting.entry, by=deputy)
    client.force_login(deputy)
    address = page(sitting.round, "meeting_entry", sitting.entry.pk)

    client.post(address, {"act": "decision", "outcome": "winner", "reason": "Bold.", "base_revision": "0"})

    assert Decision.objects.get().decided_by == deputy


def test_every_look_at_an_entry_is_an_event(client, sitting):
    client.force_login(sitting.chair)
    client.get(page(sitting.round, "meeting_entry", sitting.entry.pk))

    assert Event.objects.filter(verb="round.results_viewed").count() == 1


def test_pages_take_the_same_queries_for_more_entries(client):
    counts = []
    for count in (2, 6):
        round, entries, chair = sealed_round(count)
        open_meeting(round=round, by=chair)
        client.force_login(chair)
        for name, args in (("meeting", []), ("meeting_entry", [entries[0].pk])):
            client.get(page(round, name, *args))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(page(round, name, *args)).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]


# A seal is opened, and set again.


def test_figures_opened_with_a_reason_are_sealed_again_with_number_and_reason():
    round, entries, chair = sealed_round()
    first = round.seals.get()
    lift_seal(round=round, kind=SealKind.FIGURES, reason="A card was typed in wrongly.", by=chair)
    assert again(round).state == RoundState.CLOSED
    reopen_scorecard(scorecard=entries[0].scorecards.get(), reason="Typed in wrongly.", by=chair)
    entries[0].scorecards.get().reopenings.update(closed_at=again(round).closes_at)

    second = seal_figures(round=again(round), by=chair)

    assert (second.number, second.reason) == (2, "A card was typed in wrongly.")
    assert Seal.objects.get(pk=first.pk).input == first.input
    assert again(round).standing_seal(SealKind.FIGURES) == second


def test_opened_figures_are_recomputed_without_asking_what_the_round_says_now():
    round, entries, chair = sealed_round()
    lift_seal(round=round, kind=SealKind.FIGURES, reason="A slip.", by=chair)
    entries[0].scorecards.get().marks.update(value=2)
    told = StringIO()

    call_command("recompute_results", str(round.pk), stdout=told)

    assert "Every byte is the same." in told.getvalue()


def test_opening_the_figures_opens_the_decisions_and_asks_for_them_again():
    round, entries, chair = sealed_round()
    for entry, outcome in zip(entries, (Outcome.WINNER, Outcome.DECLINE), strict=True):
        decide(candidacy=entry, outcome=outcome, reason="Seen.", by=chair)
    seal_decisions(round=round, by=chair)

    lift_seal(round=again(round), kind=SealKind.FIGURES, reason="A slip.", by=chair)
    seal_figures(round=again(round), by=chair)

    assert again(round).state == RoundState.FIGURES_SEALED
    with pytest.raises(ValidationError, match=entries[0].code):
        seal_decisions(round=again(round), by=chair)
    for entry, outcome in zip(entries, (Outcome.WINNER, Outcome.DECLINE), strict=True):
        decide(candidacy=entry, outcome=outcome, reason="Seen again.", by=chair)
    assert seal_decisions(round=again(round), by=chair).number == 2


def test_opening_the_decisions_leaves_the_figures():
    round, entries, chair = sealed_round()
    for entry, outcome in zip(entries, (Outcome.WINNER, Outcome.DECLINE), strict=True):
        decide(candidacy=entry, outcome=outcome, reason="Seen.", by=chair)
    seal_decisions(round=round, by=chair)

    lift_seal(round=again(round), kind=SealKind.DECISIONS, reason="A slip.", by=chair)

    assert again(round).state == RoundState.FIGURES_SEALED
    assert seal_decisions(round=again(round), by=chair).reason == "A slip."


def test_seal_is_opened_by_the_chair_alone_and_with_a_reason():
    round, _, chair = sealed_round()
    deputy = seat(round, is_deputy=True)

    for person in (deputy, auditor_of(round), PersonFactory()):
        with pytest.raises(PermissionDenied):
            lift_seal(round=round, kind=SealKind.FIGURES, reason="A slip.", by=person)
    with pytest.raises(ValidationError):
        lift_seal(round=round, kind=SealKind.FIGURES, reason=" ", by=chair)
    assert again(round).is_sealed(SealKind.FIGURES)


def test_nothing_opens_after_the_release():
    round, _ = released_round(Outcome.WINNER)
    chair = round.seals.first().sealed_by

    with pytest.raises(TransitionRefused):
        lift_seal(round=round, kind=SealKind.FIGURES, reason="A slip.", by=chair)


def test_opened_seal_stands_in_the_minutes(client):
    round, _, chair = sealed_round()
    client.force_login(chair)
    client.post(page(round, "lift_seal", "figures"), {"reason": "A card was typed in wrongly."})
    seal_figures(round=again(round), by=chair)

    minutes = client.get(page(round, "minutes")).content.decode()

    assert "A card was typed in wrongly." in minutes
    assert all(seal.input_hash in minutes for seal in round.seals.all())
