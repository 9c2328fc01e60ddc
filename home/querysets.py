from django.db import models
from wagtail.query import PageQuerySet

from accounts.enums import RoleName
from accounts.rules import prizes_where
from home.enums import CommitmentState, OfferState, SignUpState
from showcase.models.pictures import card_renditions
from showcase.visibility import open_q


class CardQuerySet(PageQuerySet):
    """Of pages that lists show as cards."""

    # What a card says of its page: what else a page has is left where it is, and costs a list nothing.
    card_fields: tuple[str, ...] = ("title", "url_path", "summary")

    def for_cards(self):
        """Their pictures are left to `read_pictures()`, which reads those of several lists together."""
        return self.only(*self.card_fields, "picture")

    def with_renditions(self):
        return self.for_cards().select_related("picture").prefetch_related(card_renditions())


class StoryPageQuerySet(CardQuerySet):
    card_fields = (*CardQuerySet.card_fields, "company_name")

    def newest_first(self):
        return self.order_by("-first_published_at", "pk")

    def related_to(self, story, terms):
        """Public stories that share a term with this one; who shares most comes first."""
        others = self.filter(open_q(), terms__in=terms).exclude(pk=story.pk)
        return others.annotate(shared=models.Count("terms")).order_by("-shared", "-first_published_at", "pk")


class NewsPageQuerySet(CardQuerySet):
    card_fields = (*CardQuerySet.card_fields, "date")

    def newest_first(self):
        return self.order_by("-date", "-pk")


class StoryOfferQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who make stories of them: the editors of the prize, and its office."""
        prizes = prizes_where(person, RoleName.EDITOR, RoleName.SECRETARIAT)
        return self.filter(nomination__edition__prize__in=prizes)

    def waiting(self):
        return self.filter(state=OfferState.OFFERED)

    def with_context(self):
        return self.select_related("nomination__edition__prize", "page")


class EventPageQuerySet(CardQuerySet):
    card_fields = (*CardQuerySet.card_fields, "kind", "starts_at", "ends_at", "time_zone", "place")

    def newest_first(self):
        return self.order_by("-starts_at", "-pk")


class SignUpQuerySet(models.QuerySet):
    def holding_a_place(self):
        return self.filter(state=SignUpState.REGISTERED)

    def waiting(self):
        return self.filter(state=SignUpState.WAITING)


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who look after the awards of the prize, and those who make its pages."""
        prizes = prizes_where(person, RoleName.SECRETARIAT, RoleName.AUDITOR, RoleName.EDITOR)
        return self.filter(award__category__edition__prize__in=prizes)

    def open(self):
        return self.filter(state=CommitmentState.OPEN)
