"""RSS of a page that lists others."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Enclosure
from django.utils.html import escape
from django.utils.text import Truncator

MOST = 20
PICTURE_TYPE = "image/png"
# The format wants the bytes, and takes 0 for a picture that is drawn when it is asked for.
UNKNOWN_LENGTH = "0"
LONGEST_DESCRIPTION = 600


class PageFeed(Feed):
    """All addresses are absolute, so the feed reads the same wherever it is copied to."""

    item_guid_is_permalink = False

    def __init__(self, page, place, request):
        self.page, self.place, self.request = page, place, request
        self.link = page.get_full_url(request)
        self.feed_url = f"{self.link}feed/"
        self.title = f"{page.feed_title} · {place.name}"
        self.description = page.told({}).description or page.title

    def items(self):
        return [(page, page.told(known)) for page, known in self.page.feed_pages()[:MOST]]

    def item_title(self, item):
        """Readers take titles and texts for HTML."""
        return escape(item[1].title)

    def item_description(self, item):
        return escape(Truncator(item[1].description).chars(LONGEST_DESCRIPTION))

    def item_link(self, item):
        return item[0].get_full_url(self.request)

    def item_guid(self, item):
        """Stays when the page gets another address."""
        return item[0].translation_key.urn

    def item_pubdate(self, item):
        return item[1].published_at

    def item_updateddate(self, item):
        return item[0].last_published_at or item[1].published_at

    def item_enclosures(self, item):
        page, told = item
        return [Enclosure(page.picture_address(told, self.place), UNKNOWN_LENGTH, PICTURE_TYPE)]
