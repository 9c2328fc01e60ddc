from home.models import PrizePage, StandardPage, StoryPage, current_edition
from search.builders import Draft, PublicBuilder, register
from showcase.searchable import body_text, page_url, term_facets


class PageBuilder(PublicBuilder):
    """A page is findable when it is live, nothing above it is private, and it stands on a site."""

    kind = "page"
    label = "Page"

    def __init__(self, model):
        self.model = model

    def build(self, page):
        if not page.live or page.get_view_restrictions().exists() or not page_url(page):
            return None
        return self.draft(page)

    def draft(self, page):
        return Draft(
            url=page_url(page),
            title=page.title,
            summary=page.search_description or page.introduction,
            body=body_text(page.body) if hasattr(page, "body") else "",
            published_at=page.first_published_at,
        )


class StoryBuilder(PageBuilder):
    kind = "story"
    label = "Story"

    def queryset(self):
        return StoryPage.objects.prefetch_related("terms")

    def draft(self, page):
        return Draft(
            url=page_url(page),
            title=page.title,
            summary=page.summary,
            body="\n".join([page.company_name, page.situation, body_text(page.body), page.lessons]),
            year=page.first_published_at.year if page.first_published_at else None,
            place=page.place,
            published_at=page.first_published_at,
            boost=1.3,
            terms=term_facets(page.terms.all()),
        )


class PrizePageBuilder(PageBuilder):
    kind = "prize"
    label = "Prize"

    def draft(self, page):
        edition = current_edition(page.prize)
        words = [page.introduction, body_text(page.body)]
        if edition:
            words += [f"{row.name}. {row.description}" for row in edition.categories.all()]
        return Draft(
            url=page_url(page),
            title=page.title,
            summary=page.introduction,
            body="\n".join(words),
            year=edition.year if edition else None,
            published_at=page.first_published_at,
            boost=1.4,
        )


register(StoryBuilder(StoryPage))
register(PrizePageBuilder(PrizePage))
register(PageBuilder(StandardPage))
