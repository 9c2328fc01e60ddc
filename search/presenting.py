"""What stands around the results on a page of any search: the ways to narrow, widen, correct and turn over."""

from urllib.parse import urlencode

from django.core.paginator import Paginator

from search import builders
from search.enums import Facet, Stage


def around_results(query, *, size, total, facets, did_you_mean):
    """For the templates of `search/`. `query` knows its address, and itself with another text or without a filter."""
    others = urlencode(query.params())
    return {
        "query": query,
        "chips": _chips(query, facets),
        "without_filters": address_of(query.without_filters()),
        "better": address_of(query.with_text(did_you_mean)),
        "page": Paginator(range(total), size).page(query.page),
        "other_params": f"{others}&" if others else "",
    }


def offered(facets, query):
    """Without what belongs to one kind of thing, until that kind was asked for or one of its values is chosen."""
    kinds = {query.kind, *query.filters.get(Facet.KIND, ())}
    return [facet for facet in facets if facet.selected or not _kinds_of(facet) or _kinds_of(facet) & kinds]


def of_one_kind(facets):
    """Those that are told of one kind of thing alone, and the others, each in their order."""
    own = [facet for facet in facets if _kinds_of(facet)]
    return own, [facet for facet in facets if facet not in own]


def _kinds_of(facet):
    """The kinds of thing that alone have it; none where any may."""
    return {builder.kind for builder in builders.registered() if facet.name in builder.own_facets}


def address_of(query, **page):
    return "?" + urlencode(query.params(**page))


def found_only_some(stage, *, corrected):
    return stage == Stage.ANY and not corrected


def _chips(query, facets):
    """One link per selected value that takes it back."""
    return [
        {"facet": facet.label, "label": value.label, "url": address_of(query.without(facet.name, value.slug))}
        for facet in facets
        for value in facet.selected
    ]
