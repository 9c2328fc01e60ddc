import math
import re
from dataclasses import replace

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager

from home.blocks import Contacts
from home.enums import StoryFocus
from home.filters import STORY_FACETS, STORY_VOCABULARIES
from home.forms import StoryPageForm
from home.models.listing import ListingPage
from home.models.sites import PrizeSiteMixin
from home.panels import StoryApprovalPanel
from home.publishing import demand_publishable
from home.querysets import StoryPageQuerySet
from prizes.models import Term
from showcase.filters import Filters
from showcase.models import ApprovablePage, Award, CompanyAnswer
from showcase.models.blocks import StoryBody
from showcase.models.pictures import read_pictures
from showcase.sharing import told_of_list
from showcase.visibility import open_q

WORDS_A_MINUTE = 220
# Where two words of rich text stand apart with no space between them.
LINE_END = re.compile(r"</(?:p|li|h[1-6])>|<br/?>")
RELATED = 3


class StoryIndexPage(ListingPage):
    subpage_types = ["home.StoryPage"]
    page_description = _("All best-practice stories, with filters.")
    feed_title = _("Stories")

    def listed(self):
        return StoryPage.objects.child_of(self).filter(open_q())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = Filters(self.listed(), STORY_FACETS, request.GET)
        stories = filters.page(filters.rows().newest_first().with_renditions(), self.per_page, request.GET.get("page"))
        return context | {"filters": filters, "stories": stories, "told_here": told_of_list(stories, filters)}


class StoryPage(PrizeSiteMixin, ApprovablePage, Page):
    """A best-practice story: what was the matter, what was done, what came of it, what others can copy.

    A story that names a company is published only with that company's word on exactly its text.
    """

    focus = models.CharField(
        _("what it is about"),
        max_length=10,
        choices=StoryFocus.choices,
        default=StoryFocus.PRACTICE,
        help_text=_("A practice that others can copy, or people at work and how they came to it."),
    )
    summary = models.TextField(
        max_length=400, help_text=_("One or two sentences: also shown in lists and when shared.")
    )
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    company_name = models.CharField(
        max_length=200, blank=True, help_text=_("A story that names a company needs its approval.")
    )
    place = models.CharField(max_length=100, blank=True)
    situation = models.TextField(max_length=1500, help_text=_("What was the matter, and for whom."))
    body = StreamField(StoryBody(), help_text=_("What was done, and how; the result in figures."))
    lessons = models.TextField(
        max_length=1500, blank=True, help_text=_("What other manufacturers can copy. One a line.")
    )
    effort_people = models.PositiveSmallIntegerField(
        _("people"), null=True, blank=True, help_text=_("How many worked on it.")
    )
    effort_money = models.PositiveIntegerField(
        _("US dollars"), null=True, blank=True, help_text=_("Spent on it, wages aside.")
    )
    effort_months = models.PositiveSmallIntegerField(
        _("months"), null=True, blank=True, help_text=_("From the first idea to daily use.")
    )
    effort_note = models.CharField(
        max_length=300, blank=True, help_text=_("What else it took: patience, a partner, luck.")
    )
    contacts = StreamField(Contacts(), blank=True, help_text=_("Who agreed to be asked by readers."))
    award = models.ForeignKey(Award, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    terms = ParentalManyToManyField(
        Term, blank=True, related_name="stories", limit_choices_to={"vocabulary__in": STORY_VOCABULARIES}
    )

    answers_lookup = "approvals"

    parent_page_types = ["home.StoryIndexPage"]
    subpage_types = []
    page_description = _("A best-practice story that others can learn from.")
    content_panels = [
        *Page.content_panels,
        StoryApprovalPanel(heading=_("The company's approval")),
        FieldPanel("focus"),
        FieldPanel("summary"),
        FieldPanel("picture"),
        MultiFieldPanel([FieldPanel("company_name"), FieldPanel("place"), FieldPanel("award")], heading=_("Company")),
        FieldPanel("situation"),
        FieldPanel("body"),
        FieldPanel("lessons"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("effort_people"), FieldPanel("effort_money"), FieldPanel("effort_months")]),
                FieldPanel("effort_note"),
            ],
            heading=_("What it took"),
        ),
        FieldPanel("contacts"),
        FieldPanel("terms"),
    ]

    base_form_class = StoryPageForm

    objects = PageManager.from_queryset(StoryPageQuerySet)()

    def save(self, *args, **kwargs):
        """Whichever door it takes, a story that goes public is saved whole and live."""
        if self.live and kwargs.get("update_fields") is None:
            demand_publishable(self)
        return super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        shown = self.shown()
        related = list(StoryPage.objects.related_to(self, shown["terms"]).for_cards()[:RELATED])
        read_pictures(related, wide=[self])
        return context | shown | {"related": related}

    def shown(self):
        """What stands beside the text, for its readers and for the company that reads it first."""
        return {
            "terms": list(self.terms.all()),
            "facts": self._facts(self._announced_award()),
            "effort": self.effort(),
            "lessons": self.lesson_lines,
        }

    def told(self, context):
        return replace(
            super().told(context),
            kicker=self.company_name or str(self.get_focus_display()),
            note=self.place,
            og_type="article",
            article="Article",
            about=self.company_name,
        )

    @property
    def lesson_lines(self):
        return [line.strip() for line in self.lessons.splitlines() if line.strip()]

    @property
    def minutes_to_read(self):
        text = [self.summary, self.situation, self.body.get_prep_value(), self.lessons]
        return max(1, math.ceil(count_words(text) / WORDS_A_MINUTE))

    def answers(self):
        return self.approvals.all()

    def shown_text(self):
        names = ("title", "summary", "company_name", "place", "situation", "lessons")
        efforts = ("effort_people", "effort_money", "effort_months", "effort_note")
        shown = {name: getattr(self, name) for name in (*names, *efforts)}
        return shown | {"body": self.body.get_prep_value(), "contacts": self.contacts.get_prep_value()}

    def effort(self):
        """What it took, as pairs of a name and a figure in words."""
        rows = [
            (_("People"), self.effort_people, "{:,}"),
            (_("Money"), self.effort_money, "${:,}"),
            (_("Months"), self.effort_months, "{:,}"),
        ]
        return [(name, form.format(value)) for name, value, form in rows if value is not None]

    def _announced_award(self):
        if self.award_id is None:
            return None
        return Award.objects.public().filter(pk=self.award_id).with_category().order_by("pk").first()

    def _facts(self, award):
        facts = [(_("Company"), self.company_name), (_("Place"), self.place)]
        if award:
            facts.append((_("Award"), f"{award.get_kind_display()}, {award.category}, {award.category.edition}"))
        return [(name, value) for name, value in facts if value]


def count_words(value):
    """Of all texts in what a StreamField stores: rendering it would cost more than the page does."""
    if isinstance(value, str):
        return len(strip_tags(LINE_END.sub(" ", value)).split())
    if isinstance(value, dict):
        value = [each for name, each in value.items() if name not in ("id", "type")]
    return sum(map(count_words, value)) if isinstance(value, list) else 0


class StoryApproval(CompanyAnswer):
    """The company's word on the text of a story. It outlives the page, and says what the page was."""

    story = models.ForeignKey(StoryPage, null=True, on_delete=models.SET_NULL, related_name="approvals")
    title = models.CharField(max_length=255)
    company_name = models.CharField(max_length=200)
