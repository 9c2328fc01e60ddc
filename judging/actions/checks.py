"""Refusals that several actions share."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.transitions import TransitionRefused
from judging.room import open_meeting_of

MEETING_IS_OPEN = gettext_lazy("The jury's meeting is still open. Close it first.")


def required_reason(reason):
    reason = (reason or "").strip()
    if not reason:
        raise ValidationError({"reason": _("Say why; it stands in the record.")})
    return reason


def refuse_open_meeting(round):
    if open_meeting_of(round):
        raise ValidationError(MEETING_IS_OPEN)


def refuse_tied_in_room(room):
    """Asked before anything is done about an entry in a meeting."""
    if room.must_leave:
        names = ", ".join(person.juror.get_full_name() for person in room.must_leave)
        raise ValidationError(_("Tied to the company and still in the room: %(names)s.") % {"names": names})


def refuse_closed(round):
    if round.is_closed:
        raise TransitionRefused(_("This round has closed."))


def refuse_sealed(round):
    """Once the figures are sealed, nothing moves that they were made from."""
    if round.standing_seals:
        raise TransitionRefused(_("The figures of this round are sealed."))
