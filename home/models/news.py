from dataclasses import replace

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager

from home.blocks import PageBody
from home.models.listing import ListingPage
from home.models.sites import PrizeSiteMixin
from home.querysets import NewsPageQuerySet
from showcase.sharing import told_of_list
from showcase.visibility import open_q


class NewsIndexPage(ListingPage):
    subpage_types = ["home.NewsPage"]
    page_description = _("All news, the newest first.")
    feed_title = _("News")

    def listed(self):
        return NewsPage.objects.child_of(self).filter(open_q())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        news = Paginator(self.newest(), self.per_page).get_page(request.GET.get("page"))
        return context | {"news": news, "told_here": told_of_list(news)}


class NewsPage(PrizeSiteMixin, Page):
    """What happened, in a few paragraphs."""

    date = models.DateField(default=timezone.localdate, help_text=_("The day that stands above the news."))
    summary = models.TextField(
        max_length=400, help_text=_("One or two sentences: also shown in lists and when shared.")
    )
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(PageBody())

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    page_description = _("What happened, in a few paragraphs.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    def told(self, context):
        return replace(
            super().told(context),
            kicker=str(_("News")),
            note=date_format(self.date),
            og_type="article",
            article="NewsArticle",
        )
