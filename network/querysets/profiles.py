from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.rules import prizes_where
from network.enums import CONFIRMED_FOR, OPEN_CLAIMS, SHOWN_WHILE_OLD, ClaimState, Freshness, ProfileState
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

    def whole(self):
        """With all that stands in it, in a fixed number of queries."""
        return self.select_related("organisation").prefetch_related("terms", "equipment", "pictures__picture")

    def unkept(self):
        """Those for whose company nobody speaks any more."""
        granted = apps.get_model("network", "Claim").objects.granted().filter(person__is_active=True)
        return self.exclude(organisation__in=granted.values("organisation"))

    def of_freshness(self, freshness, now=None):
        year_ago = (now or timezone.now()) - CONFIRMED_FOR
        lapsed = year_ago - SHOWN_WHILE_OLD
        return self.filter(
            {
                Freshness.FRESH: Q(confirmed_at__gt=year_ago),
                Freshness.OLD: Q(confirmed_at__lte=year_ago, confirmed_at__gt=lapsed),
                Freshness.LAPSED: Q(confirmed_at__lte=lapsed),
            }[Freshness(freshness)]
        )

    def not_asked_since(self, age, now=None):
        """Published, confirmed this long ago, and not asked about since they became that old."""
        asked = Q(asked_at__isnull=False, asked_at__gte=F("confirmed_at") + age)
        return self.filter(state=ProfileState.PUBLISHED, confirmed_at__lte=(now or timezone.now()) - age).exclude(asked)


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if prizes_where(user, *OFFICE_ROLES) else self.none()

    def granted(self):
        return self.filter(state=ClaimState.GRANTED)

    def waiting(self):
        return self.filter(state=ClaimState.WAITING)

    def open(self):
        return self.filter(state__in=OPEN_CLAIMS)

    def of_person(self, person):
        return self.filter(person=person)

    def ended_by_others(self):
        """Refused, or ended, by somebody who does not want this person to speak for the company."""
        closed = self.filter(state__in=(ClaimState.REFUSED, ClaimState.ENDED), decided_by__isnull=False)
        return closed.exclude(decided_by=F("person"))


def _claimed(person):
    return apps.get_model("network", "Claim").objects.granted().of_person(person).values("organisation")
