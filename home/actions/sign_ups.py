"""Places at events. Every act holds the event's row first, so that two who want the last place never both get it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions.invitations import persons_at
from accounts.links import absolute
from accounts.rules import demand
from accounts.transitions import Transitions
from audit.record import record_event
from home.enums import SIGN_UP_TRANSITIONS, SignUpPhase, SignUpState
from home.models import EventPage, SignUp
from home.places import phase_of, places_of
from home.rules import may_keep_sign_ups
from home.sign_up_links import link_to
from notices.outbox import write_notice

transitions = Transitions(SignUpState, SIGN_UP_TRANSITIONS)
NOT_YOURS = gettext_lazy("Only the prize office and its editors keep the list of an event.")


@transaction.atomic
def sign_up(*, event, name, email, company_name="", needs="", by=None):
    """A place, or the end of the queue for one. `by` is somebody of the office who adds by hand; a visitor is nobody yet.

    Who is on the list already gets the same mail again, and whoever asked learns nothing of it.
    """
    event = locked_event(event)
    demand(by is None or may_keep_sign_ups(by, event), NOT_YOURS)
    _demand_open(event, by)
    email = email.lower()
    known = event.sign_ups.active().of_address(email).first()
    if known:
        return _already_there(known, by)
    state = SignUpState.WAITING if places_of(event).is_full else SignUpState.REGISTERED
    row = SignUp.objects.create(
        event=event, name=name, email=email, company_name=company_name, needs=needs, state=state
    )
    tell_place(row)
    record_event("event.signed_up", target=row, by=by, details={"state": str(state)}, subjects=persons_at(email))
    return row


@transaction.atomic
def cancel_sign_up(*, sign_up, by=None):
    """Given back by its link, where `by` is nobody, or taken off the list by the office. Who waited longest moves up."""
    event = locked_event(sign_up.event)
    row = _locked(sign_up, event)
    demand(by is None or may_keep_sign_ups(by, event), NOT_YOURS)
    if by is None and event.starts_at <= timezone.now():
        raise ValidationError(_("The event has begun: there is nothing to give back any more."))
    moved = release_place(row)
    tell("home.event_canceled", row, link=absolute(event.get_url() or "/"))
    record_event(
        "event.sign_up_canceled",
        target=row,
        by=by,
        details={"moved_up": [str(each.pk) for each in moved]},
        subjects=persons_at(row.email),
    )
    return row


def release_place(row):
    """Take the row off the list, and let those who wait move up. Call it with the event's row held."""
    transitions.check(row.state, SignUpState.CANCELED)
    row.state, row.canceled_at = SignUpState.CANCELED, timezone.now()
    row.save(update_fields=["state", "canceled_at"])
    return move_up(row.event)


def move_up(event):
    """Fill free places from the queue, who waited longest first. Call it with the event's row held."""
    if event.called_off or event.starts_at <= timezone.now():
        return []
    free = places_of(event).left
    rows = list(event.sign_ups.waiting()[:free])
    for row in rows:
        transitions.check(row.state, SignUpState.REGISTERED)
        row.state, row.moved_up_at = SignUpState.REGISTERED, timezone.now()
        row.save(update_fields=["state", "moved_up_at"])
        tell("home.event_moved_up", row)
    return rows


def tell_place(row):
    tell("home.event_place" if row.has_place else "home.event_waiting", row)


def tell(template, row, *, link="", **context):
    """A notice to whoever signed up; none to whoever left no address."""
    if not row.email:
        return
    event = row.event
    context |= {"event": event.title, "facts": facts_of(row), "link": link or link_to(row)}
    write_notice(template, to=row.email, context=context, about=row, scope=event.record_scope)


def facts_of(row):
    """What a mail says of the event. Where to join online is told to those who have a place."""
    event = row.event
    lines = [
        (_("When"), event.when),
        (_("Where"), event.where),
        (_("Host"), event.host_name),
        (_("Bring"), event.bring),
    ]
    if row.has_place:
        lines.append((_("Join at"), event.online_address))
    return "\n".join(f"{name}: {value}" for name, value in lines if value)


def locked_event(event):
    return EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)


def _locked(sign_up, event):
    row = SignUp.objects.select_for_update(of=("self",)).get(pk=sign_up.pk)
    row.event = event
    return row


def _demand_open(event, by):
    """The office may add until it is over; visitors while sign-up is open."""
    phase = phase_of(event)
    if phase == SignUpPhase.OPEN or (by is not None and phase == SignUpPhase.CLOSED):
        return
    raise ValidationError(_("Nobody can be signed up for this event: %(why)s.") % {"why": phase.label.lower()})


def _already_there(row, by):
    if by is not None:
        raise ValidationError({"email": _("This address is on the list already.")})
    tell_place(row)
    return row
