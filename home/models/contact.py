from django.conf import settings
from django.db import models
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import PageBody
from home.contacting import answer_contact
from home.models.sites import PrizeSiteMixin


class ContactPage(PrizeSiteMixin, Page):
    """Who is behind the prize, and a form to write to them."""

    introduction = models.TextField(max_length=600, blank=True)
    address = models.EmailField(
        blank=True, help_text=_("Where the messages go. Empty: the contact address of the prize.")
    )
    topics = models.TextField(
        default="Entering the prize\nJudging\nStories and press\nSomething else",
        max_length=600,
        help_text=_("What a message can be about. One a line."),
    )
    body = StreamField(PageBody(), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("People, addresses, and a form to write to the office.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("address"),
        FieldPanel("topics"),
        FieldPanel("body"),
    ]

    @property
    def topic_lines(self):
        return [line.strip() for line in self.topics.splitlines() if line.strip()] or [str(_("Something else"))]

    @property
    def office_address(self):
        return self.address or (self.prize and self.prize.contact_email) or settings.DEFAULT_FROM_EMAIL

    def serve(self, request, *args, **kwargs):
        form, response = answer_contact(self, request)
        if response:
            return response
        context = self.get_context(request, *args, **kwargs) | {"form": form}
        return TemplateResponse(request, self.get_template(request, *args, **kwargs), context)
