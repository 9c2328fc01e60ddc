"""Erasing a person from the record: what is told of them goes, that something happened stays."""

from django.db import transaction
from django.utils import timezone

from audit.models import EventDetail


@transaction.atomic
def erase_details_of(person_id):
    """Empty the details of every event that tells of this person. Returns the positions, for the caller's own event."""
    told = EventDetail.objects.kept().telling_of(person_id)
    positions = list(told.order_by("event_id").values_list("event_id", flat=True))
    told.update(salt=None, payload=None, erased_at=timezone.now())
    return positions
