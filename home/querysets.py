from django.db import models
from wagtail.query import PageQuerySet

from accounts.enums import RoleName
from accounts.rules import prizes_where
from home.enums import OfferState
from showcase.models.pictures import card_pictures
from showcase.visibility import public_q


class StoryPageQuerySet(PageQuerySet):
    def newest_first(self):
        return self.order_by("-first_published_at", "pk")

    def with_pictures(self):
        return self.prefetch_related(card_pictures())

    def related_to(self, story, terms):
        """Public stories that share a term with this one; who shares most comes first."""
        others = self.live().filter(public_q()).exclude(pk=story.pk).filter(terms__in=terms)
        return others.annotate(shared=models.Count("terms")).order_by("-shared", "-first_published_at", "pk")


class NewsPageQuerySet(PageQuerySet):
    def newest_first(self):
        return self.order_by("-date", "-pk")

    def with_pictures(self):
        return self.prefetch_related(card_pictures())


class StoryOfferQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who make stories of them: the editors of the prize, and its office."""
        prizes = prizes_where(person, RoleName.EDITOR, RoleName.SECRETARIAT)
        return self.filter(nomination__edition__prize__in=prizes)

    def waiting(self):
        return self.filter(state=OfferState.OFFERED)

    def with_context(self):
        return self.select_related("nomination__edition__prize", "page")
