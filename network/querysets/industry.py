from django.db import models

from accounts.rules import prizes_where
from network.enums import StatementState
from network.querysets.enquiries import SharedQuerySet
from prizes.rules import OFFICE_ROLES


class ProblemStatementQuerySet(SharedQuerySet):
    def public(self):
        return self.filter(state__in=(StatementState.PUBLISHED, StatementState.CLOSED))


class ProblemReplyQuerySet(SharedQuerySet):
    pass


class JuryOfferQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(prize__in=prizes_where(user, *OFFICE_ROLES))


class ApproachConsentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(award__category__edition__prize__in=prizes_where(user, *OFFICE_ROLES))

    def in_force(self):
        return self.filter(withdrawn_at=None)


class PartnerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(prize__in=prizes_where(user, *OFFICE_ROLES))

    def public(self):
        return self.filter(published=True)
