from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import PageBody
from home.models.sites import PrizeSiteMixin


class StandardPage(PrizeSiteMixin, Page):
    introduction = models.TextField(max_length=600, blank=True)
    body = StreamField(PageBody(), blank=True)

    parent_page_types = ["home.HomePage", "home.PrizePage", "home.StandardPage"]
    page_description = _("Any other page: about, rules, privacy, contact.")
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
