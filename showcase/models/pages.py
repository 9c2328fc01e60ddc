from django.core.paginator import Paginator
from django.db import models
from django.http import Http404
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager

from audit.canonical import canonical_json, sha256_hex
from prizes.enums import Vocabulary
from prizes.models import Edition, Prize
from showcase.enums import ApprovalAnswer
from showcase.models.awards import Award
from showcase.models.blocks import StoryBody
from showcase.querysets import WinnerPageQuerySet


class WinnersPage(Page):
    """The showcase of a prize: every award that has been announced, by year, category and sub-industry."""

    introduction = models.TextField(blank=True, max_length=600)
    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="+")

    parent_page_types = ["home.HomePage"]
    subpage_types = ["showcase.WinnerPage"]
    page_description = "All winners, finalists and commended companies, year by year."
    content_panels = [*Page.content_panels, FieldPanel("prize"), FieldPanel("introduction")]
    template = "showcase/winners_page.html"
    per_page = 24

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        announced = Award.objects.public().filter(category__edition__prize=self.prize)
        filters = AwardFilters(announced, request.GET)
        paginator = Paginator(filters.awards(), self.per_page)
        page = paginator.get_page(request.GET.get("page"))
        pages = WinnerPage.objects.live().announced().filter(award__in=[award.pk for award in page])
        links = {row.award_id: row for row in pages.select_related("picture")}
        context |= {"filters": filters, "page_of_awards": page, "cards": [(row, links.get(row.pk)) for row in page]}
        return context


class AwardFilters:
    """What a reader chose, and what there is to choose from: only what leads to at least one award."""

    def __init__(self, awards, chosen):
        self._awards = awards
        self.year = chosen.get("year", "")
        self.category = chosen.get("category", "")
        self.sub_industry = chosen.get("sub_industry", "")

    def awards(self):
        awards = self._awards
        if self.year.isdecimal():
            # Longer numbers than a year are nobody's year, and more than some databases can compare.
            awards = awards.filter(category__edition__year=int(self.year[:5]))
        if self.category:
            awards = awards.filter(category__key=self.category)
        if self.sub_industry:
            awards = awards.filter(terms__vocabulary=Vocabulary.SUB_INDUSTRY, terms__slug=self.sub_industry)
        # Newest year first, then winners before finalists before commended.
        rank = models.Case(models.When(kind="winner", then=0), models.When(kind="finalist", then=1), default=2)
        return (
            awards.with_context()
            .order_by("-category__edition__year", rank, "category__position", "company_name", "pk")
            .prefetch_related("terms")
        )

    @property
    def choices(self):
        return [
            ("Year", "year", self.year, self.years),
            ("Category", "category", self.category, self.categories),
            ("Sub-industry", "sub_industry", self.sub_industry, self.sub_industries),
        ]

    @property
    def years(self):
        editions = Edition.objects.filter(pk__in=self._awards.values("category__edition"))
        return [(str(year), str(year)) for year in editions.order_by("-year").values_list("year", flat=True)]

    @property
    def categories(self):
        rows = self._awards.order_by("category__edition__year").values_list("category__key", "category__name")
        # The newest edition's name wins where a category was renamed.
        return sorted(dict(rows).items(), key=lambda pair: pair[1])

    @property
    def sub_industries(self):
        rows = self._awards.filter(terms__vocabulary=Vocabulary.SUB_INDUSTRY).order_by("terms__name")
        return list(rows.values_list("terms__slug", "terms__name").distinct())


class WinnerPage(Page):
    """One award's page, drafted from publishable answers and shown only once the award is announced."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="page")
    summary = models.TextField(max_length=600, blank=True)
    body = StreamField(StoryBody(), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Set when an editor's workflow is through; publishing waits for the announcement.
    ready_at = models.DateTimeField(null=True, blank=True, editable=False)

    parent_page_types = ["showcase.WinnersPage"]
    subpage_types = []
    page_description = "A winner's own page. The system drafts it when results are released."
    content_panels = [
        *Page.content_panels,
        FieldPanel("award", read_only=True),
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    template = "showcase/winner_page.html"

    objects = PageManager.from_queryset(WinnerPageQuerySet)()

    def serve(self, request, *args, **kwargs):
        if not self.is_announced():
            raise Http404("This page is not public.")
        return super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request=None):
        return super().get_sitemap_urls(request) if self.is_announced() else []

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"award": self.award, "approved": self.is_approved(), "terms": self.award.terms.all()}

    def is_announced(self):
        return Award.objects.public().filter(pk=self.award_id).exists()

    @property
    def text_digest(self):
        """Of exactly what the company is asked to approve: a changed text has another digest, and no approval."""
        picture = self.picture_id and self.picture.file_hash
        return sha256_hex(
            canonical_json(
                {"title": self.title, "summary": self.summary, "body": self.body.raw_data[:], "picture": picture}
            )
        )

    def is_approved(self):
        latest = self.award.approvals.first()
        return (
            latest is not None and latest.answer == ApprovalAnswer.APPROVED and latest.text_digest == self.text_digest
        )
