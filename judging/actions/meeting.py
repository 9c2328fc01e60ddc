"""The jury's meeting: who came, who stepped out for which entry, what was said, how they voted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from judging import rules
from judging.actions.checks import refuse_tied_in_room
from judging.actions.common import locked_round
from judging.actions.decisions import possible_outcomes
from judging.actions.marks import answer_without_writing, checked_text, earlier_save, write_text
from judging.enums import PresenceKind, RoundState
from judging.models import Ballot, DiscussionNote, DiscussionNoteRevision, Meeting, Presence, Vote
from judging.room import Room, jurors_of, open_meeting_of
from nominations.actions.answers import Saved

REFUSAL = gettext_lazy("Only who leads this round or its prize office keeps the record of its meeting.")


@transaction.atomic
def open_meeting(*, round, by):
    """Begin a sitting. The figures are sealed by then: the meeting decides, and changes no mark."""
    round = locked_round(round)
    demand(rules.may_meet(by, round), REFUSAL)
    if round.state != RoundState.FIGURES_SEALED:
        raise TransitionRefused(
            _("The round is at “%(label)s”: the jury meets between the two seals.") % {"label": round.state.label}
        )
    if open_meeting_of(round):
        raise ValidationError(_("The meeting is open already."))
    meeting = Meeting.objects.create(round=round, opened_by=by)
    record_event("meeting.opened", target=round, by=by, details={"meeting": meeting.pk})
    return meeting


@transaction.atomic
def close_meeting(*, round, by):
    """End the sitting; whoever is in the room leaves with it."""
    meeting = _open(locked_round(round), by)
    now = timezone.now()
    here = [person.juror for person in Room(meeting).here]
    _note(meeting, here, PresenceKind.LEFT, by)
    meeting.closed_at = now
    meeting.save(update_fields=["closed_at"])
    record_event("meeting.closed", target=meeting.round, by=by, details={"meeting": meeting.pk, "present": len(here)})
    return meeting


@transaction.atomic
def note_attendance(*, round, jurors, by):
    """Say who is in the meeting now: who was not came, who was and is not named any more left."""
    meeting = _running(round, by)
    wanted = {juror.pk for juror in jurors}
    seated = {juror.pk: juror for juror in jurors_of(meeting.round_id)}
    if wanted - seated.keys():
        raise ValidationError(_("Only jurors of this round attend its meeting."))
    here = {person.juror.pk for person in Room(meeting).here}
    came = _note(meeting, [seated[pk] for pk in seated if pk in wanted - here], PresenceKind.CAME, by)
    left = _note(meeting, [seated[pk] for pk in seated if pk in here - wanted], PresenceKind.LEFT, by)
    details = {"meeting": meeting.pk, "came": len(came), "left": len(left)}
    record_event("meeting.attendance_noted", target=meeting.round, by=by, details=details)
    return came, left


@transaction.atomic
def step_out(*, candidacy, by):
    """All who are tied to the entry leave the room for it."""
    meeting = _running(candidacy.round, by, candidacy)
    leaving = [person.juror for person in Room(meeting, candidacy).must_leave]
    if not leaving:
        raise ValidationError(_("Nobody in the room is tied to this entry."))
    _note(meeting, leaving, PresenceKind.OUT, by, candidacy)
    record_event("meeting.stepped_out", target=candidacy, by=by, details={"jurors": len(leaving)})
    return leaving


@transaction.atomic
def call_back(*, candidacy, by):
    """Everybody who stepped out for an entry comes back into the room."""
    meeting = _running(candidacy.round, by)
    outside = [person for person in Room(meeting).people if person.out_for]
    if not outside:
        raise ValidationError(_("Nobody is outside."))
    for person in outside:
        _note(meeting, [person.juror], PresenceKind.BACK, by, person.out_for)
    record_event("meeting.called_back", target=candidacy, by=by, details={"jurors": len(outside)})
    return [person.juror for person in outside]


@transaction.atomic
def take_vote(*, candidacy, votes, by):
    """Keep one ballot: `votes` maps a juror's id to an outcome, or to "" for an abstention.

    Only who is in the room and not tied votes, and no vote is taken while somebody tied is in the room.
    """
    meeting = _running(candidacy.round, by, candidacy)
    room = Room(meeting, candidacy)
    refuse_tied_in_room(room)
    if not votes:
        raise ValidationError(_("Say how at least one juror voted."))
    if set(votes) - {person.juror.pk for person in room.voters}:
        raise ValidationError(_("Only jurors vote who are in the room and not tied to the company."))
    if any(outcome and outcome not in possible_outcomes(meeting.round) for outcome in votes.values()):
        raise ValidationError(_("This kind of round cannot decide that. Choose one of the outcomes offered."))
    newest = Ballot.objects.filter(candidacy=candidacy).aggregate(newest=Max("number"))["newest"] or 0
    ballot = Ballot.objects.create(meeting=meeting, candidacy=candidacy, number=newest + 1, taken_by=by)
    Vote.objects.bulk_create([Vote(ballot=ballot, juror_id=juror, outcome=outcome) for juror, outcome in votes.items()])
    record_event("meeting.voted", target=candidacy, by=by, details={"ballot": ballot.number, "votes": len(votes)})
    return ballot


@transaction.atomic
def save_discussion_note(*, candidacy, text, client_id, base_revision, by):
    """Keep what was said of an entry; answers like `save_mark`. Its revisions are its history, so it is no event."""
    refuse_tied_in_room(Room(_running(candidacy.round, by, candidacy), candidacy))
    if repeated := earlier_save(DiscussionNoteRevision, client_id, note__candidacy=candidacy):
        return Saved(repeated.text, repeated.revision, repeated.saved_at)
    text = checked_text(text)
    note = DiscussionNote.objects.select_for_update().filter(candidacy=candidacy).first()
    note = note or DiscussionNote(candidacy=candidacy)
    return answer_without_writing(note, note.text, text, base_revision) or write_text(note, text, client_id, by)


def _running(round, by, candidacy=None):
    """The open meeting of a locked round that still has something to decide, for whoever keeps its record."""
    round = locked_round(round)
    meeting = _open(round, by)
    if candidacy is not None:
        demand(rules.may_minute(by, candidacy), REFUSAL)
    if round.state != RoundState.FIGURES_SEALED:
        raise TransitionRefused(_("The meeting has nothing to decide any more. Close it."))
    return meeting


def _open(round, by):
    demand(rules.may_meet(by, round), REFUSAL)
    meeting = open_meeting_of(round)
    if meeting is None:
        raise TransitionRefused(_("No meeting is open. Open it first."))
    return meeting


def _note(meeting, jurors, kind, by, candidacy=None):
    rows = [Presence(meeting=meeting, juror=juror, kind=kind, candidacy=candidacy, noted_by=by) for juror in jurors]
    return Presence.objects.bulk_create(rows)
