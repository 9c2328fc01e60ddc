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
from network.enums import (
    CONFIRMED_FOR,
    PROFILE_VOCABULARIES,
    SHOWN_WHILE_OLD,
    ClaimGround,
    ClaimState,
    Freshness,
    ProfileState,
)
from network.querysets.profiles import ClaimQuerySet, ProfileQuerySet
from nominations.models import Submission
from prizes.models import Term


class CapabilityProfile(models.Model):
    """What a manufacturer of the state can do for others, in its own words. Shown only while its company confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=ProfileState.choices, default=ProfileState.DRAFT, editable=False)
    summary = models.CharField(
        max_length=300, blank=True, help_text=_("What you make and for whom, in one or two sentences.")
    )
    description = models.TextField(
        max_length=4000, blank=True, help_text=_("What you are known for, and the work that suits you best.")
    )
    # Of the gazetteer, with where it lies.
    place = models.CharField(max_length=100, blank=True)
    latitude = models.FloatField(null=True, blank=True, editable=False)
    longitude = models.FloatField(null=True, blank=True, editable=False)
    batch_least = models.PositiveIntegerField(
        _("smallest batch, in pieces"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    batch_most = models.PositiveIntegerField(
        _("largest batch, in pieces"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    prototype_days = models.PositiveSmallIntegerField(
        _("a first prototype, in working days"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    open_to_pilots = models.BooleanField(_("open to prototypes and pilots"), default=False)
    # Codes of languages, as ISO 639-1 has them.
    languages = models.JSONField(default=list, blank=True)
    website = models.URLField(blank=True)
    terms = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to={"vocabulary__in": PROFILE_VOCABULARIES}
    )
    # What its first text was taken from: the answers that its company allowed to be published.
    drafted_from = models.ForeignKey(
        Submission, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # When its company was last asked whether all this is still right.
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_reason = models.CharField(max_length=500, blank=True, help_text=_("The company reads it."))

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        indexes = [models.Index(fields=["state", "confirmed_at"], name="profile_by_confirmation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(batch_least=None) | Q(batch_most=None) | Q(batch_most__gte=F("batch_least")),
                name="profile_largest_batch_not_below_smallest",
                violation_error_message=_("The largest batch must not be below the smallest."),
            ),
            models.CheckConstraint(
                condition=Q(place="", latitude=None, longitude=None)
                | (~Q(place="") & Q(latitude__isnull=False, longitude__isnull=False)),
                name="profile_place_lies_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProfileState.PUBLISHED)
                | (Q(confirmed_at__isnull=False, published_at__isnull=False) & ~Q(place="") & ~Q(summary="")),
                name="published_profile_is_whole_and_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProfileState.HIDDEN) | ~Q(hidden_reason=""), name="hidden_profile_has_a_reason"
            ),
        ]

    def __str__(self):
        return self.organisation.name

    def get_absolute_url(self):
        return reverse("directory:profile", args=[self.slug])

    @property
    def freshness(self):
        """None for a profile that nobody ever confirmed."""
        if self.confirmed_at is None:
            return None
        age = timezone.now() - self.confirmed_at
        if age < CONFIRMED_FOR:
            return Freshness.FRESH
        return Freshness.OLD if age < CONFIRMED_FOR + SHOWN_WHILE_OLD else Freshness.LAPSED

    @property
    def is_public(self):
        return self.state == ProfileState.PUBLISHED and self.freshness in (Freshness.FRESH, Freshness.OLD)


class Equipment(models.Model):
    profile = models.ForeignKey(CapabilityProfile, on_delete=models.CASCADE, related_name="equipment")
    name = LineField(max_length=120, help_text=_("The machine: “5-axis machining center”."))
    note = LineField(max_length=200, blank=True, help_text=_("What it can do: its travels, its tolerance."))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = _("equipment")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["profile", "name"], name="equipment_once_per_profile")]

    def __str__(self):
        return self.name


class ProfilePicture(models.Model):
    """A picture that a company shows of its work. What can be seen in it, and whose it is, stand with the picture."""

    profile = models.ForeignKey(CapabilityProfile, on_delete=models.CASCADE, related_name="pictures")
    picture = models.OneToOneField(get_image_model_string(), on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return str(self.picture)


class Claim(models.Model):
    """That a person speaks for a company in the directory. Without a granted one nobody writes or answers for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.WAITING, editable=False)
    ground = models.CharField(max_length=10, choices=ClaimGround.choices, blank=True, editable=False)
    note = models.CharField(
        max_length=500, blank=True, help_text=_("What you do there, for the prize office to check.")
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.CharField(max_length=500, blank=True, help_text=_("Why it was refused or ended."))
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(state__in=(ClaimState.WAITING, ClaimState.GRANTED)),
                name="one_open_claim_per_person_and_company",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.GRANTED) | ~Q(ground=""), name="granted_claim_has_its_ground"
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.REFUSED) | ~Q(reason=""), name="refused_claim_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.person} for {self.organisation}"
