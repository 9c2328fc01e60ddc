"""The public search as one request: matches, counts by facet, hits with marks."""

from elasticsearch.dsl import FacetedSearch, Q, TermsFacet
from elasticsearch.dsl.query import Terms

from search.elastic.asking import Fields, highlighting
from search.elastic.mapping import JOIN
from search.enums import COLUMN_FACETS, TERM_FACETS, Sort

FIELDS = Fields({"title": 6, "summary": 3, "keywords": 3, "body": 1}, begun="title")
MOST_VALUES = 1000
FOUND, REACH = "found", "reach"
NEWEST_FIRST = [{"published_at": {"order": "desc", "missing": "_last"}}, {"row": "desc"}]
BEST_FIRST = ["_score", {"row": "asc"}]


class NamedTermsFacet(TermsFacet):
    """Counts slug and label together, and narrows by the slug."""

    def __init__(self, field):
        super().__init__(field=f"{field}_named", size=MOST_VALUES)
        self.slug_field = field

    def add_filter(self, filter_values):
        return Terms(self.slug_field, list(filter_values)) if filter_values else None


class PageSearch(FacetedSearch):
    """`asked` is a query of `search.elastic.asking`, or None for every page; `hidden` are ids that are gone from the table."""

    facets = {
        **{facet.value: TermsFacet(field=facet.value, size=MOST_VALUES) for facet in COLUMN_FACETS},
        **{facet.value: NamedTermsFacet(facet.value) for facet in TERM_FACETS},
    }

    def __init__(self, client, index, asked, query, *, hidden=()):
        self.using, self.index, self.hidden, self.of = client, index, list(hidden), query
        super().__init__(asked, {name: list(values) for name, values in query.filters.items()})

    def query(self, search, query):
        asked = Q("function_score", query=query or Q("match_all"), field_value_factor={"field": "boost", "missing": 1})
        return search.query(of_kind(without(asked, self.hidden), self.of.kind))

    def aggregate(self, search):
        super().aggregate(search)
        # Before any narrowing: whether these words find anything at all.
        search.aggs.bucket(FOUND, "filter", Q("match_all"))

    def highlight(self, search):
        if not self._query:
            return search
        return search.update_from_dict({"highlight": highlighting(["title", "summary", "body"])})

    def sort(self, search):
        if self.of.sort == Sort.DATE:
            return search.sort(*NEWEST_FIRST)
        if self.of.sort == Sort.DISTANCE:
            return search.sort({"_geo_distance": {"location": _point(self.of.near), "order": "asc"}}, *BEST_FIRST)
        return search.sort(*BEST_FIRST) if self._query else search.sort("_score", *NEWEST_FIRST)

    def build_search(self):
        # A narrowing like any other, but for none of the facets: each of them counts what lies within reach.
        if self.of.near and self.of.near.miles is not None:
            reach = {"distance": f"{self.of.near.miles}mi", "location": _point(self.of.near)}
            self._filters[REACH] = Q("geo_distance", **reach)
        search = self.query(self.search(), self._query)
        for part in (self.filter, self.highlight, self.sort):
            search = part(search)
        self.aggregate(search)
        return search.source(["row", "stamp"]).extra(track_total_hits=True, track_scores=True)


def without(query, hidden):
    """The query, but for what goes by these ids."""
    return Q("bool", must=[query], must_not=[Q("ids", values=list(hidden))]) if hidden else query


def of_kind(query, kind):
    """The query over one kind of page, where one is named."""
    return Q("bool", must=[query], filter=[Q("term", kind=kind)]) if kind else query


def _point(near):
    return {"lat": near.latitude, "lon": near.longitude}


def counts_of(response):
    """{facet: {slug: (label, count)}}"""
    # As it came: wrapping each of some hundred values in an object takes longer than all else that is ours.
    counted = response.to_dict()["aggregations"]
    return {name: _merged(counted[f"_filter_{name}"][name]["buckets"]) for name in PageSearch.facets}


def _merged(buckets):
    """A term that was just renamed stands under two labels until all its pages are written anew."""
    counts = {}
    for bucket in buckets:
        value = bucket["key"]
        slug, _, label = value.partition(JOIN) if isinstance(value, str) else (value, "", "")
        counts[slug] = (label or str(slug), counts.get(slug, ("", 0))[1] + bucket["doc_count"])
    return counts
