import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from notices.enums import NoticeState
from notices.querysets import NoticeQuerySet, TemplateTextQuerySet


class Notice(models.Model):
    """One mail to one address, written in the transaction of the act it tells of and sent after it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.CharField(max_length=80, db_index=True)
    language = models.CharField(max_length=10)
    # Whose it is and which edition's texts it uses, like "edition:3" or "prize:1"; empty for the whole installation.
    scope = models.CharField(max_length=64, blank=True, db_index=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Empty once the recipient was erased; so are the subject and the bodies.
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body_text = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    # What it is about: opaque, because this is the ground floor.
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    dedupe_key = models.CharField(max_length=255, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="notice_due"),
            models.Index(fields=["about_type", "about_id"], name="notice_by_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=NoticeState.SENT) | Q(sent_at__isnull=False), name="sent_notice_has_its_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[NoticeState.PENDING, NoticeState.SENDING]) | ~Q(address=""),
                name="waiting_notice_has_an_address",
            ),
        ]

    def __str__(self):
        return self.subject or f"{self.template}, erased"

    @property
    def record_scope(self):
        return self.scope


class TemplateText(models.Model):
    """The prize office's words for a notice, for one edition or for all. Without a row the built-in text is sent."""

    template = models.CharField(max_length=80)
    scope = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    objects = TemplateTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "scope", "language"], name="one_text_per_template_and_scope")
        ]

    def __str__(self):
        return self.template

    @property
    def record_scope(self):
        return self.scope


class JobRun(models.Model):
    """When the clock last did a job, and when it is due again."""

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField()
    running_since = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
