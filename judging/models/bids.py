from django.conf import settings
from django.db import models
from django.utils import timezone

from judging.enums import BidChoice
from judging.models.rounds import Candidacy


class Bid(models.Model):
    """How gladly a juror would read an entry, said before anything is assigned. No row: nothing was said."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="bids")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=BidChoice.choices)
    placed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "juror"], name="one_bid_per_juror"),
            models.CheckConstraint(condition=models.Q(choice__in=BidChoice.values), name="bid_is_one_of_the_choices"),
        ]

    def __str__(self):
        return f"{self.get_choice_display()}: {self.candidacy.code}, {self.juror}"

    @property
    def record_scope(self):
        return self.candidacy.record_scope
