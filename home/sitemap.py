from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap

from accounts.visitors import for_everybody
from showcase.models import WinnerPage


class PublicPages(Sitemap):
    """Every page that a visitor may read. A winner page that went live too early is not among them."""

    def items(self):
        pages = super().items()
        announced = WinnerPage.objects.announced()
        return pages.exclude(pk__in=WinnerPage.objects.exclude(pk__in=announced.values("pk")).values("pk"))


@for_everybody
def public_pages(request):
    return sitemap(request, sitemaps={"pages": PublicPages(request)})
