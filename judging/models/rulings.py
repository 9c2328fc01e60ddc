from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from judging.models.rounds import Candidacy


class TieRuling(models.Model):
    """The chair's recorded word on two entries that nothing else could tell apart."""

    above = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="+")
    below = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["ruled_at"]
        constraints = [
            models.UniqueConstraint(fields=["above", "below"], name="tie_ruled_once"),
            models.CheckConstraint(condition=~Q(above=F("below")), name="tie_between_two_entries"),
            models.CheckConstraint(condition=~Q(reason=""), name="tie_ruling_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.above} above {self.below}"
