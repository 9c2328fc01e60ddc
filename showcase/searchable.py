from wagtail.rich_text import get_text_for_indexing

from search.builders import Draft, FacetTerm, PublicBuilder, register
from showcase.models import Award, WinnerPage, WinnersPage


def page_url(page):
    return page.get_url() or ""


def body_text(stream):
    """The words of a StreamField as a reader sees them."""
    return "\n".join(get_text_for_indexing(str(child)) for child in stream)


def term_facets(terms):
    return tuple(FacetTerm(term.vocabulary, term.slug, term.name) for term in terms)


class AwardBuilder(PublicBuilder):
    """An announced award: with its page's text once the company approved it, else name, place, category, citation."""

    kind = "winner"
    label = "Winner"
    model = Award

    def queryset(self):
        return Award.objects.with_context().prefetch_related("terms")

    def build(self, award):
        if not Award.objects.public().filter(pk=award.pk).exists():
            return None
        page = WinnerPage.objects.live().filter(award=award).first()
        approved = page is not None and page.is_approved()
        url = page_url(page) if page else self._listing_url(award)
        if not url:
            return None
        edition = award.category.edition
        return Draft(
            url=url,
            title=f"{award.company_name}: {award.title}" if approved else award.company_name,
            summary=page.summary if approved else award.citation,
            body=body_text(page.body) if approved else "",
            year=edition.year,
            place=award.place,
            published_at=page.first_published_at if page else award.offered_at,
            boost=1.5,
            terms=(
                FacetTerm("category", award.category.key, award.category.name),
                *(term_facets(award.terms.all()) if approved else ()),
            ),
        )

    def affected_by(self):
        return {WinnerPage: lambda page: [page.award]}

    @staticmethod
    def _listing_url(award):
        listing = WinnersPage.objects.live().public().filter(prize=award.category.edition.prize).first()
        return f"{page_url(listing)}?year={award.category.edition.year}" if listing else ""


register(AwardBuilder())
