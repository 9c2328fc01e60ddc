from django.db import models

from accounts.rules import prizes_where
from prizes.rules import OFFICE_ROLES


class SharedQuerySet(models.QuerySet):
    """Rows that belong to no prize of the installation, and are looked after by the offices of all."""

    def visible_to(self, user):
        return self if prizes_where(user, *OFFICE_ROLES) else self.none()


class EnquiryQuerySet(SharedQuerySet):
    def of_person(self, person):
        return self.filter(person=person)


class RecipientQuerySet(SharedQuerySet):
    pass


class AbuseReportQuerySet(SharedQuerySet):
    pass


class EnquiryBlockQuerySet(SharedQuerySet):
    def in_force(self):
        return self.filter(lifted_at=None)
