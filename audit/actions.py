from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from audit.access import EVERYWHERE
from audit.models import Event
from audit.record import record_event


@transaction.atomic
def read_details(*, event, by):
    """Details may tell of people, so reading them is an act. Returns their text, None once they are erased."""
    if not Event.objects.visible_to(by).filter(pk=event.pk).exists():
        raise PermissionDenied(_("This event is not yours to read."))
    payload = event.detail.payload
    if payload is not None:
        record_event("record.details_read", target=event, by=by)
    return payload


@transaction.atomic
def note_export(*, by):
    """The event stands on the newest one that the export can contain. An export spans prizes, and so is told to all."""
    if newest := Event.objects.visible_to(by).head():
        record_event("record.exported", target=newest, by=by, scope=EVERYWHERE)
