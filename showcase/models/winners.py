import functools

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.models import Page

from prizes.models import Prize
from showcase.sharing import FeedPageMixin, SharedPageMixin

# As far as the column of an edition's year goes: a longer number is more than some databases can compare.
YEAR = r"(?P<year>[1-9][0-9]{0,4})/"


class WinnersPage(SharedPageMixin, FeedPageMixin, Page):
    """The showcase of a prize: the newest year, each year as a whole, and every award by year, category and industry."""

    introduction = models.TextField(blank=True, max_length=600)
    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="+")

    parent_page_types = ["home.HomePage"]
    subpage_types = ["showcase.WinnerPage"]
    page_description = _("All winners, finalists and commended companies, year by year.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("prize", help_text=_("Its announced awards are listed here by themselves.")),
        FieldPanel("introduction", help_text=_("One or two sentences above the list.")),
    ]
    template = "showcase/winners_page.html"
    feed_title = _("Winners")
    per_page = 24

    @path("")
    def front(self, request):
        return self.render(request, context_overrides=pages().front(self, request))

    @re_path(rf"^{YEAR}$", name="year")
    def one_year(self, request, year):
        found = pages().one_year(self, request, int(year)) or not_there()
        return self.render(request, template="showcase/year.html", context_overrides=found)

    @re_path(rf"^{YEAR}judging/$", name="judging")
    def judging(self, request, year):
        found = pages().judging(self, request, int(year)) or not_there()
        return self.render(request, template="showcase/judging_record.html", context_overrides=found)

    @re_path(rf"^{YEAR}press/$", name="press")
    def press(self, request, year):
        found = pages().press(self, request, int(year)) or not_there()
        return self.render(request, template="showcase/press/public.html", context_overrides=found)

    @re_path(rf"^{YEAR}press/pictures/(?P<picture>[0-9]{{1,12}})/$", name="press_picture")
    def press_picture(self, request, year, picture):
        return pages().press_picture(self, int(year), int(picture)) or not_there()

    @re_path(rf"^{YEAR}press/download/$", name="press_archive")
    def press_archive(self, request, year):
        return pages().press_archive(self, request, int(year)) or not_there()

    def feed_pages(self):
        return pages().feed(self)

    def address_of(self, year, route="year", request=None):
        """Where this year stands on the site; empty while the page has no address."""
        return address_below(self.get_url(request), year, route)

    def get_sitemap_urls(self, request=None):
        own = super().get_sitemap_urls(request)
        parts = [part_of_year(year) for year in pages().years(self)]
        return own + [entry | {"location": entry["location"] + part} for entry in own for part in parts]


def address_below(url, year, route="year"):
    """Of a year, where a page of winners stands at `url`: nothing more need be known of it."""
    return url + part_of_year(year, route) if url else ""


@functools.lru_cache(maxsize=500)
def part_of_year(year, route="year"):
    """Of its address, what follows that of the page of winners. Wagtail reads all routes of a page anew for each."""
    return WinnersPage().reverse_subpage(route, kwargs={"year": year})


def pages():
    """What the pages say reads all models of the app, so it is imported once they are there."""
    from showcase import winners

    return winners


def not_there():
    raise Http404("Nothing of this is announced.")
