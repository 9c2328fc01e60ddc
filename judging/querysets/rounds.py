from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import RoleName
from accounts.rules import is_signed_in, prizes_where


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The prize office and the auditor see the rounds of their prizes, a juror those of their panels."""
        if not is_signed_in(user):
            return self.none()
        return self.filter(Q(edition__prize__in=office_prizes(user)) | Q(pk__in=self._pks_of_juror(user)))

    def of_juror(self, person):
        return self.filter(pk__in=self._pks_of_juror(person))

    def started(self):
        return self.filter(opens_at__lte=timezone.now())

    def open(self):
        now = timezone.now()
        return self.filter(opens_at__lte=now, closes_at__gt=now)

    def sealed(self):
        """Whose figures are sealed: nothing moves any more that they were made from."""
        return self.filter(Exists(apps.get_model("judging", "Seal").objects.standing().filter(round=OuterRef("pk"))))

    def _pks_of_juror(self, person):
        return self.model._base_manager.filter(panels__seats__juror=person.pk, panels__seats__left_at=None).values("pk")


class SealQuerySet(models.QuerySet):
    def standing(self):
        """Not lifted since."""
        return self.filter(lift=None)


class RoundCategoryQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not is_signed_in(user):
            return self.none()
        return self.filter(round__edition__prize__in=office_prizes(user))


class PanelQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not is_signed_in(user):
            return self.none()
        return self.filter(round__edition__prize__in=office_prizes(user))


class SeatQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not is_signed_in(user):
            return self.none()
        return self.filter(panel__round__edition__prize__in=office_prizes(user))

    def current(self):
        return self.filter(left_at=None)

    def scoring(self):
        return self.current().filter(scores=True)

    def leading(self):
        return self.current().filter(Q(is_chair=True) | Q(is_deputy=True))


def office_prizes(user):
    """Prizes whose rounds this person administers or audits."""
    return prizes_where(user, RoleName.SECRETARIAT, RoleName.AUDITOR)
