from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from judging.models.rounds import Round, Seal


class Computation(models.Model):
    """The fair scores of one state of the marks. Only the newest of a round is kept: a seal holds what must stay."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="computation")
    # The hash of the input says whether there is anything to compute anew; the fingerprint, read in a few counts,
    # whether the input may have moved.
    input_hash = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    method = models.CharField(max_length=60)
    scorecards = models.PositiveIntegerField()
    result = models.TextField()
    # What stands out in how marks were given: for the chair, never sealed, never exported.
    flags = models.TextField(default="[]")
    computed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return _("Figures of %(round)s") % {"round": self.round}

    @property
    def record_scope(self):
        return self.round.record_scope


class Sealing(models.Model):
    """The chair asked for the seal; a task computes the full model, and seals when nothing has moved meanwhile."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sealings")
    reason = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    # How far the model is, in sweeps.
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=1)
    finished_at = models.DateTimeField(null=True, blank=True)
    seal = models.OneToOneField(Seal, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Why there is no seal, in the words of the rule that refused.
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["round"], condition=Q(finished_at=None), name="one_sealing_at_a_time"),
            models.CheckConstraint(condition=Q(done__lte=F("of")), name="sealing_not_beyond_its_end"),
            models.CheckConstraint(
                condition=Q(finished_at=None, seal=None, refusal="")
                | Q(finished_at__isnull=False, seal__isnull=False, refusal="")
                | (Q(finished_at__isnull=False, seal=None) & ~Q(refusal="")),
                name="finished_sealing_has_a_seal_or_says_why",
            ),
        ]

    def __str__(self):
        return _("Sealing of %(round)s") % {"round": self.round}

    @property
    def record_scope(self):
        return self.round.record_scope
