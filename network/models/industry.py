"""What large manufacturers, universities and intermediaries bring to the network."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from accounts.fields import LineField
from accounts.models import Organisation
from network.enums import TOPIC_VOCABULARIES, JuryOfferState, PartnerRole, ReplyState, StatementState
from network.querysets.industry import (
    ApproachConsentQuerySet,
    JuryOfferQuerySet,
    PartnerQuerySet,
    ProblemReplyQuerySet,
    ProblemStatementQuerySet,
)
from prizes.enums import MATCHED, SeatType
from prizes.models import Category, Edition, Prize, Term
from showcase.models import Award


class ProblemStatement(models.Model):
    """What an organisation looks for in the years to come, for companies to answer. The prize office lets it through."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = LineField(max_length=150)
    text = models.TextField(
        max_length=4000, help_text=_("What you will need, what stands in the way today, and what an answer must show.")
    )
    years_least = models.PositiveSmallIntegerField(
        _("wanted in years, at the earliest"), default=5, validators=[MinValueValidator(1)]
    )
    years_most = models.PositiveSmallIntegerField(
        _("wanted in years, at the latest"), default=10, validators=[MinValueValidator(1)]
    )
    terms = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"vocabulary__in": TOPIC_VOCABULARIES}
    )
    closes_on = models.DateField(_("answers until"), null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=StatementState.choices, default=StatementState.DRAFT, editable=False
    )
    reason = models.CharField(max_length=500, blank=True, help_text=_("Why it was sent back. Its author reads it."))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ProblemStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(years_most__gte=F("years_least")),
                name="statement_latest_not_before_earliest",
                violation_error_message=_("The latest must not be before the earliest."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(StatementState.PUBLISHED, StatementState.CLOSED))
                | Q(published_at__isnull=False),
                name="published_statement_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=StatementState.REFUSED) | ~Q(reason=""), name="refused_statement_has_a_reason"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("industry:problem", args=[self.pk])

    @property
    def is_past_last_day(self):
        return self.closes_on is not None and self.closes_on < timezone.localdate()

    @property
    def takes_replies(self):
        return self.state == StatementState.PUBLISHED and not self.is_past_last_day


class ProblemReply(models.Model):
    """A company's answer to a problem statement: read by who wrote the statement and by nobody else outside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(ProblemStatement, on_delete=models.PROTECT, related_name="replies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=3000)
    state = models.CharField(max_length=10, choices=ReplyState.choices, default=ReplyState.SENT, editable=False)
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The author of the statement, or a colleague.
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProblemReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("problem replies")
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "organisation"], name="one_reply_per_company"),
            models.CheckConstraint(
                condition=Q(state=ReplyState.SENT) | Q(answered_at__isnull=False), name="answered_reply_has_its_time"
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.statement}"


class JuryOffer(models.Model):
    """Somebody's offer to judge: the prize office invites from these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prize = models.ForeignKey(Prize, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation_name = LineField(max_length=200)
    seat_type = models.CharField(max_length=12, choices=SeatType.choices)
    fields = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to={"vocabulary__in": MATCHED})
    note = models.TextField(max_length=1000, blank=True, help_text=_("What you could judge well, and what not."))
    state = models.CharField(
        max_length=10, choices=JuryOfferState.choices, default=JuryOfferState.OFFERED, editable=False
    )
    reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = JuryOfferQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["prize", "person"],
                condition=Q(state__in=(JuryOfferState.OFFERED, JuryOfferState.NOTED)),
                name="one_open_offer_to_judge",
            ),
            models.CheckConstraint(
                condition=~Q(state=JuryOfferState.DECLINED) | ~Q(reason=""),
                name="declined_offer_to_judge_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.organisation_name}"

    @property
    def record_scope(self):
        return self.prize.record_scope


class ApproachConsent(models.Model):
    """That an honored company agreed to be approached by large manufacturers, and about what."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=300, help_text=_("What you would like to be asked about."))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApproachConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at"]

    def __str__(self):
        return str(self.award)


class Partner(models.Model):
    """An organisation that carries the prize. Sponsoring is a tie that the conflict rules know."""

    prize = models.ForeignKey(Prize, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.CASCADE, related_name="+", help_text=_("Empty: every year.")
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=PartnerRole.choices)
    category = models.ForeignKey(
        Category,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The category that it sponsors. Its people are then asked about every company of that category."),
    )
    statement = models.CharField(max_length=300, blank=True, help_text=_("Why it is part of this, in one sentence."))
    website = models.URLField(blank=True)
    logo = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)
    published = models.BooleanField(default=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["role", "position", "organisation__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(category=None) | Q(role=PartnerRole.SPONSOR),
                name="only_a_sponsor_has_a_category",
                violation_error_message=_("Only a sponsor has a category."),
            ),
            models.CheckConstraint(
                condition=Q(category=None) | Q(edition__isnull=False),
                name="sponsor_of_a_category_has_its_edition",
                violation_error_message=_("Choose the edition of the category too."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.get_role_display()}"

    @property
    def record_scope(self):
        return self.edition.record_scope if self.edition else self.prize.record_scope
