from dataclasses import replace

from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import PageBody
from home.calendar import calendar_of, calendar_response
from home.glance import edition_at_a_glance
from prizes.models import Edition, Prize
from search.sharing import place_of
from search.structured import thing
from showcase.sharing import SharedPageMixin, publisher


class PrizePage(SharedPageMixin, RoutablePageMixin, Page):
    """This year's edition, driven by the edition's own data: nothing here is typed twice."""

    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="+")
    introduction = models.TextField(max_length=800, blank=True)
    body = StreamField(PageBody(), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("Dates, categories, criteria and jury of the running edition.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("prize"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        edition = current_edition(self.prize_id)
        context |= {"edition": edition, "facts": edition and edition_at_a_glance(edition), "now": timezone.now()}
        return context | {"calendar_url": f"{self.get_url(request)}calendar/"}

    @path("calendar/", name="calendar")
    def calendar(self, request):
        edition = current_edition(self.prize_id)
        if edition is None:
            raise Http404("No edition is public.")
        text = calendar_of(edition, address=self.get_full_url(request), host=place_of(request).host)
        return calendar_response(text, f"{edition.prize.slug}-{edition.year}")

    def told(self, context):
        edition = context.get("edition")
        return replace(super().told(context), kicker=edition.name if edition else "")

    def structured_data(self, share, place, context):
        """Each date of the year: where a ceremony is held stands in its note."""
        edition, facts = context.get("edition"), context.get("facts")
        return [_event(date, edition, share, place) for date in (facts.dates if facts else ())]


def _event(date, edition, share, place):
    return thing(
        "Event",
        name=f"{date.label} · {edition.name}",
        startDate=date.opens_at.astimezone(edition.zone).isoformat(),
        description=date.note,
        url=share.address,
        image=[share.picture_address],
        location=thing("VirtualLocation", url=share.address) if date.is_online else None,
        eventAttendanceMode="https://schema.org/OnlineEventAttendanceMode" if date.is_online else None,
        eventStatus="https://schema.org/EventScheduled",
        organizer=publisher(place),
    )


def current_edition(prize):
    """The newest edition whose dates the public may know. `prize` may be its id, or None."""
    if prize is None:
        return None
    return Edition.objects.public().filter(prize=prize).select_related("prize").order_by("-year").first()
