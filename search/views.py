from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from search import engines
from search.enums import Sort, Stage
from search.payload import result_payload, suggestion_payload
from search.query import Query
from search.sharing import Share, place_of


@require_safe
@vary_on_headers("Accept")
def results(request):
    result = engines.current().search(Query.from_params(request.GET))
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse(result_payload(result, request.build_absolute_uri))
    return render(request, "search/results.html", {"share": _share(request, result.query)} | _page_context(result))


@require_safe
def suggest(request):
    suggestions = engines.current().suggest(request.GET.get("q", ""))
    return JsonResponse({"suggestions": [suggestion_payload(suggestion) for suggestion in suggestions]})


def _share(request, query):
    """Results are not for search engines: they list what each result's own page says better."""
    place = place_of(request)
    title = _("Search: %(text)s") % {"text": query.text} if query.text else _("Search")
    return Share(
        title=title,
        description=_("Search winners, stories, companies and support services."),
        address=place.absolute(reverse("search:results")),
        site_name=place.name,
        indexed=not request.GET,
    )


def _page_context(result):
    query = result.query
    pages = Paginator(range(result.total), query.size)
    others = urlencode(query.params())
    return {
        "result": result,
        "query": query,
        "sorts": Sort.choices,
        "only_some_words": result.stage == Stage.ANY and not result.corrected,
        "chips": _chips(result),
        "without_filters": "?" + urlencode(query.without_filters().params()),
        "better": "?" + urlencode(query.with_text(result.did_you_mean).params()),
        "page": pages.page(query.page),
        "other_params": f"{others}&" if others else "",
    }


def _chips(result):
    """One link per selected value that takes it back."""
    return [
        {
            "facet": facet.label,
            "label": value.label,
            "url": "?" + urlencode(result.query.without(facet.name, value.slug).params()),
        }
        for facet in result.facets
        for value in facet.selected
    ]
