"""What search engines may list: every page that a visitor may read, the support services, and the topics."""

from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.contrib.sitemaps.views import sitemap
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap

from accounts.visitors import for_everybody
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


class SupportServices(DjangoSitemap):
    def __init__(self, request):
        self.place = place_of(request)

    def items(self):
        return [None, *SupportService.objects.public().order_by("pk")]

    def location(self, service):
        return service.get_absolute_url() if service else reverse("prizes:support_services")

    def lastmod(self, service):
        return service and service.reviewed_on

    # Django would write the host that was asked for; the site has one address, whoever asks how.
    def get_protocol(self, protocol=None):
        return urlsplit(self.place.address).scheme

    def get_domain(self, site=None):
        return urlsplit(self.place.address).netloc


class Topics(SupportServices):
    """Those on which something stands."""

    def items(self):
        return [None, *topics_to_list()]

    def location(self, term):
        return term.topic_address if term else reverse("topics:index")

    def lastmod(self, term):
        return None


@for_everybody
def public_pages(request):
    sitemaps = {"pages": PublicPages(request), "support": SupportServices(request), "topics": Topics(request)}
    return sitemap(request, sitemaps=sitemaps)
