import logging
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from search import asked, engines, picks
from search.enums import Facet, Sort
from search.former import with_current_names
from search.payload import error_payload, result_payload, suggestion_payload
from search.presenting import around_results, found_only_some
from search.query import Query
from search.sharing import Share, place_of

logger = logging.getLogger(__name__)

# What is offered to somebody whose words found nothing: the most frequent values of these facets.
TOPIC_FACETS = (Facet.TECHNOLOGY, Facet.PRACTICE, Facet.SUB_INDUSTRY)
TOPICS_OF_A_FACET = 4

# Found things come and go at their hour, and picks and synonyms with a click: nobody keeps an answer.
kept_by_nobody = cache_control(private=True, no_cache=True)


def refused_in_kind(view):
    """Whoever asks for JSON is refused in JSON too."""

    @wraps(view)
    def answering(request, *args, **kwargs):
        if not _wants_json(request):
            return view(request, *args, **kwargs)
        try:
            response = view(request, *args, **kwargs)
        except DatabaseError:
            logger.exception("A search asked for as JSON failed")
            return JsonResponse(error_payload(HTTPStatus.SERVICE_UNAVAILABLE), status=HTTPStatus.SERVICE_UNAVAILABLE)
        if response.status_code < HTTPStatus.BAD_REQUEST:
            return response
        headers = {"Allow": response["Allow"]} if "Allow" in response else {}
        return JsonResponse(error_payload(response.status_code), status=response.status_code, headers=headers)

    return answering


@vary_on_headers("Accept")
@refused_in_kind
@require_safe
@kept_by_nobody
def results(request):
    query = with_current_names(Query.from_params(request.GET))
    result = picks.put_first(engines.current().search(query))
    if _wants_json(request):
        return JsonResponse(result_payload(result, request.build_absolute_uri))
    asked.note(request, result)
    return render(request, "search/results.html", {"share": _share(request, result)} | _page_context(result))


@require_safe
@kept_by_nobody
def suggest(request):
    suggestions = engines.current().suggest(request.GET.get("q", ""))
    return JsonResponse({"suggestions": [suggestion_payload(suggestion) for suggestion in suggestions]})


def _wants_json(request):
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _share(request, result):
    """Results are not for search engines: they list what each result's own page says better."""
    place = place_of(request)
    return Share(
        title=_title(result),
        description=_("Search winners, stories, companies and support services."),
        address=place.absolute(reverse("search:results")),
        site_name=place.name,
        indexed=not request.GET,
    )


def _title(result):
    """Tells one tab, bookmark and line of the history from the others."""
    narrowed = ", ".join(str(value.label) for facet in result.facets for value in facet.selected)
    sought = " · ".join(part for part in (result.query.text, narrowed) if part)
    title = _("Search: %(text)s") % {"text": sought} if sought else _("Search")
    if result.query.page == 1:
        return title
    return _("%(title)s, page %(number)s of %(last)s") % {
        "title": title,
        "number": result.query.page,
        "last": result.pages,
    }


def _page_context(result):
    return {
        "result": result,
        "sorts": Sort.choices,
        "only_some_words": found_only_some(result.stage, corrected=result.corrected),
        "topics": [] if result.total else _topics(),
    } | around_results(
        result.query,
        size=result.query.size,
        total=result.total,
        facets=result.facets,
        did_you_mean=result.did_you_mean,
    )


def _topics():
    """What the site holds most of, each with the address that lists it."""
    everything = {facet.name: facet.values for facet in engines.current().search(Query()).facets}
    return [
        {"label": value.label, "count": value.count, "url": "?" + urlencode({facet.value: value.slug})}
        for facet in TOPIC_FACETS
        for value in everything.get(facet, [])[:TOPICS_OF_A_FACET]
    ]
