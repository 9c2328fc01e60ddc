"""What search engines may list: every page that a visitor may read, services, companies, topics, and what industry looks for."""

from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.contrib.sitemaps.views import sitemap
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap

from accounts.visitors import for_everybody
from network.models import CapabilityProfile, ProblemStatement
from network.topics.reading import topics_to_list
from prizes.models import SupportService
from search.sharing import place_of
from showcase.models import WinnerPage


class PublicPages(Sitemap):
    """A winner page that went live too early is not among them, and drafts change nothing of what is said."""

    def items(self):
        pages = super().items()
        announced = WinnerPage.objects.announced()
        return pages.exclude(pk__in=WinnerPage.objects.exclude(pk__in=announced.values("pk")).values("pk"))


class OfTheHouse(DjangoSitemap):
    """What is no page of Wagtail: a list, and each thing on it."""

    def __init__(self, request):
        self.place = place_of(request)

    # Django would write the host that was asked for; the site has one address, whoever asks how.
    def get_protocol(self, protocol=None):
        return urlsplit(self.place.address).scheme

    def get_domain(self, site=None):
        return urlsplit(self.place.address).netloc


class SupportServices(OfTheHouse):
    def items(self):
        return [None, *SupportService.objects.public().order_by("pk")]

    def location(self, service):
        return service.get_absolute_url() if service else reverse("prizes:support_services")

    def lastmod(self, service):
        return service and service.reviewed_on


class Companies(OfTheHouse):
    def items(self):
        return [None, *CapabilityProfile.objects.public().order_by("slug").only("slug", "confirmed_at")]

    def location(self, profile):
        return profile.get_absolute_url() if profile else reverse("directory:index")

    def lastmod(self, profile):
        return profile and profile.confirmed_at


class Topics(OfTheHouse):
    """Those on which something stands."""

    def items(self):
        return [None, *topics_to_list()]

    def location(self, term):
        return term.topic_address if term else reverse("topics:index")


class Industry(OfTheHouse):
    """Its fixed pages by their names, and what organisations look for."""

    def items(self):
        names = [f"industry:{name}" for name in ("door", "judge", "problems", "finalists", "partners")]
        return [*names, *ProblemStatement.objects.public().order_by("pk")]

    def location(self, item):
        return item.get_absolute_url() if isinstance(item, ProblemStatement) else reverse(item)

    def lastmod(self, item):
        return item.published_at if isinstance(item, ProblemStatement) else None


@for_everybody
def public_pages(request):
    parts = {
        "pages": PublicPages,
        "support": SupportServices,
        "companies": Companies,
        "topics": Topics,
        "industry": Industry,
    }
    return sitemap(request, sitemaps={name: part(request) for name, part in parts.items()})
