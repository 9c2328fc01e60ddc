from django.utils.translation import gettext_lazy as _

from home.models import ContactPage, EventPage, FactsPage, NewsPage, PrizePage, StandardPage, StoryPage, current_edition
from prizes.models import Category, Edition, Term
from search.builders import Draft, PublicBuilder, register
from showcase.searchable import body_text, page_url, term_facets


class PageBuilder(PublicBuilder):
    """A page is findable when it is live, nothing above it is private, and it stands on a site."""

    kind = "page"
    label = _("Page")

    def __init__(self, model):
        self.model = model

    def build(self, page):
        url = page_url(page)
        return self.draft(page, url) if url else None

    def draft(self, page, url):
        return Draft(
            url=url,
            title=page.title,
            summary=page.search_description or page.introduction,
            body=body_text(page.body),
            published_at=page.first_published_at,
        )


class StoryBuilder(PageBuilder):
    kind = "story"
    label = _("Story")

    def queryset(self):
        return StoryPage.objects.prefetch_related("terms")

    def affected_by(self):
        return {Term: lambda term: StoryPage.objects.filter(terms=term)}

    def draft(self, page, url):
        return Draft(
            url=url,
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
    label = _("Prize")

    def affected_by(self):
        return {
            Edition: lambda edition: PrizePage.objects.filter(prize=edition.prize),
            Category: lambda category: PrizePage.objects.filter(prize=category.edition.prize),
        }

    def draft(self, page, url):
        edition = current_edition(page.prize_id)
        words = [page.introduction, body_text(page.body)]
        if edition:
            words += [f"{row.name}. {row.description}" for row in edition.categories.all()]
        return Draft(
            url=url,
            title=page.title,
            summary=page.introduction,
            body="\n".join(words),
            year=edition.year if edition else None,
            published_at=page.first_published_at,
            boost=1.4,
        )


class NewsBuilder(PageBuilder):
    kind = "news"
    label = _("News")

    def draft(self, page, url):
        return Draft(
            url=url,
            title=page.title,
            summary=page.summary,
            body=body_text(page.body),
            year=page.date.year,
            published_at=page.first_published_at,
        )


class FactsBuilder(PageBuilder):
    kind = "facts"
    label = _("Facts")


class ContactBuilder(PageBuilder):
    kind = "contact"
    label = _("Contact")


class EventBuilder(PageBuilder):
    kind = "event"
    label = _("Event")

    def draft(self, page, url):
        words = [page.when, page.where, page.host_name, page.bring, body_text(page.body)]
        return Draft(
            url=url,
            title=page.title,
            summary=page.summary,
            body="\n".join(filter(None, words)),
            year=page.starts_at.astimezone(page.zone).year,
            place=page.place,
            published_at=page.first_published_at,
        )


register(StoryBuilder(StoryPage))
register(NewsBuilder(NewsPage))
register(EventBuilder(EventPage))
register(FactsBuilder(FactsPage))
register(ContactBuilder(ContactPage))
register(PrizePageBuilder(PrizePage))
register(PageBuilder(StandardPage))
