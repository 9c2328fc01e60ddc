from django.utils.functional import cached_property

from showcase.sharing import SharedPageMixin


class PrizeSiteMixin(SharedPageMixin):
    """Of a page that stands on the site of a prize, and asks its front page which."""

    @cached_property
    def prize(self):
        """None for a page that hangs nowhere yet, or on a site without a prize."""
        home = self.get_ancestors().filter(homepage__isnull=False).select_related("homepage__prize").last()
        return home and home.homepage.prize

    @property
    def record_scope(self):
        return self.prize.record_scope if self.prize else ""
