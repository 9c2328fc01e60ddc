from django.db import transaction

from audit.models import Event
from audit.record import record_event


@transaction.atomic
def read_details(*, event, by):
    """Details may tell of people, so reading them is an act. Returns their text, None once they are erased."""
    payload = event.detail.payload
    if payload is not None:
        record_event("record.details_read", target=event, by=by)
    return payload


@transaction.atomic
def note_export(*, by):
    """The event stands on the newest one that the export can contain."""
    if newest := Event.objects.head():
        record_event("record.exported", target=newest, by=by)
