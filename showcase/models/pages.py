from django.db import models
from django.http import Http404
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager

from prizes.models import Prize
from showcase.filters import AWARD_FACETS, Filters
from showcase.models.approvals import ApprovablePage
from showcase.models.awards import Award
from showcase.models.blocks import StoryBody
from showcase.panels import ApprovalPanel
from showcase.querysets import WinnerPageQuerySet
from showcase.visibility import PublicPageMixin

WITHOUT_APPROVAL = "without-approval"


class WinnersPage(PublicPageMixin, Page):
    """The showcase of a prize: every award that has been announced, by year, category and sub-industry."""

    introduction = models.TextField(blank=True, max_length=600)
    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="+")

    parent_page_types = ["home.HomePage"]
    subpage_types = ["showcase.WinnerPage"]
    page_description = "All winners, finalists and commended companies, year by year."
    content_panels = [
        *Page.content_panels,
        FieldPanel("prize", help_text="Its announced awards are listed here by themselves."),
        FieldPanel("introduction", help_text="One or two sentences above the list."),
    ]
    template = "showcase/winners_page.html"
    per_page = 24

    def get_context(self, request, *args, **kwargs):
        from showcase.cards import cards_of  # it reads WinnerPage, which is defined below

        context = super().get_context(request, *args, **kwargs)
        public = Award.objects.public().filter(category__edition__prize=self.prize_id).order_by()
        # Asked once with all that makes an award public; the filters and their choices then look among these.
        announced = Award.objects.filter(pk__in=list(public.values_list("pk", flat=True)))
        filters = Filters(announced, AWARD_FACETS, request.GET)
        page = filters.page(filters.rows().in_order().with_context(), self.per_page, request.GET.get("page"))
        return context | {"filters": filters, "page_of_awards": page, "cards": cards_of(page, request)}


class WinnerPage(PublicPageMixin, ApprovablePage, Page):
    """One award's page, drafted from publishable answers and shown only once the award is announced."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="page")
    summary = models.TextField(max_length=600, blank=True)
    body = StreamField(StoryBody(), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    answers_lookup = "award__approvals"

    # The system drafts it, one for each award.
    is_creatable = False

    parent_page_types = ["showcase.WinnersPage"]
    subpage_types = []
    page_description = "A winner's own page. The system drafts it when results are released."
    content_panels = [
        *Page.content_panels,
        FieldPanel("award", read_only=True),
        ApprovalPanel(heading="The company's approval"),
        FieldPanel("summary", help_text="What was done and what came of it, in two or three sentences."),
        FieldPanel(
            "picture", help_text="Shown at the top, and in lists. Without the company's approval it is not shown."
        ),
        FieldPanel("body"),
    ]
    template = "showcase/winner_page.html"

    objects = PageManager.from_queryset(WinnerPageQuerySet)()

    def serve(self, request, *args, **kwargs):
        if not self.is_announced():
            raise Http404("This page is not public.")
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"approved": self.is_approved(), **shown_of(self.award)}

    @property
    def preview_modes(self):
        return [("", "With the company's approval"), (WITHOUT_APPROVAL, "Without its approval")]

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | {"approved": mode_name != WITHOUT_APPROVAL}

    @property
    def prize(self):
        return self.award.category.edition.prize

    def is_announced(self):
        return Award.objects.public().filter(pk=self.award_id).exists()

    def answers(self):
        return self.award.approvals.all()

    def shown_text(self):
        return {"title": self.title, "summary": self.summary, "body": self.body.get_prep_value()}


def shown_of(award):
    """What of an award stands beside the text, on its page and where the company reads it first."""
    edition = award.category.edition
    facts = [("Award", award.get_kind_display()), ("Category", award.category.name), ("Edition", edition.name)]
    if award.place:
        facts.append(("Place", award.place))
    return {"award": award, "facts": facts, "terms": list(award.terms.all())}
