"""What those who signed up hear when their event changes, and before it begins."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.record import record_event
from home import tasks
from home.actions.sign_ups import locked_event, move_up, tell
from home.models import SignUp

REMIND_BEFORE = timedelta(days=2)
TIMES = ("starts_at", "ends_at", "time_zone")
PLACES = ("venue", "place", "online_address")
# What those who signed up rely on.
RELIED_ON = (*TIMES, *PLACES, "called_off")


@transaction.atomic
def settle_published_event(*, event, was):
    """An event was published. `was`: what those who signed up knew before; None of a page that is new.

    More places go to those who wait. Another time or place, or that it is off, is told to everybody on the list, in a task.
    """
    changed = [name for name in RELIED_ON if was and was[name] != getattr(event, name)]
    row = locked_event(event)
    moved = move_up(row)
    if changed and row.ends_at > timezone.now() and row.sign_ups.active().exists():
        tasks.tell_of_changed_event.enqueue(row.pk, changed)
    if moved:
        record_event("event.places_filled", target=row, by=None, details={"moved_up": [str(each.pk) for each in moved]})
    return moved


@transaction.atomic
def tell_of_change(*, event, changed):
    """One notice each. Who was reminded of the old hour is reminded of the new one too."""
    event = locked_event(event)
    rows = list(event.sign_ups.active().select_related("event"))
    for row in rows:
        _tell_of_change(event, row, changed)
    if set(changed) & set(TIMES):
        event.sign_ups.active().update(reminded_at=None)
    record_event("event.change_told", target=event, by=None, details={"changed": changed, "told": len(rows)})
    return rows


def _tell_of_change(event, row, changed):
    if event.called_off:
        return tell("home.event_called_off", row, reason=event.called_off)
    return tell("home.event_changed", row, changed=_told(changed))


def remind_before_events(now=None):
    """The clock: two days before, once."""
    for row in SignUp.objects.to_remind(before=REMIND_BEFORE, now=now).select_related("event"):
        _remind(row)


@transaction.atomic
def _remind(row):
    row.reminded_at = timezone.now()
    row.save(update_fields=["reminded_at"])
    tell("home.event_reminder", row)


def _told(changed):
    if "called_off" in changed:
        return _("It takes place after all")
    has_time, has_place = bool(set(changed) & set(TIMES)), bool(set(changed) & set(PLACES))
    if has_time and has_place:
        return _("There is a new time and a new place")
    return _("There is a new time") if has_time else _("There is a new place")
