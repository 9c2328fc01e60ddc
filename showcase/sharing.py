"""What a page tells those who only pass it on: search engines, feed readers, networks."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Site

from search.sharing import Place, Share, Sheet, place_of
from search.structured import breadcrumbs, organization, thing
from showcase.feeds import PageFeed
from showcase.visibility import section_above


@dataclass(frozen=True)
class Told:
    """What a kind of page says of itself, before the site adds where it stands."""

    title: str
    description: str = ""
    # On the share picture: a line above the title, and one beneath it.
    kicker: str = ""
    note: str = ""
    picture: Any = None
    og_type: str = "website"
    # Of schema.org; empty for a page that is no text of its own.
    article: str = ""
    # Whom an article is about.
    about: str = ""
    published_at: Any = None
    # What follows the page's own address, for a part of it that stands for itself.
    suffix: str = ""
    indexed: bool = True


def read_prizes(pages):
    """Let each of these pages know its prize, in as many questions as there are kinds of page."""
    for kind in {type(page) for page in pages}:
        kind.read_prizes([page for page in pages if type(page) is kind])


class SharedPageMixin:
    """Of each public kind of page. A new one says in `told` what is its own, and in `structured_data` what it lists.

    `context` is that of the page's template; a list that tells of many pages gives what it has read already.
    """

    # How the way to the feed is called, where there is one.
    feed_title = ""

    @classmethod
    def read_prizes(cls, pages):
        prefetch_related_objects(pages, "prize")

    def told(self, context):
        return Told(
            title=self.seo_title or self.title,
            description=self.search_description or getattr(self, "summary", "") or getattr(self, "introduction", ""),
            picture=getattr(self, "picture", None),
            published_at=self.first_published_at,
        )

    def structured_data(self, share, place, context):
        """What it lists beside the way to it: dictionaries of search/structured.py."""
        return []

    def may_be_shared(self):
        """Whether anybody would be shown it."""
        return self.live and not self.get_view_restrictions().exists()

    def share(self, request, context):
        place = place_of(request)
        # A part of a page, like one year of the winners or a filtered list, says in the context what differs.
        told = replace(self.told(context), **context.get("told_here") or {})
        share = self._share(told, place, request)
        return replace(share, data=tuple(self._data(share, told, place, request, context)))

    def sheet(self, told, place):
        return Sheet(told.title, told.kicker, told.note, place.name, told.picture)

    def picture_address(self, told, place):
        return place.picture_address("page", self.pk, self.sheet(told, place)) if self.pk else ""

    def _share(self, told, place, request):
        address = self.get_full_url(request)
        feed = f"{address}feed/" if address and self.feed_title else ""
        return Share(
            title=told.title,
            description=told.description,
            address=f"{address}{told.suffix}" if address else "",
            og_type=told.og_type,
            site_name=place.name,
            picture_address=self.picture_address(told, place),
            picture_text=" · ".join(filter(None, [told.kicker, told.title, told.note])),
            published_at=told.published_at,
            modified_at=self.last_published_at,
            indexed=told.indexed,
            feeds=((str(self.feed_title), feed),) if feed else (),
        )

    def _data(self, share, told, place, request, context):
        if not share.address:
            return
        crumbs = self._crumbs(share, request)
        if len(crumbs) > 1:
            yield breadcrumbs(crumbs)
        if told.article:
            yield article(share, told, place)
        yield from self.structured_data(share, place, context)

    def _crumbs(self, share, request):
        """From the front page down."""
        way = [(page.title, page.get_full_url(request)) for page in self._way_down(request)]
        return [*way, (share.title, share.address)]

    def _way_down(self, request):
        """What it stands beneath. The front page comes with the site and its sections with the menu."""
        site = Site.find_for_request(request)
        top = site and site.root_page
        beneath = self.depth - top.depth if top else 0
        if beneath <= 1:
            return [top] * beneath
        section = section_above(self, top, request)
        between = [section] if section else self.get_ancestors().filter(depth__gt=top.depth)
        return [top, *between]


def article(share, told, place):
    return thing(
        told.article,
        headline=share.title[:110],
        description=share.description,
        url=share.address,
        mainEntityOfPage=share.address,
        image=[share.picture_address] if share.picture_address else [],
        datePublished=share.published_at and share.published_at.isoformat(),
        dateModified=share.modified_at and share.modified_at.isoformat(),
        author=publisher(place),
        publisher=publisher(place),
        about=organization(told.about) if told.about else None,
    )


def publisher(place: Place):
    return organization(place.name, url=place.absolute("/"))


def told_of_list(rows, filters=None):
    """What differs for one page of a list, or for the rows that a choice leaves: an address with what matters and no more."""
    query = filters.query if filters else ""
    if rows.number > 1:
        query += f"page={rows.number}"
    query = query.rstrip("&")
    if not rows.object_list:
        # A choice that leaves nothing is no page of its own: whatever was typed, it is the list.
        return {"indexed": not query, "suffix": ""}
    return {"suffix": f"?{query}" if query else ""}


class FeedPageMixin(RoutablePageMixin):
    """Of a page that lists others, and is followed by feed readers. Beside SharedPageMixin."""

    def feed_pages(self):
        """The newest, as pairs of a page and what is known of it: the `context` of its `told`."""
        raise TypeError(f"{type(self).__name__} does not say what is in its feed.")

    @path("feed/", name="feed")
    def feed(self, request):
        return PageFeed(self, place_of(request), request)(request)
