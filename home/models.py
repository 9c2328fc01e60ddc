from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager

from home.blocks import PageBody
from home.filters import STORY_FACETS, STORY_VOCABULARIES
from home.forms import StoryPageForm
from home.glance import edition_at_a_glance
from home.querysets import StoryPageQuerySet
from prizes.models import Edition, Prize, Term
from showcase.cards import cards_of
from showcase.enums import AwardKind
from showcase.filters import Filters
from showcase.models import Award, WinnersPage
from showcase.models.blocks import StoryBody


class HomePage(Page):
    """The front page: what the prize is for, where its year stands, who won, what others can learn."""

    headline = models.CharField(max_length=140)
    lead = models.TextField(max_length=500)
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    prize = models.ForeignKey(Prize, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    body = StreamField(PageBody(), blank=True)

    max_count_per_parent = 1
    page_description = "The front page of the site."
    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("prize"),
        FieldPanel("body"),
    ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        public = ~Page.objects.all().private_q()
        sections = {page.specific_class: page for page in self.get_children().live().filter(public)}
        stories = StoryPage.objects.live().filter(public).descendant_of(self).newest_first()[:3]
        return context | {
            "edition": current_edition(self.prize_id),
            "now": timezone.now(),
            "prize_page": sections.get(PrizePage),
            "winners_page": sections.get(WinnersPage),
            "story_index": sections.get(StoryIndexPage),
            "winners": cards_of(newest_winners(self.prize_id), request, beside=[self, *stories]),
            "stories": stories,
        }


class PrizePage(Page):
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


class StandardPage(Page):
    introduction = models.TextField(max_length=600, blank=True)
    body = StreamField(PageBody(), blank=True)

    parent_page_types = ["home.HomePage", "home.PrizePage", "home.StandardPage"]
    page_description = "Any other page: about, rules, privacy, contact."
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]


def current_edition(prize):
    """The newest edition whose dates the public may know. `prize` may be its id, or None."""
    if prize is None:
        return None
    return Edition.objects.public().filter(prize=prize).select_related("prize").order_by("-year").first()


def newest_winners(prize):
    winners = Award.objects.public().filter(kind=AwardKind.WINNER, category__edition__prize=prize)
    return winners.in_order().with_context()[:3]
