from django.core.paginator import Paginator
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager

from home.filters import STORY_FACETS, STORY_VOCABULARIES
from home.forms import StoryPageForm
from home.querysets import StoryPageQuerySet
from prizes.models import Term
from showcase.filters import Filters
from showcase.models import Award
from showcase.models.blocks import StoryBody


class StoryIndexPage(Page):
    introduction = models.TextField(max_length=600, blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StoryPage"]
    page_description = "All best-practice stories, with filters."
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    per_page = 12

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = Filters(StoryPage.objects.live().public().child_of(self), STORY_FACETS, request.GET)
        stories = filters.rows().newest_first().with_pictures()
        page = Paginator(stories, self.per_page).get_page(request.GET.get("page"))
        return context | {"filters": filters, "stories": page}


class StoryPage(Page):
    """A best-practice story: what was the matter, what was done, what came of it, what others can copy."""

    summary = models.TextField(max_length=400)
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    company_name = models.CharField(max_length=200)
    place = models.CharField(max_length=100, blank=True)
    situation = models.TextField(max_length=1500, help_text="What was the matter, and for whom.")
    body = StreamField(StoryBody(), help_text="What was done, and how; the result in figures.")
    lessons = models.TextField(max_length=1500, blank=True, help_text="What other manufacturers can copy. One a line.")
    award = models.ForeignKey(Award, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    terms = ParentalManyToManyField(
        Term, blank=True, related_name="stories", limit_choices_to={"vocabulary__in": STORY_VOCABULARIES}
    )

    parent_page_types = ["home.StoryIndexPage"]
    subpage_types = []
    page_description = "A best-practice story that others can learn from."
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("picture"),
        MultiFieldPanel([FieldPanel("company_name"), FieldPanel("place"), FieldPanel("award")], heading="Company"),
        FieldPanel("situation"),
        FieldPanel("body"),
        FieldPanel("lessons"),
        FieldPanel("terms"),
    ]

    base_form_class = StoryPageForm

    objects = PageManager.from_queryset(StoryPageQuerySet)()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        terms = list(self.terms.all())
        related = StoryPage.objects.live().public().exclude(pk=self.pk).filter(terms__in=terms)
        related = related.annotate(shared=models.Count("terms")).order_by("-shared", "-first_published_at", "pk")
        award = Award.objects.public().filter(pk=self.award_id).with_context().first() if self.award_id else None
        return context | {
            "terms": terms,
            "related": related.with_pictures()[:3],
            "facts": self._facts(award),
            "lessons": [line.strip() for line in self.lessons.splitlines() if line.strip()],
        }

    def _facts(self, award):
        facts = [("Company", self.company_name), ("Place", self.place)]
        if award:
            facts.append(("Award", f"{award.get_kind_display()}, {award.category}, {award.category.edition}"))
        return [(name, value) for name, value in facts if value]
