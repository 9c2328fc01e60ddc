from django.apps import apps
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from accounts.rules import prizes_where
from network.enums import JuryOfferState, ReplyState, StatementState
from network.querysets.enquiries import SharedQuerySet
from prizes.rules import OFFICE_ROLES


class ProblemStatementQuerySet(SharedQuerySet):
    def public(self):
        return self.filter(state__in=(StatementState.PUBLISHED, StatementState.CLOSED))

    def published(self):
        return self.filter(state=StatementState.PUBLISHED)

    def waiting(self):
        return self.filter(state=StatementState.WAITING)

    def overdue(self, today=None):
        """The last day for answers has passed."""
        return self.published().filter(closes_on__lt=today or timezone.localdate())

    def for_listing(self):
        return self.select_related("organisation").prefetch_related("terms")

    def with_reply_counts(self):
        """`reply_count`, and `waiting_count` of those that nobody has answered."""
        unanswered = Count("replies", filter=Q(replies__state=ReplyState.SENT))
        return self.annotate(reply_count=Count("replies"), waiting_count=unanswered)


class ProblemReplyQuerySet(SharedQuerySet):
    def for_listing(self):
        return self.select_related("organisation", "person", "answered_by", "statement__organisation")

    def of_companies(self, organisations):
        return self.filter(organisation__in=organisations)


class JuryOfferQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(prize__in=prizes_where(user, *OFFICE_ROLES))

    def of_person(self, person):
        return self.filter(person=person)

    def open(self):
        return self.filter(state__in=(JuryOfferState.OFFERED, JuryOfferState.NOTED))

    def waiting(self):
        return self.filter(state=JuryOfferState.OFFERED)

    def for_listing(self):
        return self.select_related("prize", "person").prefetch_related("fields")


class ApproachConsentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(award__category__edition__prize__in=prizes_where(user, *OFFICE_ROLES))

    def in_force(self):
        return self.filter(withdrawn_at=None)

    def public(self):
        """In force, and of an award that everybody may know of: a consent must not be the first to tell."""
        return self.in_force().filter(award__in=apps.get_model("showcase", "Award").objects.public())

    def of_prize(self, prize):
        return self.filter(award__category__edition__prize=prize)

    def with_context(self):
        return self.select_related("award__category__edition")


class PartnerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(prize__in=prizes_where(user, *OFFICE_ROLES))

    def public(self):
        return self.filter(published=True)

    def carrying(self, editions):
        """Those of these editions, and of their prizes in every year; published or not: a contract is a tie before that."""
        return self.filter(Q(edition__in=editions) | Q(edition=None, prize__editions__in=editions)).distinct()

    def for_display(self):
        logos = apps.get_model("showcase", "Rendition").objects.all()
        drawn = models.Prefetch("logo__renditions", queryset=logos, to_attr="prefetched_renditions")
        return self.select_related("organisation", "edition", "category", "logo").prefetch_related(drawn)
