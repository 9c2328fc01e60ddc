from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import PageBody
from home.glance import edition_at_a_glance
from prizes.models import Edition, Prize
from showcase.visibility import PublicPageMixin


class PrizePage(PublicPageMixin, Page):
    """This year's edition, driven by the edition's own data: nothing here is typed twice."""

    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="+")
    introduction = models.TextField(max_length=800, blank=True)
    body = StreamField(PageBody(), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StandardPage"]
    page_description = "Dates, categories, criteria and jury of the running edition."
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
        return context


def current_edition(prize):
    """The newest edition whose dates the public may know. `prize` may be its id, or None."""
    if prize is None:
        return None
    return Edition.objects.public().filter(prize=prize).select_related("prize").order_by("-year").first()
