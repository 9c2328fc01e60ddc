import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from network.enums import MOST_RECIPIENTS, EnquiryOutcome, EnquiryState, ReportState
from network.models.profiles import CapabilityProfile
from network.querysets.enquiries import AbuseReportQuerySet, EnquiryBlockQuerySet, EnquiryQuerySet, RecipientQuerySet
from prizes.enums import Vocabulary
from prizes.models import Term


class Enquiry(models.Model):
    """What a startup or a large manufacturer needs made. It goes to one company or to a few, never to a list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Emptied once the person is erased, like the text.
    company_name = LineField(max_length=200, help_text=_("For whom you ask. The companies read it."))
    subject = LineField(max_length=150)
    process = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.PROCESS},
    )
    material = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.MATERIAL},
    )
    quantity = models.PositiveIntegerField(_("pieces"), null=True, blank=True, validators=[MinValueValidator(1)])
    wanted_on = models.DateField(_("wanted by"), null=True, blank=True)
    text = models.TextField(max_length=3000)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("enquiries")
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["person", "-created_at"], name="enquiry_by_person")]

    def __str__(self):
        return self.subject


class EnquiryRecipient(models.Model):
    """One company that a need was written to. Addresses are shown to both sides once it has answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="recipients")
    profile = models.ForeignKey(CapabilityProfile, on_delete=models.PROTECT, related_name="+")
    # So that a need has no more companies than it may, whatever the door.
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=EnquiryState.choices, default=EnquiryState.SENT, editable=False)
    answer = models.TextField(max_length=3000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome_asked_at = models.DateTimeField(null=True, blank=True)
    asker_outcome = models.CharField(max_length=10, choices=EnquiryOutcome.choices, blank=True)
    company_outcome = models.CharField(max_length=10, choices=EnquiryOutcome.choices, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "profile"], name="enquiry_once_per_company"),
            models.UniqueConstraint(fields=["enquiry", "position"], name="enquiry_recipient_position_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_RECIPIENTS), name="enquiry_has_few_recipients"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(EnquiryState.ANSWERED, EnquiryState.DECLINED)) | Q(answered_at__isnull=False),
                name="answered_enquiry_has_its_time",
            ),
        ]

    def __str__(self):
        # The office sees this, and the words of an enquiry only where it was reported.
        return f"{self.profile}, {date_format(timezone.localtime(self.enquiry.created_at))}"


class AbuseReport(models.Model):
    """A company's word that an enquiry is none, for the prize office to look at."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.OneToOneField(EnquiryRecipient, on_delete=models.CASCADE, related_name="report")
    reason = models.TextField(max_length=1000)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.OPEN, editable=False)
    finding = models.CharField(max_length=500, blank=True, help_text=_("What the prize office found."))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = AbuseReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN) | Q(decided_at__isnull=False), name="decided_report_has_its_time"
            ),
        ]

    def __str__(self):
        return str(self.recipient)


class EnquiryBlock(models.Model):
    """That somebody may not write to companies any more, until it is lifted."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    blocked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    blocked_at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EnquiryBlockQuerySet.as_manager()

    class Meta:
        ordering = ["-blocked_at"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(lifted_at=None), name="one_block_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="enquiry_block_has_a_reason"),
        ]

    def __str__(self):
        return str(self.person)
