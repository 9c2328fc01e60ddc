"""Who is in the room of a meeting: folded from what was noted, so that it can be said for any entry."""

from dataclasses import dataclass

from judging.enums import PresenceKind
from judging.exclusions import Exclusions
from judging.models import Meeting, Presence, Seat


@dataclass(frozen=True)
class Person:
    """One juror of the round as the meeting sees them, for one entry where one is up."""

    juror: object
    is_here: bool
    # The entry for which they stepped out; None while they are in the room or did not come.
    out_for: object
    why_tied: str = ""

    @property
    def must_leave(self):
        return bool(self.why_tied) and self.is_here and self.out_for is None

    @property
    def may_vote(self):
        return self.is_here and self.out_for is None and not self.why_tied


class Room:
    """The jurors of a round, in the order of their names. Three queries, whatever their number."""

    def __init__(self, meeting, candidacy=None):
        jurors = jurors_of(meeting.round_id)
        here, out = fold(Presence.objects.filter(meeting=meeting).select_related("candidacy"))
        tied = _ties(jurors, candidacy) if candidacy else {}
        self.people = [Person(juror, juror.pk in here, out.get(juror.pk), tied.get(juror.pk, "")) for juror in jurors]

    @property
    def here(self):
        return [person for person in self.people if person.is_here]

    @property
    def must_leave(self):
        return [person for person in self.people if person.must_leave]

    @property
    def voters(self):
        return [person for person in self.people if person.may_vote]

    def out_for_another(self, candidacy):
        """Who stepped out for an earlier entry and was not called back."""
        return [person for person in self.people if person.out_for and person.out_for != candidacy]


def open_meeting_of(round):
    return Meeting.objects.filter(round=round, closed_at=None).first()


def jurors_of(round_pk):
    """Everybody who has a seat, each once however many panels they sit on."""
    seats = Seat.objects.current().filter(panel__round=round_pk).select_related("juror").order_by("juror__name", "pk")
    return list({seat.juror_id: seat.juror for seat in seats}.values())


def fold(presences):
    """Of presences in their order: the ids of who is in the meeting, and the entry that each has stepped out for."""
    here, out = set(), {}
    for presence in presences:
        if presence.kind == PresenceKind.CAME:
            here.add(presence.juror_id)
        elif presence.kind == PresenceKind.LEFT:
            here.discard(presence.juror_id)
            out.pop(presence.juror_id, None)
        elif presence.kind == PresenceKind.OUT:
            out[presence.juror_id] = presence.candidacy
        else:
            out.pop(presence.juror_id, None)
    return here, out


def _ties(jurors, candidacy):
    exclusions = Exclusions.of(jurors)
    reasons = {juror.pk: exclusions.reason(candidacy, juror.pk) for juror in jurors}
    return {pk: reason.label for pk, reason in reasons.items() if reason}
