from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from judging.enums import AWARD_OUTCOMES


class DecisionQuerySet(models.QuerySet):
    """Nothing tells an outcome but these: a decision is told when its round is released and its announcement is due."""

    def standing(self):
        """An entry that was withdrawn before the decisions were sealed leaves its decision behind; it says nothing."""
        return self.filter(candidacy__withdrawn_at=None)

    def awards(self):
        return self.filter(outcome__in=AWARD_OUTCOMES)

    def told_to_public(self, now=None):
        return self._told(now, "public_at", candidacy__round__edition__rehearsal=False)

    def told_to_press(self, now=None):
        """Those who accepted the embargo. What the whole world was told they may know too."""
        return self._told(now, "press_at", "public_at")

    def told_to_entrants(self, now=None):
        return self._told(now, "entrants_at")

    def _told(self, now, *times, **more):
        """Standing, released, and one of these times has come."""
        moment = now or timezone.now()
        announcements = apps.get_model("judging", "Announcement").objects.filter(
            Q(*((f"{time}__lte", moment) for time in times), _connector=Q.OR),
            round=OuterRef("candidacy__round"),
            outcome=OuterRef("outcome"),
        )
        released = {"candidacy__withdrawn_at": None, "candidacy__round__release__isnull": False}
        return self.filter(Exists(announcements), **released, **more)
