from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import get_text_for_indexing

from prizes.models import Category, Edition, Term
from search.builders import Draft, FacetTerm, PublicBuilder, register
from showcase.models import Award, WinnerPage, WinnersPage


def page_url(page):
    """Where anybody may read the page; empty when a visitor would be refused, or would find no way to it."""
    if page is None or not page.live or page.get_view_restrictions().exists():
        return ""
    if page.get_ancestors().filter(depth__gt=1, live=False).exists():
        return ""
    return page.get_url() or ""


def body_text(stream):
    """The words of a StreamField as a reader sees them."""
    return "\n".join(get_text_for_indexing(str(child)) for child in stream)


def term_facets(terms):
    return tuple(FacetTerm(term.vocabulary, term.slug, term.name) for term in terms)


class AwardBuilder(PublicBuilder):
    """An announced award: with its page's text once the company approved it, else name, place, category, citation."""

    kind = "winner"
    label = _("Winner")
    model = Award

    def queryset(self):
        return Award.objects.with_context().prefetch_related("terms")

    def build(self, award):
        if not Award.objects.public().filter(pk=award.pk).exists():
            return None
        page = WinnerPage.objects.filter(award=award).first()
        own_url = page_url(page)
        url = own_url or self._listing_url(award)
        if not url:
            return None
        approved = bool(own_url) and page.is_approved()
        edition = award.category.edition
        return Draft(
            url=url,
            title=f"{award.company_name}: {award.title}" if approved else award.company_name,
            summary=page.summary if approved else award.citation,
            body=body_text(page.body) if approved else "",
            year=edition.year,
            place=award.place,
            published_at=page.first_published_at if own_url else award.offered_at,
            boost=1.5,
            terms=(
                FacetTerm("category", award.category.key, award.category.name),
                *(term_facets(award.terms.all()) if approved else ()),
            ),
        )

    def affected_by(self):
        return {
            WinnerPage: lambda page: [page.award],
            Category: lambda category: Award.objects.filter(category=category),
            Edition: lambda edition: Award.objects.filter(category__edition=edition),
            Term: lambda term: Award.objects.filter(terms=term),
        }

    @staticmethod
    def _listing_url(award):
        winners = WinnersPage.objects.filter(prize=award.category.edition.prize).first()
        return winners.address_of(award.category.edition.year) if page_url(winners) else ""


register(AwardBuilder())
