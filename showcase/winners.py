"""What the pages of the showcase say."""

from django.utils.translation import gettext as _

from accounts.navigation import Link
from judging.public_record import published_records
from prizes.models import Edition
from showcase.approving import approved_among
from showcase.cards import cards_of
from showcase.feeds import MOST
from showcase.filters import Filters
from showcase.models import WinnerPage
from showcase.models.winners import part_of_year
from showcase.press.downloads import archive_response, picture_response
from showcase.press.pack import public_pack
from showcase.sharing import told_of_list
from showcase.visibility import open_q
from showcase.years import Announced, read_year


def front(page, request):
    """The newest year and the years before it; with a filter, or on a further page of one, the awards that fit."""
    announced = Announced(page.prize_id)
    filters = Filters(announced.awards(), announced.facets(), request.GET)
    context = {"filters": filters}
    if filters.query or "page" in request.GET:
        return context | _fitting(page, request, filters)
    return context | _newest(page, request, announced)


def years(page):
    """Those that are announced."""
    return [past.year for past in Announced(page.prize_id).years()]


def one_year(page, request, year):
    """The year as a whole with its neighbours; None when nothing of it is announced."""
    announced = Announced(page.prize_id)
    years = announced.years()
    place = next((number for number, past in enumerate(years) if past.year == year), None)
    if place is None:
        return None
    name = years[place].name
    return {
        "told_here": {
            "title": _("Winners of %(name)s") % {"name": name},
            "description": _("Winners, finalists and commended companies of %(name)s, with the jury's words.")
            % {"name": name},
            "suffix": part_of_year(year),
        },
        "year": read_year(announced.awards(year), request),
        "press_url": page.address_of(year, "press", request),
        "judging_url": page.address_of(year, "judging", request),
        "later": _way_to(page, years[:place][-1:], request),
        "earlier": _way_to(page, years[place + 1 :][:1], request),
    }


def press(page, request, year):
    """All that the press may take; None when nothing of the year is announced."""
    pack = _pack(page, year)
    if not pack:
        return None
    name = pack.edition.name
    told_here = {
        "title": _("Press pack of %(name)s") % {"name": name},
        "description": _("Texts, pictures and the logo for reporting on %(name)s.") % {"name": name},
        "suffix": part_of_year(year, "press"),
    }
    return {"told_here": told_here, "pack": pack, "year_url": page.address_of(year, request=request)}


def judging(page, request, year):
    """How the year was judged; None before the public was told an outcome of it."""
    edition = Edition.objects.filter(prize=page.prize_id, year=year, rehearsal=False).select_related("prize").first()
    records = published_records(edition) if edition else []
    if not records:
        return None
    return {
        "told_here": {
            "title": _("How %(name)s was judged") % {"name": edition.name},
            "description": _("Entries, jury, ties and seals of %(name)s, and how to question a result.")
            % {"name": edition.name},
            "suffix": part_of_year(year, "judging"),
        },
        "edition": edition,
        "zone": edition.zone,
        "records": records,
        "year_url": page.address_of(year, request=request),
    }


def feed(page):
    """The newest winner pages that anybody may read, each with whether its company approved it."""
    pages = WinnerPage.objects.announced().child_of(page).filter(open_q())
    pages = pages.select_related("award__category__edition", "picture").with_newest_answer()
    pages = list(pages.order_by("-first_published_at", "pk")[:MOST])
    approved = approved_among(pages)
    return [(each, {"approved": each.pk in approved}) for each in pages]


def press_picture(page, year, picture):
    pack = _pack(page, year)
    found = pack and pack.picture(picture)
    return found and picture_response(found)


def press_archive(page, request, year):
    pack = _pack(page, year)
    return pack and archive_response(request, pack)


def _pack(page, year):
    edition = Edition.objects.filter(prize=page.prize_id, year=year).select_related("prize").first()
    pack = edition and public_pack(edition)
    return pack if pack and pack.sheets else None


def _fitting(page, request, filters):
    awards = filters.rows().in_order().for_cards()
    page_of_awards = filters.page(awards, page.per_page, request.GET.get("page"))
    return {
        "told_here": told_of_list(page_of_awards, filters),
        "page_of_awards": page_of_awards,
        "cards": cards_of(page_of_awards, request),
    }


def _newest(page, request, announced):
    years = [(past, page.address_of(past.year, request=request)) for past in announced.years()]
    if not years:
        return {}
    newest, year_url = years[0]
    return {"year": read_year(announced.awards(newest.year), request), "year_url": year_url, "years": years}


def _way_to(page, years, request):
    """A link to the one there may be."""
    for past in years:
        return Link(past.name, page.address_of(past.year, request=request))
    return None
