import uuid
import zoneinfo
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from prizes.clock import window_state
from prizes.enums import (
    TOPIC_VOCABULARIES,
    UNCONFIRMED_AFTER,
    RuleKind,
    ServiceCost,
    ServiceRequestState,
    Vocabulary,
)
from prizes.querysets import (
    EditionQuerySet,
    EligibilityRuleQuerySet,
    OfEditionQuerySet,
    PrizeQuerySet,
    ServiceRequestQuerySet,
    SupportServiceQuerySet,
    TermQuerySet,
)


def validate_time_zone(name):
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone. Write it like America/New_York.") % {"name": name})


class Prize(models.Model):
    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=60, unique=True)
    site = models.ForeignKey("wagtailcore.Site", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    languages = models.JSONField(
        default=list, blank=True, help_text=gettext_lazy('Language codes, the first is the default: ["en"].')
    )
    summary = models.TextField(blank=True, help_text=gettext_lazy("One paragraph: what the prize rewards, and whom."))
    contact_email = models.EmailField(blank=True)
    judging_time = models.CharField(
        gettext_lazy("what judging takes"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("Hours, entries, and when: told to whoever thinks of judging. Empty, nothing is said."),
    )

    objects = PrizeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def record_scope(self):
        """What is filed under no edition: its roles, its invitations, its stories."""
        return f"prize:{self.pk}"


class Edition(ClusterableModel):
    """One year of a prize. A rehearsal works like a real edition, but nothing of it is ever public."""

    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    theme = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=60, default="America/New_York", validators=[validate_time_zone])
    opens_at = models.DateTimeField(gettext_lazy("nominations open"))
    closes_at = models.DateTimeField(gettext_lazy("nominations close"))
    upload_grace = models.DurationField(
        default=timedelta(minutes=15),
        help_text=gettext_lazy("An upload that began before the deadline may finish within this time."),
    )
    rehearsal = models.BooleanField(default=False, help_text=gettext_lazy("Everything works, nothing is public."))
    published = models.BooleanField(
        default=False, help_text=gettext_lazy("Its dates, categories and criteria are on the public site.")
    )
    # Counts up with every change of the text, so that a submission can say what was accepted.
    terms_version = models.CharField(max_length=20, default="1", editable=False)
    terms_text = models.TextField(blank=True, help_text=gettext_lazy("What an entrant accepts at submission."))
    # Counts up with every change of a rule, so that a submission can say which rules it was checked against.
    eligibility_version = models.PositiveIntegerField(default=1, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["prize", "year"],
                name="one_edition_per_year",
                violation_error_message=gettext_lazy("There is already an edition of this year."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="edition_closes_after_it_opens",
                violation_error_message=gettext_lazy("Nominations must close after they open."),
            ),
            models.CheckConstraint(
                condition=Q(rehearsal=False) | Q(published=False),
                name="rehearsal_is_never_published",
                violation_error_message=gettext_lazy("A rehearsal is never public."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def record_scope(self):
        """What its events, notices and notice texts are filed under."""
        return f"edition:{self.pk}"

    @property
    def is_public(self):
        return self.published and not self.rehearsal

    def window(self, now=None):
        """Whether nominations are planned, open or closed; asked on the server, never by a browser's clock."""
        return window_state(self.opens_at, self.closes_at, now)


class EditionDate(models.Model):
    """A date worth telling the public that opens or closes nothing: an information evening, the ceremony."""

    edition = ParentalKey(Edition, related_name="dates")
    name = models.CharField(max_length=150)
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return self.name


class Category(models.Model):
    edition = ParentalKey(Edition, related_name="categories")
    key = models.SlugField(max_length=60, editable=False, help_text=gettext_lazy("Stays the same from year to year."))
    name = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    winners_least = models.PositiveSmallIntegerField(
        default=0, help_text=gettext_lazy("May be 0: no award is a decision too.")
    )
    winners_most = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfEditionQuerySet.as_manager()

    sort_order_field = "position"

    class Meta:
        verbose_name_plural = gettext_lazy("categories")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"],
                name="category_key_once_per_edition",
                violation_error_message=gettext_lazy("Another category of this edition has this key."),
            ),
            models.CheckConstraint(
                condition=Q(winners_most__gte=F("winners_least")) & Q(winners_most__gte=1),
                name="category_winners_most_not_below_least",
                violation_error_message=gettext_lazy("At most must be 1 or more, and not below at least."),
            ),
        ]

    def __str__(self):
        return self.name


class Term(models.Model):
    """A word of one of the prize's vocabularies, shared by all its editions."""

    vocabulary = models.CharField(max_length=20, choices=Vocabulary.choices)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "slug"],
                name="term_slug_once_per_vocabulary",
                violation_error_message=gettext_lazy("This vocabulary has a term with this slug already."),
            ),
            models.CheckConstraint(
                condition=~Q(broader=F("id")),
                name="term_not_broader_than_itself",
                violation_error_message=gettext_lazy("A term is not broader than itself."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.broader and self.broader.vocabulary != self.vocabulary:
            raise ValidationError({"broader": _("The broader term must be of the same vocabulary.")})
        if self.pk and self.pk in [above.pk for above in self.broader_terms()]:
            raise ValidationError({"broader": _("%(broader)s is narrower than this term.") % {"broader": self.broader}})

    def broader_terms(self):
        """From the next one up. They are few, and asked for where a term is written."""
        above, found = self.broader, {}
        while above is not None and above.pk not in found:
            found[above.pk] = above
            above = above.broader
        return list(found.values())

    @property
    def topic_address(self):
        """Of its own page; empty for a vocabulary whose terms have none."""
        if self.vocabulary not in TOPIC_VOCABULARIES:
            return ""
        return reverse("topics:topic", args=[self.vocabulary.replace("_", "-"), self.slug])


class EligibilityRule(ClusterableModel):
    """A question of the screener and the answer that lets a company enter."""

    edition = ParentalKey(Edition, related_name="eligibility_rules")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=RuleKind.choices)
    question = models.CharField(max_length=300)
    help_text = models.CharField(max_length=500, blank=True)
    required_answer = models.BooleanField(
        null=True, blank=True, help_text=gettext_lazy("For yes/no: the answer that is eligible.")
    )
    least = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.CharField(
        max_length=500, help_text=gettext_lazy("Shown when the answer is not eligible: why, in plain words.")
    )
    assistance = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.ASSISTANCE},
        help_text=gettext_lazy("The form of assistance that may help a company which is not eligible yet."),
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = EligibilityRuleQuerySet.as_manager()

    sort_order_field = "position"

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"],
                name="rule_key_once_per_edition",
                violation_error_message=gettext_lazy("Another rule of this edition has this key."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=RuleKind.YES_NO) | Q(required_answer__isnull=False),
                name="yes_no_rule_has_its_answer",
                violation_error_message=gettext_lazy("Say which answer is eligible."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=RuleKind.NUMBER) | Q(least__isnull=False) | Q(most__isnull=False),
                name="number_rule_has_a_limit",
                violation_error_message=gettext_lazy("A number needs a least or a most."),
            ),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(most__gte=F("least")),
                name="rule_most_not_below_least",
                violation_error_message=gettext_lazy("Most must not be below least."),
            ),
        ]

    def __str__(self):
        return self.question

    @property
    def requirement(self):
        """What lets a company enter, in a few words: “yes”, “at most 500”, “goods or tools”."""
        if self.kind == RuleKind.YES_NO:
            return "yes" if self.required_answer else "no"
        if self.kind == RuleKind.CHOICE:
            return " or ".join(option.label for option in self.options.all() if option.eligible)
        limits = {"at least": self.least, "at most": self.most}
        return ", ".join(f"{word} {limit.normalize():f}" for word, limit in limits.items() if limit is not None)


class EligibilityOption(models.Model):
    rule = ParentalKey(EligibilityRule, related_name="options")
    key = models.SlugField(max_length=60)
    label = models.CharField(max_length=200)
    eligible = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    sort_order_field = "position"

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "key"],
                name="option_key_once_per_rule",
                violation_error_message=gettext_lazy("Another option of this rule has this key."),
            )
        ]

    def __str__(self):
        return self.label


class TermRedirect(models.Model):
    """A slug under which a term was known before it was renamed or merged: addresses and answers still hold it."""

    vocabulary = models.CharField(max_length=20, choices=Vocabulary.choices)
    slug = models.SlugField(max_length=80)
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="redirects")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["vocabulary", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "slug"], name="term_redirect_once_per_slug"),
        ]

    def __str__(self):
        return f"{self.slug}: {self.term}"


class SupportService(models.Model):
    """Help that a small manufacturer may ask for; refusals and weak criteria point here by form of assistance.

    For whom it is: what is left empty leaves nobody out.
    """

    name = models.CharField(max_length=200)
    provider = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    summary = models.TextField()
    website = models.URLField(blank=True)
    assistance = models.ManyToManyField(
        Term, related_name="support_services", limit_choices_to={"vocabulary": Vocabulary.ASSISTANCE}
    )
    employees_least = models.PositiveIntegerField(
        gettext_lazy("employees at least"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    employees_most = models.PositiveIntegerField(
        gettext_lazy("employees at most"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    # Keys of CompanyStage; names of counties.
    stages = models.JSONField(default=list, blank=True)
    counties = models.JSONField(default=list, blank=True)
    sub_industries = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"vocabulary": Vocabulary.SUB_INDUSTRY}
    )
    topics = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary__in": (Vocabulary.TECHNOLOGY, Vocabulary.PRACTICE)},
        help_text=gettext_lazy("The technologies and practices that it helps with: their pages lead here."),
    )
    cost = models.CharField(max_length=12, choices=ServiceCost.choices, blank=True)
    cost_note = models.CharField(max_length=200, blank=True)
    how_to_ask = models.TextField(
        max_length=600, blank=True, help_text=gettext_lazy("The first step, in the provider's words.")
    )
    contact_email = models.EmailField(
        blank=True,
        help_text=gettext_lazy("Where requests and the yearly question whether all this is right are sent. Not shown."),
    )
    takes_requests = models.BooleanField(
        default=False, help_text=gettext_lazy("Companies may send a request from the page of this service.")
    )
    published = models.BooleanField(default=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(
        null=True, blank=True, help_text=gettext_lazy("The day on which the provider is asked whether it is right.")
    )
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What its provider wrote when asked whether all this is right, until the office has dealt with it.
    remark = models.TextField(max_length=2000, blank=True, editable=False)
    remarked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SupportServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(employees_least=None)
                | Q(employees_most=None)
                | Q(employees_most__gte=F("employees_least")),
                name="service_most_not_below_least",
                violation_error_message=gettext_lazy("At most must not be below at least."),
            ),
            models.CheckConstraint(
                condition=Q(takes_requests=False) | ~Q(contact_email=""),
                name="service_with_requests_has_an_address",
                violation_error_message=gettext_lazy("Requests need an address to be sent to."),
            ),
            models.CheckConstraint(
                condition=Q(remark="") | Q(remarked_at__isnull=False), name="service_remark_has_its_time"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("prizes:support_service", args=[self.pk])

    @property
    def is_unconfirmed(self):
        """Asked long ago whether all this is right, its provider has not answered."""
        return bool(self.review_due_on) and timezone.localdate() > self.review_due_on + UNCONFIRMED_AFTER


class ServiceRequest(models.Model):
    """What a company asked of a service, passed on with its consent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(SupportService, on_delete=models.PROTECT, related_name="requests")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # As they were when it was sent; emptied once the person is erased.
    company_name = models.CharField(max_length=200)
    employees = models.PositiveIntegerField(null=True, blank=True)
    place = models.CharField(max_length=100, blank=True)
    text = models.TextField(max_length=3000)
    consented_at = models.DateTimeField(help_text=gettext_lazy("When the company agreed that this is passed on."))
    state = models.CharField(
        max_length=10, choices=ServiceRequestState.choices, default=ServiceRequestState.SENT, editable=False
    )
    answer = models.TextField(max_length=3000, blank=True)
    answered_by_name = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # When its provider was reminded of it, once.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=(ServiceRequestState.SENT, ServiceRequestState.WITHDRAWN))
                | Q(answered_at__isnull=False),
                name="answered_request_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["service", "person"],
                condition=Q(state=ServiceRequestState.SENT),
                name="one_open_request_of_a_service",
            ),
        ]

    def __str__(self):
        return f"{self.company_name}: {self.service}"
