from django.db import models
from django.utils import timezone

from network.enums import LEAST_COMPANIES
from prizes.models import Term


class TopicLesson(models.Model):
    """What the entrants of one topic teach together. Computed by a task from years that are told to the public."""

    term = models.OneToOneField(Term, on_delete=models.CASCADE, related_name="+")
    companies = models.PositiveIntegerField()
    # Plain data, ready to be shown: see network.lessons.
    content = models.JSONField()
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["term"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(companies__gte=LEAST_COMPANIES), name="lesson_of_enough_companies"
            ),
        ]

    def __str__(self):
        return str(self.term)
