from django.db import models
from django.db.models import Q

from audit.querysets import EventDetailQuerySet, EventQuerySet
from audit.verbs import label_of

HASH_LENGTH = 64
# What the first event is chained to.
GENESIS = "0" * HASH_LENGTH


class Event(models.Model):
    """One consequential act. Holds ids and digests, never personal data; the details lie beside it and can be erased.

    The hash covers the text in `canonical`, kept as it was hashed. The other columns repeat what that text says,
    so that events can be found; verifying compares them.
    """

    position = models.PositiveBigIntegerField(primary_key=True)
    previous_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    canonical = models.TextField()
    verb = models.CharField(max_length=80, db_index=True)
    # The acting person's id; empty when the clock or the system acted.
    actor = models.CharField(max_length=64, blank=True, db_index=True)
    target_type = models.CharField(max_length=80)
    target_id = models.CharField(max_length=64)
    # What it belongs to, like "edition:3" or "prize:1"; empty when it belongs to the whole installation.
    scope = models.CharField(max_length=64, blank=True, db_index=True)
    occurred_at = models.DateTimeField(db_index=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-position"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="event_by_target")]
        constraints = [models.CheckConstraint(condition=Q(position__gte=1), name="event_position_from_one")]

    def __str__(self):
        return f"{self.position}: {self.verb}"

    @property
    def verb_label(self):
        return label_of(self.verb)

    @property
    def record_scope(self):
        """That an event was looked at is read by whoever reads that event."""
        return self.scope

    @property
    def target(self):
        return f"{self.target_type} {self.target_id}"

    @property
    def erasure(self):
        return "erased" if self.detail.erased_at else "kept"


class EventDetail(models.Model):
    """What an event tells beyond its ids. Erasing empties the row; nobody can read the digest in the event back."""

    event = models.OneToOneField(
        Event, primary_key=True, db_column="position", on_delete=models.PROTECT, related_name="detail"
    )
    salt = models.CharField(max_length=HASH_LENGTH, null=True)
    payload = models.TextField(null=True)
    erased_at = models.DateTimeField(null=True)

    objects = EventDetailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None, salt__isnull=False, payload__isnull=False)
                | Q(erased_at__isnull=False, salt=None, payload=None),
                name="event_detail_whole_or_erased",
            )
        ]

    def __str__(self):
        return f"Details of {self.event_id}"


class EventSubject(models.Model):
    """A person whom an event's details tell of: erasing any one of them erases the details."""

    event = models.ForeignKey(Event, db_column="position", on_delete=models.PROTECT, related_name="subjects")
    person = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="subject_once_per_event")]

    def __str__(self):
        return f"{self.person} in {self.event_id}"
