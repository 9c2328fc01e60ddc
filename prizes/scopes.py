"""Notices, their texts and the record are filed by edition and prize; this says which of them are a person's business."""

from accounts.enums import RoleName
from accounts.rules import prizes_where
from audit.models import Event
from notices.access import ALL_EDITIONS
from prizes.models import Edition, Prize


def places_looked_after(user):
    """Where this person looks after the notices."""
    prizes, editions = Prize.objects.editable_by(user), Edition.objects.editable_by(user)
    return [(place.record_scope, str(place)) for place in (*prizes, *editions)]


def places_worded(user):
    """Where this person may put notices into words. What holds for all prizes is for who sits in the office of each."""
    editions = [(edition.record_scope, str(edition)) for edition in Edition.objects.editable_by(user)]
    return [ALL_EDITIONS, *editions] if is_secretariat_of_every_prize(user) else editions


def is_secretariat_of_every_prize(user):
    own = prizes_where(user, RoleName.SECRETARIAT)
    return bool(own) and not Prize.objects.exclude(pk__in=own).exists()


def scopes_of_the_record(user):
    """The prizes that this person runs or audits and their editions, those that were deleted included."""
    prizes = [prize.record_scope for prize in Prize.objects.visible_to(user)]
    editions = [edition.record_scope for edition in Edition.objects.visible_to(user)]
    deleted = Event.objects.filter(verb="edition.deleted", scope__in=prizes)
    return [*prizes, *editions, *(Edition(pk=event.target_id).record_scope for event in deleted)]
