import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from judging.enums import (
    AssignmentSource,
    AssignmentState,
    RemarkKind,
    ScorecardSource,
    ScorecardState,
)
from judging.models.rounds import Candidacy, Round
from judging.models.rubrics import Criterion
from judging.querysets import AssignmentQuerySet, ConcernQuerySet, ScorecardQuerySet


class Assignment(models.Model):
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="assignments")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AssignmentState.choices, default=AssignmentState.ACTIVE)
    source = models.CharField(max_length=10, choices=AssignmentSource.choices, default=AssignmentSource.HAND)
    # Shuffled for each juror, so that no entry is always read first.
    position = models.PositiveIntegerField(default=0)
    first_opened_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["juror", "state"], name="assignment_by_juror")]
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "juror"], name="one_assignment_per_juror"),
            models.CheckConstraint(
                condition=Q(state=AssignmentState.ACTIVE) | ~Q(reason=""), name="returned_assignment_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.candidacy} for {self.juror}"

    @property
    def record_scope(self):
        return self.candidacy.record_scope


class ScorecardImport(models.Model):
    """Marks collected elsewhere: who vouches for them, why they were not made online, and from which file."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    authority = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    file_digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-imported_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(authority="") & ~Q(reason=""), name="import_has_authority_and_reason")
        ]

    def __str__(self):
        return f"{self.rows} scorecards from {self.authority}"

    @property
    def record_scope(self):
        return self.round.record_scope


class Scorecard(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="scorecards")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ScorecardState.choices, default=ScorecardState.NOT_STARTED)
    source = models.CharField(max_length=10, choices=ScorecardSource.choices, default=ScorecardSource.ONLINE)
    imported_with = models.ForeignKey(
        ScorecardImport, null=True, blank=True, on_delete=models.PROTECT, related_name="scorecards"
    )
    # Stored, not computed: rankings sort by it. Only the actions that write marks set it; null while incomplete.
    total = models.DecimalField(max_digits=12, decimal_places=9, null=True, editable=False)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["juror", "state"], name="scorecard_by_juror")]
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "juror"], name="one_scorecard_per_juror"),
            models.CheckConstraint(
                condition=Q(source=ScorecardSource.ONLINE, imported_with=None)
                | Q(source=ScorecardSource.IMPORT, imported_with__isnull=False),
                name="imported_scorecard_names_its_import",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ScorecardState.NOT_STARTED, ScorecardState.IN_PROGRESS]) | Q(total=None),
                name="unfinished_scorecard_has_no_total",
            ),
            models.CheckConstraint(
                condition=~Q(state=ScorecardState.SUBMITTED) | Q(handed_in_at__isnull=False),
                name="handed_in_scorecard_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.candidacy} by {self.juror}"

    @property
    def record_scope(self):
        return self.candidacy.record_scope


class Mark(models.Model):
    """A level given for one criterion, or "cannot judge", which differs from leaving it blank."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    cannot_judge = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="one_mark_per_criterion"),
            models.CheckConstraint(condition=Q(cannot_judge=False) | Q(value=None), name="cannot_judge_has_no_value"),
        ]

    def __str__(self):
        return gettext("cannot judge") if self.cannot_judge else str(self.value)


class MarkRevision(models.Model):
    """Every mark that was ever acknowledged: what, who, when, and why where a reason was owed."""

    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="revisions")
    revision = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    cannot_judge = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint(fields=["mark", "revision"], name="mark_revision_once")]

    def __str__(self):
        return f"revision {self.revision}"


class Remark(models.Model):
    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=10, choices=RemarkKind.choices)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scorecard", "kind"], name="one_remark_per_kind")]

    def __str__(self):
        return self.get_kind_display()


class TextRevision(models.Model):
    """Every text that was ever acknowledged: what, who and when."""

    revision = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["revision"]

    def __str__(self):
        return f"revision {self.revision}"


class RemarkRevision(TextRevision):
    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="revisions")

    class Meta(TextRevision.Meta):
        constraints = [models.UniqueConstraint(fields=["remark", "revision"], name="remark_revision_once")]


class Reopening(models.Model):
    """The chair let a handed-in card be changed, and said why."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.CharField(max_length=500)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["reopened_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_a_reason"),
            models.UniqueConstraint(fields=["scorecard"], condition=Q(closed_at=None), name="one_open_reopening"),
        ]

    def __str__(self):
        return self.reason


class Concern(models.Model):
    """Something a juror wants the office to look at; the office answers and closes it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="concerns")
    text = models.TextField()
    raised_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None) | (~Q(answer="") & Q(resolved_by__isnull=False)),
                name="resolved_concern_has_an_answer",
            )
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def record_scope(self):
        return self.assignment.record_scope
