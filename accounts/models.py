import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import InvitationState, OrganisationKind, RoleName
from accounts.fields import LineField
from accounts.invitations import purpose_named
from accounts.managers import PersonManager
from accounts.querysets import (
    AffiliationQuerySet,
    InvitationQuerySet,
    OrganisationQuerySet,
    RoleQuerySet,
)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. Never deleted: erasing keeps the row as a pseudonym, for the record to point at."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = LineField(max_length=150)
    language = models.CharField(max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        verbose_name_plural = _("people")
        ordering = ["name", "email"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_lower_case"),
            models.CheckConstraint(condition=Q(erased_at=None) | Q(is_active=False), name="erased_person_is_inactive"),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]


class Organisation(models.Model):
    """A company, university or body. May exist before any of its people does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = LineField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.SME)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The group it belongs to. Conflicts of interest are proposed for the whole group."),
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    street = LineField(max_length=200, blank=True)
    city = LineField(max_length=100, blank=True)
    state = LineField(max_length=50, blank=True)
    postal_code = LineField(max_length=20, blank=True)
    website = models.URLField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisation_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="organisation_not_merged_into_itself"),
        ]

    def __str__(self):
        return self.name


class OrganisationAlias(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = LineField(max_length=200)

    class Meta:
        verbose_name_plural = _("organisation aliases")
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="alias_once_per_organisation")]

    def __str__(self):
        return self.name


class OrganisationDomain(models.Model):
    """An e-mail domain that belongs to one organisation; used to propose where a new person works."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=200, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(domain=Lower("domain")), name="domain_lower_case")]

    def __str__(self):
        return self.domain


class Affiliation(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")
    title = LineField(max_length=150, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(ended_on=None), name="one_current_affiliation"
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="affiliation_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"{self.person} at {self.organisation}"


class Role(models.Model):
    """A trust that somebody else gave this person for one prize. Django groups follow from these rows, never lead."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    # The one upward reference of the house: a role without its prize would be a right over every prize.
    # See docs/decisions/0002-role-points-at-its-prize.md.
    prize = models.ForeignKey("prizes.Prize", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=20, choices=RoleName.choices)
    given_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "prize", "name"], name="role_once_per_prize"),
            models.CheckConstraint(condition=~Q(given_by=F("person")), name="role_not_given_to_oneself"),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_name_display()} of {self.prize}"


def prize_model():
    """The model behind a role's prize, which this app may point at but not import."""
    return Role._meta.get_field("prize").related_model


class Invitation(models.Model):
    """One mechanism for everybody who is asked to come in. Only a hash of the token is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField()
    purpose = models.CharField(max_length=40)
    # What it is about: the purpose's handler knows the model behind the id.
    target = models.CharField(max_length=64)
    # Whose secretariat looks after it; none when a person invites on their own account.
    prize = models.ForeignKey("prizes.Prize", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    terms = models.JSONField(default=dict, blank=True)
    # What its mail and its events are filed under where that is narrower than the prize, like "edition:3".
    scope = models.CharField(max_length=64, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    # The row behind `target` while somebody has it in hand: what was just given need not be read again.
    at_hand: Any = None

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["purpose", "target"], name="invitation_by_target")]
        constraints = [
            # Accepted, declined or revoked: at most one of the three.
            models.CheckConstraint(
                condition=Q(accepted_at=None, declined_at=None)
                | Q(accepted_at=None, revoked_at=None)
                | Q(declined_at=None, revoked_at=None),
                name="invitation_answered_once",
            ),
            models.UniqueConstraint(
                fields=["address", "purpose", "target"],
                condition=Q(accepted_at=None, declined_at=None, revoked_at=None),
                name="one_open_invitation",
            ),
        ]

    def __str__(self):
        return f"{self.purpose} for {self.address}"

    @property
    def record_scope(self):
        return self.scope or (self.prize.record_scope if self.prize else "")

    @property
    def state(self):
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.declined_at:
            return InvitationState.DECLINED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if self.expires_at <= timezone.now() else InvitationState.OPEN

    @property
    def purpose_label(self):
        return purpose_named(self.purpose).label

    @property
    def asks(self):
        """What it asks of the person, in words that follow “asks you to”."""
        return purpose_named(self.purpose).describe(self)
