import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from nominations.enums import READABLE_SCAN_STATES, ScanState
from nominations.models.nominations import Nomination
from nominations.querysets import AttachmentQuerySet
from nominations.storage import attachment_path, private_storage


class Answer(models.Model):
    """The newest saved value of one answer; `revision` is what a save must name as its base."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="answers")
    question_key = models.SlugField(max_length=60)
    revision = models.PositiveIntegerField(default=0)
    value = models.JSONField(null=True)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomination", "question_key"], name="one_answer_per_question")]

    def __str__(self):
        return f"{self.question_key}, revision {self.revision}"


class AnswerRevision(models.Model):
    """Every value that was ever acknowledged as saved. `client_id` makes a repeated save the same save."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    value = models.JSONField(null=True)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint(fields=["answer", "revision"], name="answer_revision_once")]

    def __str__(self):
        return f"revision {self.revision}"


class Attachment(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="attachments")
    question_key = models.SlugField(max_length=60)
    file = models.FileField(storage=private_storage, upload_to=attachment_path)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan_state = models.CharField(max_length=10, choices=ScanState.choices, default=ScanState.PENDING)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    # A file that a submission holds is only taken off the draft, never destroyed.
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at"]

    def __str__(self):
        return self.name

    @property
    def is_readable(self):
        return self.scan_state in READABLE_SCAN_STATES


class Upload(models.Model):
    """A file on its way: received piece by piece, so that a lost connection goes on where it stopped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="uploads")
    question_key = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Compared with the deadline: an upload that began in time may finish within the grace.
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    attachment = models.OneToOneField(Attachment, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_not_longer_than_announced")
        ]

    def __str__(self):
        return self.name
