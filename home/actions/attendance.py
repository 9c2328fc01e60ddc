"""At the door, and after it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from home.actions.sign_ups import NOT_YOURS, locked_event
from home.models import EventPage, SignUp
from home.rules import may_keep_sign_ups
from notices.erasure import erase_notices_about

# From then on people may stand at the door.
DOORS_OPEN = timedelta(hours=2)
# Long enough to write to who came, and to count; then nobody has to know any more who it was.
NAMES_KEPT = timedelta(days=90)


@transaction.atomic
def note_who_came(*, event, came, by):
    """The ticked list of the door. `came`: ids of those who did; all others with a place did not."""
    event = locked_event(event)
    demand(may_keep_sign_ups(by, event), NOT_YOURS)
    _demand_doors_open(event)
    listed = event.sign_ups.holding_a_place()
    listed.exclude(pk__in=came).update(came_at=None)
    listed.filter(pk__in=came, came_at=None).update(came_at=timezone.now())
    counted = {"came": listed.exclude(came_at=None).count(), "listed": listed.count()}
    record_event("event.attendance_noted", target=event, by=by, details=counted)
    return counted


@transaction.atomic
def note_arrival(*, sign_up, came, by):
    """One person, from the list."""
    event = locked_event(sign_up.event)
    row = SignUp.objects.select_for_update(of=("self",)).get(pk=sign_up.pk)
    demand(may_keep_sign_ups(by, event), NOT_YOURS)
    _demand_doors_open(event)
    if not row.has_place:
        raise ValidationError(_("Only somebody with a place comes to it."))
    row.came_at = timezone.now() if came else None
    row.save(update_fields=["came_at"])
    record_event("event.came" if came else "event.did_not_come", target=row, by=by)
    return row


def forget_sign_ups(now=None):
    """The clock: who came to old events is erased, how many came stays."""
    before = (now or timezone.now()) - NAMES_KEPT
    known = SignUp.objects.named().values("event")
    for event in EventPage.objects.filter(pk__in=known, ends_at__lt=before):
        _forget(event)


@transaction.atomic
def _forget(event):
    rows = list(event.sign_ups.select_for_update(of=("self",)).named())
    forget_names(rows)
    record_event("event.sign_ups_forgotten", target=event, by=None, details={"count": len(rows)})


def forget_names(rows):
    """That somebody had a place stays; who it was, and the mails that say so, do not."""
    erase_notices_about(rows)
    SignUp.objects.filter(pk__in=[row.pk for row in rows]).update(name="", email="", company_name="", needs="")


def _demand_doors_open(event):
    if timezone.now() < event.starts_at - DOORS_OPEN:
        raise ValidationError(_("Nobody can have come yet: it begins %(when)s.") % {"when": event.when})
