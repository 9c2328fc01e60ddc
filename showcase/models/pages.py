from dataclasses import replace

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager, Site

from prizes.enums import Vocabulary
from search.structured import organization, thing
from showcase.models.approvals import ApprovablePage
from showcase.models.awards import Award
from showcase.models.blocks import StoryBody
from showcase.models.pictures import read_pictures
from showcase.models.winners import address_below
from showcase.panels import ApprovalPanel
from showcase.querysets import WinnerPageQuerySet
from showcase.registries import stories_of
from showcase.sharing import SharedPageMixin
from showcase.visibility import section_above

WITHOUT_APPROVAL = "without-approval"


class WinnerPage(SharedPageMixin, ApprovablePage, Page):
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
    page_description = gettext_lazy("A winner's own page. The system drafts it when results are released.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("award", read_only=True),
        ApprovalPanel(heading=gettext_lazy("The company's approval")),
        FieldPanel("summary", help_text=gettext_lazy("What was done and what came of it, in two or three sentences.")),
        FieldPanel(
            "picture",
            help_text=gettext_lazy("Shown at the top, and in lists. Without the company's approval it is not shown."),
        ),
        FieldPanel("body"),
    ]
    template = "showcase/winner_page.html"

    objects = PageManager.from_queryset(WinnerPageQuerySet)()

    def serve(self, request, *args, **kwargs):
        award = Award.objects.public().filter(pk=self.award_id).with_context().first()
        if award is None:
            raise Http404("This page is not public.")
        self.award = award
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        read_pictures(wide=[self])
        approved = self.is_approved()
        return context | {
            "approved": approved,
            "stories": stories_of([self.award], request).get(self.award_id, []) if approved else [],
            "year_url": address_below(self._above(request).get_url(request), self.award.category.edition.year),
            **shown_of(self.award),
        }

    def _above(self, request):
        """The page that lists it; mostly it came with the menu."""
        site = Site.find_for_request(request)
        section = section_above(self, site.root_page, request) if site else None
        return section or self.get_parent()

    @property
    def preview_modes(self):
        return [("", _("With the company's approval")), (WITHOUT_APPROVAL, _("Without its approval"))]

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | {"approved": mode_name != WITHOUT_APPROVAL}

    @classmethod
    def read_prizes(cls, pages):
        prefetch_related_objects(pages, "award__category__edition__prize")

    @property
    def prize(self):
        return self.award.category.edition.prize

    def is_announced(self):
        return Award.objects.public().filter(pk=self.award_id).exists()

    def may_be_shared(self):
        return super().may_be_shared() and self.is_announced()

    def told(self, context):
        """Without the company's approval name, place, category and citation: nothing of its own text, and no picture."""
        award = self.award
        approved = context["approved"] if "approved" in context else self.is_approved()
        honour = f"{award.label}, {award.category.edition}"
        own = {"picture": None, "description": award.citation or honour}
        if approved:
            own = {"description": self.search_description or self.summary or award.citation or honour}
        return replace(super().told(context), title=award.company_name, kicker=honour, note=award.place, **own)

    def structured_data(self, share, place, context):
        """schema.org knows an award as a text of who got it."""
        award = self.award
        company = organization(
            award.company_name,
            award=f"{award.get_kind_display()}, {award.category}, {award.category.edition}",
            address=thing("PostalAddress", addressLocality=award.place) if award.place else None,
        )
        page = thing("WebPage", name=share.title, description=share.description, url=share.address, mainEntity=company)
        return [page]

    def answers(self):
        return self.award.approvals.all()

    def shown_text(self):
        return {"title": self.title, "summary": self.summary, "body": self.body.get_prep_value()}


def shown_of(award):
    """What of an award stands beside the text, on its page and where the company reads it first."""
    edition = award.category.edition
    facts = [(_("Award"), award.get_kind_display()), (_("Category"), award.category.name), (_("Edition"), edition.name)]
    company = [(_("Company"), award.company_name), (_("Place"), award.place)]
    terms = list(award.terms.all())
    return {
        "award": award,
        "facts": facts + [(name, value) for name, value in company if value],
        "website": award.organisation.website,
        "capabilities": [term for term in terms if term.vocabulary == Vocabulary.CAPABILITY],
        "terms": [term for term in terms if term.vocabulary != Vocabulary.CAPABILITY],
    }
