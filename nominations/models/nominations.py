import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from nominations.enums import SUBMITTED_STATES, NominationState
from nominations.querysets import NominationQuerySet
from prizes.models import Category, Edition


class Nomination(models.Model):
    """An entry, from the first draft to the end. It has no owner: access is by collaborator rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("What the innovation is, without the company's name: jurors may read blind."),
    )
    state = models.CharField(max_length=20, choices=NominationState.choices, default=NominationState.DRAFT)
    nominator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    nominating_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nominated_because = models.TextField(
        max_length=1000, blank=True, help_text=_("What its nominator wrote to the company: jurors never read it.")
    )
    # Customers, suppliers and competitors whom the entrant names, so that conflicts can be proposed. Never shown to jurors.
    related_organisations = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=10, default="en")
    reference_code = models.CharField(max_length=20, unique=True, null=True, blank=True, editable=False)
    external_key = models.CharField(
        max_length=100, blank=True, help_text=_("Its key in the file that it was imported from.")
    )
    eligibility_answers = models.JSONField(default=dict, blank=True)
    eligibility_version = models.PositiveIntegerField(null=True, blank=True)
    screening_reason = models.TextField(blank=True)
    information_due_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        indexes = [
            models.Index(fields=["edition", "state"], name="nomination_by_state"),
            models.Index(fields=["edition", "-submitted_at"], name="nomination_by_submitted_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "external_key"], condition=~Q(external_key=""), name="external_key_once_per_edition"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SUBMITTED_STATES) | Q(reference_code__isnull=False, submitted_at__isnull=False),
                name="submitted_nomination_has_its_code",
            ),
            models.CheckConstraint(
                condition=Q(state=NominationState.MERGED, merged_into__isnull=False)
                | (~Q(state=NominationState.MERGED) & Q(merged_into=None)),
                name="merged_nomination_says_into_what",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="nomination_not_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(state=NominationState.INELIGIBLE) | ~Q(screening_reason=""),
                name="ineligible_nomination_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=NominationState.NEEDS_INFORMATION) | Q(information_due_at__isnull=False),
                name="needed_information_has_an_end_date",
            ),
        ]

    def __str__(self):
        return self.title or _("Nomination of %(company)s") % {"company": self.organisation}

    @property
    def record_scope(self):
        return f"edition:{self.edition_id}"


class Collaborator(models.Model):
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="collaborators")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["joined_at"]
        constraints = [models.UniqueConstraint(fields=["nomination", "person"], name="collaborator_once")]

    def __str__(self):
        return str(self.person)


class Extension(models.Model):
    """More time for one entrant, with the reason that will stand in the record."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="extensions")
    until = models.DateTimeField()
    reason = models.CharField(max_length=500)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-until"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason")]

    def __str__(self):
        return f"until {date_format(timezone.localtime(self.until), 'DATETIME_FORMAT')}"
