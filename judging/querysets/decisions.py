from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from judging.enums import AWARD_OUTCOMES


class DecisionQuerySet(models.QuerySet):
    """Nothing tells an outcome but these: a decision is told when its round is released and its announcement is due."""

    def standing(self):
        """An entry that was withdrawn before the decisions were sealed leaves its decision behind; it says nothing."""
        return self.filter(candidacy__withdrawn_at=None)

    def released(self):
        return self.standing().filter(candidacy__round__release__isnull=False)

    def awards(self):
        return self.filter(outcome__in=AWARD_OUTCOMES)

    def told_to_public(self, now=None):
        return self._told("public_at", now).filter(candidacy__round__edition__rehearsal=False)

    def told_to_entrants(self, now=None):
        return self._told("entrants_at", now)

    def _told(self, audience, now):
        announcements = apps.get_model("judging", "Announcement").objects.filter(
            round=OuterRef("candidacy__round"),
            outcome=OuterRef("outcome"),
            **{f"{audience}__lte": now or timezone.now()},
        )
        return self.released().filter(Exists(announcements))
