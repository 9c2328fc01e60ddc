import functools
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.visitors import mark
from network.cards import cards_of_hits
from network.comparing import MOST, compare
from network.directory import profile_context
from network.enums import CONFIRMED_FOR, SHOWN_WHILE_OLD
from network.exporting import csv_lines
from network.finding import chips_of, find_companies, near_label, wider
from network.models import CapabilityProfile
from network.sharing.directory import share_of_comparison, share_of_directory
from network.state_map import map_of
from prizes.gazetteer import CREDIT, STATE, places
from search.enums import Facet
from search.payload import result_payload
from search.presenting import address_of, around_results, found_only_some
from search.views import kept_by_nobody, refused_in_kind, wants_json


@vary_on_headers("Accept")
@refused_in_kind
@require_safe
@kept_by_nobody
def index(request):
    found = find_companies(request.GET)
    cards = cards_of_hits(found.result.hits)
    if wants_json(request):
        return JsonResponse(result_payload(shown(found.result, cards, found.facets), request.build_absolute_uri))
    return render(request, "network/directory.html", _page_context(request, found, cards))


@require_safe
def profile(request, slug):
    found = get_object_or_404(CapabilityProfile.objects.public().select_related("organisation"), slug=slug)
    response = render(request, "network/profile.html", profile_context(found, request))
    # Nobody is shown for a moment longer than a company is shown.
    return mark(response) if _stays_as_it_is(found) else response


@require_safe
@kept_by_nobody
def comparison(request):
    comparison = compare(request.GET.getlist("company"))
    context = {
        "share": share_of_comparison(request),
        "comparison": comparison,
        "columns": [(company, comparison.address_without(company)) for company in comparison.companies],
        "most": MOST,
        "slugs": urlencode([("company", company.slug) for company in comparison.companies]),
    }
    return render(request, "network/comparison.html", context)


@require_safe
@kept_by_nobody
def export(request):
    lines = csv_lines(find_companies(request.GET).query, request.build_absolute_uri)
    headers = {"Content-Disposition": 'attachment; filename="companies.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def shown(result, cards, facets):
    """The result as it stands on the page: without what lapsed a moment ago."""
    return replace(result, hits=[card.hit for card in cards], facets=facets)


def _stays_as_it_is(profile):
    """For as long as a page is kept, no hour comes at which it says something else."""
    hours = [profile.confirmed_at + CONFIRMED_FOR, profile.confirmed_at + CONFIRMED_FOR + SHOWN_WHILE_OLD]
    kept_until = timezone.now() + timedelta(seconds=settings.PAGE_CACHE_SECONDS)
    return not any(timezone.now() < hour <= kept_until for hour in hours)


def _page_context(request, found, cards):
    query, result = found.query, found.result
    around = around_results(
        query, size=query.size, total=result.total, facets=result.facets, did_you_mean=result.did_you_mean
    )
    return around | {
        "share": share_of_directory(request, title_of(found)),
        "result": result,
        "found": found,
        "cards": cards,
        "several": len(cards) > 1,
        "without_filters": address_of(query.without_filters().around(None)),
        "without_choice": around["without_filters"],
        "chips": [*chips_of(found), *around["chips"]],
        "only_some_words": found_only_some(result.stage, corrected=result.corrected),
        "sorts": query.sorts,
        "places": options_of_places(),
        "map": map_of(_narrowing(query, found.places), query.near),
        "credit": CREDIT,
        "state": STATE,
        "wider": wider(query),
        "most": MOST,
        "export_url": f"{reverse('directory:export')}{address_of(query)}",
    }


def _narrowing(query, values):
    """Pairs of a place's value and where its dot leads: to this place alone, or back from it. There may be hundreds."""
    anywhere = address_of(replace(query, filters={**query.filters, Facet.PLACE.value: ()}, page=1))
    begun = anywhere if anywhere == "?" else f"{anywhere}&"
    return [
        (value, anywhere if value.selected else begun + urlencode({Facet.PLACE.value: value.slug})) for value in values
    ]


@functools.cache
def options_of_places():
    """Every place of the state, to complete what is typed: the same on every page."""
    return format_html_join("", '<option value="{}">', ((place.name,) for place in places().values()))


def title_of(found):
    """Tells one tab, bookmark and line of the history from the others."""
    query = found.query
    chosen = [str(value.label) for facet in found.facets for value in facet.selected]
    where = [near_label(query.near)] if query.near else []
    sought = " · ".join(part for part in (query.text, ", ".join([*chosen, *where])) if part)
    title = _("Companies: %(text)s") % {"text": sought} if sought else _("Companies")
    if query.page == 1:
        return title
    numbers = {"title": title, "number": query.page, "last": found.result.pages}
    return _("%(title)s, page %(number)s of %(last)s") % numbers
