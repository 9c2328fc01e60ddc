import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nominations.enums import Measure
from nominations.models.answers import Attachment
from nominations.models.forms import Form
from nominations.models.nominations import Nomination
from nominations.querysets import SubmissionQuerySet
from prizes.models import Category


class Submission(models.Model):
    """What was handed in, frozen. The database refuses every later change; jurors read the one their candidacy pins."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    company = models.JSONField(help_text=_("Name, place and kind of the company as they were."))
    eligibility_answers = models.JSONField(default=dict)
    eligibility_version = models.PositiveIntegerField()
    terms_version = models.CharField(max_length=20)
    terms_text = models.TextField()
    consents_to_publish = models.BooleanField(default=False)
    language = models.CharField(max_length=10)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)
    # SHA-256 over the digests of its answers and attachments and over the facts above.
    digest = models.CharField(max_length=64)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "number"], name="submission_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="submission_number_from_one"),
        ]

    def __str__(self):
        return f"{self.title} (submission {self.number})"


class SubmissionAnswer(models.Model):
    """One frozen answer. Erasing empties value and salt; the digest stays and the submission still verifies."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="answers")
    question_key = models.SlugField(max_length=60)
    value = models.TextField(null=True, help_text=_("Canonical JSON."))
    salt = models.CharField(max_length=64, null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "question_key"], name="one_frozen_answer_per_question"),
            models.CheckConstraint(
                condition=Q(value=None, salt=None) | Q(value__isnull=False, salt__isnull=False),
                name="erased_answer_loses_value_and_salt",
            ),
        ]

    def __str__(self):
        return self.question_key


class SubmissionAttachmentManager(models.Manager):
    """With the files they freeze: nobody reads one without the other."""

    def get_queryset(self):
        return super().get_queryset().select_related("attachment")


class SubmissionAttachment(models.Model):
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="attachments")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    question_key = models.SlugField(max_length=60)
    sha256 = models.CharField(max_length=64)

    objects = SubmissionAttachmentManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "attachment"], name="one_frozen_attachment")]

    def __str__(self):
        return self.question_key


class Figure(models.Model):
    """A frozen answer that names a measure, as a typed number, so that the years of a prize compare."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="figures")
    question_key = models.SlugField(max_length=60)
    measure = models.CharField(max_length=20, choices=Measure.choices)
    unit = models.CharField(max_length=30, blank=True)
    period = models.CharField(max_length=30, blank=True)
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        indexes = [models.Index(fields=["measure", "year"], name="figure_by_measure")]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "question_key", "year"], name="one_figure_per_question_and_year"
            )
        ]

    def __str__(self):
        return f"{self.get_measure_display()} {self.year}: {self.value} {self.unit}"
