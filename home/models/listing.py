from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.models.sites import PrizeSiteMixin
from showcase.feeds import MOST
from showcase.sharing import FeedPageMixin


class ListingPage(PrizeSiteMixin, FeedPageMixin, Page):
    """A page that lists the pages beneath it, the newest first, and tells of them in a feed."""

    introduction = models.TextField(max_length=600, blank=True)

    parent_page_types = ["home.HomePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    per_page = 12

    class Meta:
        abstract = True

    def listed(self):
        """Those that everybody may read."""
        raise NotImplementedError

    def newest(self):
        return self.listed().newest_first().with_renditions()

    def feed_pages(self):
        return [(page, {}) for page in self.listed().newest_first().select_related("picture")[:MOST]]
