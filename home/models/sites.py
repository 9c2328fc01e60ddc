from django.utils.functional import cached_property
from wagtail.models import Page

from showcase.sharing import SharedPageMixin


class PrizeSiteMixin(SharedPageMixin):
    """Of a page that stands on the site of a prize, and asks its front page which."""

    @cached_property
    def prize(self):
        """None for a page that hangs nowhere yet, or on a site without a prize."""
        home = self.get_ancestors().filter(homepage__isnull=False).select_related("homepage__prize").last()
        return home and home.homepage.prize

    @classmethod
    def read_prizes(cls, pages):
        homes = list(Page.objects.filter(homepage__isnull=False).select_related("homepage__prize").order_by("depth"))
        for page in pages:
            above = [home for home in homes if page.path.startswith(home.path)]
            page.prize = above[-1].homepage.prize if above else None

    @property
    def record_scope(self):
        return self.prize.record_scope if self.prize else ""
