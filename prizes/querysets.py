from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from accounts.enums import RoleName
from accounts.rules import is_secretariat_of_any_prize, prizes_where
from prizes.enums import REMINDED_AFTER, ServiceRequestState
from prizes.rules import OFFICE_ROLES


class PrizeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the back office shows: the prizes for which this person sits in the office or audits."""
        return self.filter(pk__in=prizes_where(user, *OFFICE_ROLES))

    def editable_by(self, user):
        return self.filter(pk__in=prizes_where(user, RoleName.SECRETARIAT))


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(prize__in=prizes_where(user, *OFFICE_ROLES))

    def editable_by(self, user):
        return self.filter(prize__in=prizes_where(user, RoleName.SECRETARIAT))

    def public(self):
        return self.filter(published=True, rehearsal=False)

    def opened(self, now=None):
        return self.filter(opens_at__lte=now or timezone.now())

    def upcoming(self, now=None):
        return self.filter(opens_at__gt=now or timezone.now())

    def open_for_nominations(self, now=None):
        now = now or timezone.now()
        return self.opened(now).filter(closes_at__gt=now)

    def running(self, now=None):
        """Of each prize the latest edition that has opened: it runs until the next opens. Rehearsals run beside it."""
        opened = self.opened(now)
        latest = (
            self.model.objects.opened(now)
            .filter(prize=OuterRef("prize"), rehearsal=False)
            .order_by("-opens_at", "-pk")
            .values("pk")[:1]
        )
        return opened.filter(Q(pk=Subquery(latest)) | Q(rehearsal=True, closes_at__gt=now or timezone.now()))


class OfEditionQuerySet(models.QuerySet):
    """Rows that belong to an edition and are seen by whoever sees it."""

    def visible_to(self, user):
        return self.filter(edition__prize__in=prizes_where(user, *OFFICE_ROLES))

    def public(self):
        return self.filter(edition__published=True, edition__rehearsal=False)


class EligibilityRuleQuerySet(OfEditionQuerySet):
    def for_screening(self):
        """With all that a verdict tells: options, and the help that may lead to a yes next year. Four queries."""
        services = apps.get_model("prizes", "SupportService").objects.select_related("provider")
        return self.select_related("assistance").prefetch_related(
            "options",
            Prefetch("assistance__support_services", services),
            "assistance__support_services__sub_industries",
        )


class TermQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Vocabularies are shared by all prizes of the installation."""
        return self if prizes_where(user, *OFFICE_ROLES) else self.none()

    def editable_by(self, user):
        return self if is_secretariat_of_any_prize(user) else self.none()

    def of(self, vocabulary):
        return self.filter(vocabulary=vocabulary)

    def top_level(self):
        return self.filter(broader=None)

    def known_as(self, vocabulary, slugs):
        """Those that go by one of these slugs, or went by it once."""
        redirects = apps.get_model("prizes", "TermRedirect").objects.filter(vocabulary=vocabulary, slug__in=slugs)
        return self.of(vocabulary).filter(Q(slug__in=slugs) | Q(pk__in=redirects.values("term")))


class SupportServiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if prizes_where(user, *OFFICE_ROLES) else self.none()

    def editable_by(self, user):
        return self if is_secretariat_of_any_prize(user) else self.none()

    def public(self):
        return self.filter(published=True)

    def for_listing(self):
        return self.select_related("provider").prefetch_related("assistance")

    def for_fitting(self):
        """With all that is held against a company. Three queries."""
        terms = self.model._meta.get_field("assistance").related_model.objects.select_related("broader")
        return self.select_related("provider").prefetch_related(
            Prefetch("assistance", terms), Prefetch("sub_industries", terms)
        )

    def for_telling(self):
        """With all that is told of a service as well. Four queries."""
        return self.for_fitting().prefetch_related("topics")

    def offering(self, terms):
        return self.filter(assistance__in=terms).distinct()

    def naming(self, term):
        return self.filter(Q(assistance=term) | Q(sub_industries=term) | Q(topics=term)).distinct()

    def with_request_counts(self):
        return self.annotate(
            requests_sent=Count("requests", distinct=True),
            requests_answered=Count("requests", filter=Q(requests__state=ServiceRequestState.ANSWERED), distinct=True),
        )

    def review_due(self, today):
        """Those that a provider may be asked about, and nobody waits for the office to mend."""
        return self.public().filter(review_due_on__lte=today, remark="").exclude(contact_email="")


class ServiceRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the back office shows: what was asked and answered, to those who look after the services."""
        return self if prizes_where(user, *OFFICE_ROLES) else self.none()

    def of_person(self, person):
        return self.filter(person=person)

    def open(self):
        return self.filter(state=ServiceRequestState.SENT)

    def since(self, moment):
        return self.filter(created_at__gt=moment)

    def with_context(self):
        return self.select_related("service__provider", "person")

    def to_remind_of(self, now):
        return self.open().filter(created_at__lte=now - REMINDED_AFTER, reminded_at=None)
