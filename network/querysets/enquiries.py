from datetime import timedelta

from django.apps import apps
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from accounts.rules import prizes_where
from network.enums import OUTCOME_AFTER, EnquiryState, ReportState
from prizes.rules import OFFICE_ROLES

# A company is reminded once, of what has waited for a week; the clock may have stood still for some days.
REMIND_AFTER = timedelta(days=7)
REMIND_UNTIL = timedelta(days=28)


class SharedQuerySet(models.QuerySet):
    """Rows that belong to no prize of the installation, and are looked after by the offices of all."""

    def visible_to(self, user):
        return self if prizes_where(user, *OFFICE_ROLES) else self.none()


class EnquiryQuerySet(SharedQuerySet):
    def of_person(self, person):
        return self.filter(person=person)

    def with_recipients(self):
        recipients = apps.get_model("network", "EnquiryRecipient").objects.select_related(
            "profile__organisation", "answered_by"
        )
        return self.select_related("process", "material").prefetch_related(Prefetch("recipients", queryset=recipients))


class RecipientQuerySet(SharedQuerySet):
    def waiting(self):
        return self.filter(state=EnquiryState.SENT)

    def written_by(self, person):
        return self.filter(enquiry__person=person)

    def kept_by(self, person):
        """Those at companies for which this person speaks."""
        return self.filter(profile__in=apps.get_model("network", "CapabilityProfile").objects.kept_by(person))

    def concerning(self, person):
        """Written by this person, or to a company of theirs."""
        kept = apps.get_model("network", "CapabilityProfile").objects.kept_by(person)
        return self.filter(Q(enquiry__person=person) | Q(profile__in=kept))

    def for_reading(self):
        return self.select_related(
            "enquiry__person", "enquiry__process", "enquiry__material", "profile__organisation", "answered_by", "report"
        )

    def to_remind(self, now=None):
        now = now or timezone.now()
        asked = self.waiting().filter(enquiry__person__erased_at=None)
        return asked.filter(enquiry__created_at__lte=now - REMIND_AFTER, enquiry__created_at__gt=now - REMIND_UNTIL)

    def to_ask_for_outcome(self, now=None):
        since = (now or timezone.now()) - OUTCOME_AFTER
        return self.filter(state=EnquiryState.ANSWERED, answered_at__lte=since, outcome_asked_at=None)


class AbuseReportQuerySet(SharedQuerySet):
    def visible_to(self, user):
        """Whoever of the office wrote what was reported does not learn by whom."""
        return super().visible_to(user).exclude(recipient__enquiry__person=user)

    def open(self):
        return self.filter(state=ReportState.OPEN)


class EnquiryBlockQuerySet(SharedQuerySet):
    def in_force(self):
        return self.filter(lifted_at=None)


def reachable(profiles):
    """Those of these profiles for whose company somebody reads what is written to it."""
    claims = apps.get_model("network", "Claim").objects.granted().filter(person__is_active=True)
    return profiles.filter(organisation__in=claims.values("organisation"))
