from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Organisation
from judging.enums import Consequence, DeclarationKind
from judging.models.rounds import Round
from judging.querysets import DeclarationQuerySet, PledgeQuerySet
from prizes.models import Edition
from prizes.querysets import OfEditionQuerySet


class Pledge(models.Model):
    """A juror's signature under the round's confidentiality pledge, with the text as it was."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    text = models.TextField()
    signed_at = models.DateTimeField(default=timezone.now)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "juror", "version"], name="pledge_signed_once")]

    def __str__(self):
        return f"{self.juror}: {self.round}"

    @property
    def record_scope(self):
        return self.round.record_scope


class TieKind(models.Model):
    """A kind of tie between a juror and a company, with what follows from it in this edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    label = models.CharField(max_length=200)
    consequence = models.CharField(max_length=10, choices=Consequence.choices)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="tie_kind_key_once_per_edition")]

    def __str__(self):
        return self.label

    @property
    def record_scope(self):
        return f"edition:{self.edition_id}"


class Declaration(models.Model):
    """What a juror (or the office for them) says of one company, for the whole edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=DeclarationKind.choices)
    ties = models.ManyToManyField(TieKind, blank=True, related_name="+")
    note = models.TextField(blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "juror", "organisation"], name="one_declaration_per_company")
        ]

    def __str__(self):
        return f"{self.juror} on {self.organisation}: {self.get_kind_display()}"

    @property
    def record_scope(self):
        return f"edition:{self.edition_id}"


class Waiver(models.Model):
    """Lifts one exclusion. Given by the chair, or the deputy where the chair is tied; nobody waives their own."""

    declaration = models.OneToOneField(Declaration, on_delete=models.PROTECT, related_name="waiver")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
            models.CheckConstraint(condition=~Q(given_by=F("juror")), name="nobody_waives_their_own"),
        ]

    def __str__(self):
        return f"Waiver for {self.juror}"

    @property
    def record_scope(self):
        return self.declaration.record_scope
