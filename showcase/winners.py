"""What the pages of the showcase say."""

from django.core.paginator import Paginator

from accounts.navigation import Link
from showcase.cards import cards_of
from showcase.filters import AWARD_FACETS, Filters
from showcase.models import Award
from showcase.press.downloads import archive_response, picture_response
from showcase.press.pack import public_pack
from showcase.years import announced_editions, read_year, winners_by_year


def front(page, request):
    """The newest year and the years before it; with a filter, or on a further page of one, the awards that fit."""
    public = Award.objects.public().filter(category__edition__prize=page.prize_id).order_by()
    # Asked once with all that makes an award public; the filters and their choices then look among these.
    announced = Award.objects.filter(pk__in=list(public.values_list("pk", flat=True)))
    filters = Filters(announced, AWARD_FACETS, request.GET)
    context = {"filters": filters}
    if filters.query or "page" in request.GET:
        return context | _fitting(page, request, filters)
    return context | _newest(page, request)


def one_year(page, request, year):
    """The year as a whole with its neighbours; None when nothing of it is announced."""
    editions = list(announced_editions(page.prize_id))
    place = next((number for number, edition in enumerate(editions) if edition.year == year), None)
    if place is None:
        return None
    return {
        "year": read_year(editions[place], request),
        "press_url": page.address_of(year, "press", request),
        "later": _way_to(page, editions[:place][-1:], request),
        "earlier": _way_to(page, editions[place + 1 :][:1], request),
    }


def press(page, request, year):
    """All that the press may take; None when nothing of the year is announced."""
    pack = _pack(page, year)
    return pack and {"pack": pack, "year_url": page.address_of(year, request=request)}


def press_picture(page, year, picture):
    pack = _pack(page, year)
    found = pack and pack.picture(picture)
    return found and picture_response(found)


def press_archive(page, year):
    pack = _pack(page, year)
    return pack and archive_response(pack)


def _pack(page, year):
    edition = announced_editions(page.prize_id).filter(year=year).select_related("prize").first()
    return edition and public_pack(edition)


def _fitting(page, request, filters):
    awards = filters.rows().in_order().with_context()
    page_of_awards = Paginator(awards, page.per_page).get_page(request.GET.get("page"))
    return {"page_of_awards": page_of_awards, "cards": cards_of(page_of_awards, request)}


def _newest(page, request):
    editions = list(announced_editions(page.prize_id))
    if not editions:
        return {}
    newest, *before = editions
    earlier = [(each, page.address_of(each.edition.year, request=request)) for each in winners_by_year(before)]
    year_url = page.address_of(newest.year, request=request)
    return {"year": read_year(newest, request), "year_url": year_url, "earlier_years": earlier}


def _way_to(page, editions, request):
    """A link to the one edition there may be."""
    for edition in editions:
        return Link(edition.name, page.address_of(edition.year, request=request))
    return None
