from django.apps import apps
from django.db import models
from django.utils import timezone

from accounts.rules import prizes_where
from network.enums import CONFIRMED_FOR, SHOWN_WHILE_OLD, ClaimState, ProfileState
from prizes.rules import OFFICE_ROLES


class ProfileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The directory is shared by all prizes of the installation, like its vocabularies."""
        return self if prizes_where(user, *OFFICE_ROLES) else self.none()

    def public(self, now=None):
        """Published, and confirmed within the time that it is shown for."""
        since = (now or timezone.now()) - CONFIRMED_FOR - SHOWN_WHILE_OLD
        return self.filter(state=ProfileState.PUBLISHED, confirmed_at__gt=since)

    def kept_by(self, person):
        """Those for whose company this person speaks."""
        return self.filter(organisation__in=_claimed(person))


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if prizes_where(user, *OFFICE_ROLES) else self.none()

    def granted(self):
        return self.filter(state=ClaimState.GRANTED)

    def waiting(self):
        return self.filter(state=ClaimState.WAITING)

    def of_person(self, person):
        return self.filter(person=person)


def _claimed(person):
    return apps.get_model("network", "Claim").objects.granted().of_person(person).values("organisation")
