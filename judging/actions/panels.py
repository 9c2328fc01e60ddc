"""Who sits on which panel."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import invite
from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from judging import rules
from judging.actions.common import locked_round
from judging.enums import AssignmentState
from judging.models import Assignment, Round, Seat
from prizes.enums import SeatType

PURPOSE = "juror"


@transaction.atomic
def invite_juror(*, panel, address, seat_type, by, is_chair=False, is_deputy=False, scores=True):
    """Ask somebody onto a panel; the seat is theirs when they accept."""
    demand(rules.is_office(by, panel.round))
    check_seat(panel, seat_type, is_chair=is_chair, is_deputy=is_deputy)
    return invite(
        address=address,
        purpose=PURPOSE,
        target=panel,
        by=by,
        prize=panel.round.edition.prize,
        terms={"seat_type": str(seat_type), "is_chair": is_chair, "is_deputy": is_deputy, "scores": scores},
        scope=panel.round.record_scope,
    )


@transaction.atomic
def seat_juror(*, panel, juror, seat_type, by, is_chair=False, is_deputy=False, scores=True):
    """Seat somebody, or again somebody who had left. `by` None: they accepted an invitation."""
    demand(by is None or rules.is_office(by, panel.round))
    check_seat(panel, seat_type, is_chair=is_chair, is_deputy=is_deputy)
    if Seat.objects.current().filter(panel=panel, juror=juror).exists():
        raise ValidationError(_("%(juror)s already sits on this panel.") % {"juror": juror})
    seat, _made = Seat.objects.update_or_create(
        panel=panel,
        juror=juror,
        defaults={
            "seat_type": seat_type,
            "is_chair": is_chair,
            "is_deputy": is_deputy,
            "scores": scores,
            "joined_at": timezone.now(),
            "left_at": None,
        },
    )
    rules.forget_seats(juror)
    details = {"panel": panel.pk, "seat_type": str(seat_type), "chair": is_chair, "deputy": is_deputy, "scores": scores}
    record_event("seat.taken", target=seat, by=by, details=details, subjects=[juror])
    return seat


@transaction.atomic
def end_seat(*, seat, by):
    """Somebody leaves the panel. What they handed in stays; what they had not is returned, unless the figures are sealed."""
    locked_round(seat.panel.round)
    seat = (
        Seat.objects.select_for_update(of=("self",))
        .select_related("juror", "panel__round__edition__prize")
        .get(pk=seat.pk)
    )
    demand(rules.is_office(by, seat.panel.round))
    if seat.left_at:
        raise TransitionRefused(_("%(juror)s has already left this panel.") % {"juror": seat.juror})
    seat.left_at = timezone.now()
    seat.save(update_fields=["left_at"])
    returned = unfinished_assignments(seat).update(state=AssignmentState.RETURNED, reason="Left the panel.")
    rules.forget_seats(seat.juror)
    record_event("seat.left", target=seat, by=by, details={"returned": returned}, subjects=[seat.juror])
    return seat


def unfinished_assignments(seat):
    own = Assignment.objects.active().for_juror(seat.juror).in_round(seat.panel.round).not_handed_in()
    own = own.exclude(candidacy__round__in=Round.objects.sealed())
    of_panel = own.filter(candidacy__round_category__category__in=seat.panel.categories.all())
    return Assignment.objects.filter(pk__in=list(of_panel.values_list("pk", flat=True)))


def check_seat(panel, seat_type, *, is_chair, is_deputy):
    if seat_type not in SeatType.values:
        raise ValidationError({"seat_type": _("Say whom the seat speaks for.")})
    if is_chair and is_deputy:
        raise ValidationError({"is_deputy": _("The deputy stands in for the chair: it cannot be the same person.")})
    seats = Seat.objects.current().filter(panel=panel)
    if is_chair and seats.filter(is_chair=True).exists():
        raise ValidationError({"is_chair": _("This panel has a chair.")})
    if is_deputy and seats.filter(is_deputy=True).exists():
        raise ValidationError({"is_deputy": _("This panel has a deputy chair.")})
