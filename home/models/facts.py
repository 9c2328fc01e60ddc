from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import FactsBody
from home.models.sites import PrizeSiteMixin


class FactsPage(PrizeSiteMixin, Page):
    """Figures about manufacturing that anybody may quote, each with its source."""

    introduction = models.TextField(max_length=600, blank=True)
    terms_of_use = models.CharField(
        max_length=300, help_text=_("What a journalist may do with the figures, and how to name where they are from.")
    )
    body = StreamField(FactsBody())

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = []
    page_description = _("Figures that anybody may quote, each with its source.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("terms_of_use"),
        FieldPanel("body"),
    ]
