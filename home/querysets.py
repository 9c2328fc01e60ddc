from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.query import PageQuerySet

from accounts.enums import RoleName
from accounts.rules import prizes_where
from home.enums import CommitmentState, OfferState, SignUpState
from showcase.models.pictures import card_renditions
from showcase.visibility import open_q

# Who works on the pages of a prize's site, and with those who sign up there.
SITE_ROLES = (RoleName.SECRETARIAT, RoleName.EDITOR)


def on_sites_of(prizes):
    """For a filter on pages: the front pages of these prizes, and what stands beneath them."""
    beneath = Q(pk__in=[])
    fronts = apps.get_model("home", "HomePage").objects.filter(prize__in=prizes)
    for path in fronts.values_list("path", flat=True):
        beneath |= Q(path__startswith=path)
    return beneath


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
    card_fields = (
        *CardQuerySet.card_fields,
        *("kind", "starts_at", "ends_at", "time_zone", "venue", "place"),
        *("takes_sign_ups", "capacity", "sign_up_until", "called_off"),
    )

    def visible_to(self, person):
        """Those of the sites that this person works on, published or not."""
        prizes = prizes_where(person, *SITE_ROLES)
        return self.filter(on_sites_of(prizes)) if prizes else self.none()

    def newest_first(self):
        return self.order_by("-starts_at", "-pk")

    def soonest_first(self):
        return self.order_by("starts_at", "pk")

    def coming(self, now=None):
        """Until they are over: who is late still finds the way."""
        return self.filter(ends_at__gt=now or timezone.now())

    def past(self, now=None):
        return self.filter(ends_at__lte=now or timezone.now())

    def relied_on(self):
        """Somebody has signed up for what is still to begin, and has not been told that it is off."""
        active = apps.get_model("home", "SignUp").objects.active().filter(event=OuterRef("pk"))
        return self.filter(models.Exists(active), called_off="", starts_at__gt=timezone.now())

    def with_places(self):
        """Each with how many have a place, and how many wait for one."""
        return self.annotate(
            **{name: _counted(state) for name, state in (("taken", "registered"), ("waiting", "waiting"))}
        )


def _counted(state):
    rows = apps.get_model("home", "SignUp").objects.order_by().filter(event=OuterRef("pk"), state=state)
    counted = rows.values("event").annotate(rows=models.Count("pk")).values("rows")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)


class SignUpQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who look after the events of the site: its office and its editors."""
        return self.filter(event__in=apps.get_model("home", "EventPage").objects.visible_to(person))

    def of_address(self, address):
        return self.filter(email=address.lower()).exclude(email="")

    def active(self):
        """With a place, or in the queue for one."""
        return self.exclude(state=SignUpState.CANCELED)

    def holding_a_place(self):
        return self.filter(state=SignUpState.REGISTERED)

    def waiting(self):
        return self.filter(state=SignUpState.WAITING)

    def named(self):
        """Those whose names are still known."""
        return self.exclude(name="")

    def to_remind(self, *, before, now=None):
        """With a place at an event so near, and not told since they took it before it was."""
        now = now or timezone.now()
        near = (
            self.holding_a_place()
            .named()
            .filter(event__live=True, event__called_off="", event__starts_at__range=(now, now + before))
        )
        taken = near.annotate(taken_at=Coalesce("moved_up_at", "created_at"))
        return taken.filter(reminded_at=None, taken_at__lt=F("event__starts_at") - before)


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who look after the awards of the prize, and those who make its pages."""
        prizes = prizes_where(person, RoleName.SECRETARIAT, RoleName.AUDITOR, RoleName.EDITOR)
        return self.filter(award__category__edition__prize__in=prizes)

    def managed_by(self, person):
        return self.filter(award__category__edition__prize__in=prizes_where(person, RoleName.SECRETARIAT))

    def open(self):
        return self.filter(state=CommitmentState.OPEN)

    def overdue(self, today=None):
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def told(self):
        """Of awards that their companies know of."""
        return self.filter(award__in=apps.get_model("showcase", "Award").objects.told_to_entrants())

    def with_context(self):
        return self.select_related("award__category__edition__prize", "award__nomination", "event", "story")
