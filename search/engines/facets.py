"""Counts per facet value. A facet's own selection does not narrow its own counts: a second value can be added."""

from django.db.models import Count, Max

from search.builders import kind_label
from search.enums import COLUMN_FACETS, TERM_FACETS, Facet
from search.models import PublicFacet
from search.query import FacetCounts, FacetValue


def count_facets(documents, query):
    """`documents` match the text; the filters of the query are applied here."""
    counts = _term_counts(documents, query)
    for facet in COLUMN_FACETS:
        counts[facet] = _column_counts(documents.narrowed_by(query.filters, but=facet), facet)
    _keep_selected(counts, query)
    return [
        FacetCounts(name=facet.value, label=facet.label, values=_values(facet, counts[facet], query))
        for facet in Facet
        if counts.get(facet)
    ]


def _term_counts(documents, query):
    """{facet: {slug: (label, count)}}: one query for all facets without a selection, one more for each with one."""
    selected = [facet for facet in TERM_FACETS if facet in query.filters]
    others = [facet for facet in TERM_FACETS if facet not in selected]
    counts = _count_rows(documents.narrowed_by(query.filters), others)
    for facet in selected:
        counts |= _count_rows(documents.narrowed_by(query.filters, but=facet), [facet])
    return counts


def _count_rows(documents, facets):
    rows = PublicFacet.objects.filter(name__in=facets)
    if documents.query.where:
        rows = rows.filter(document__in=documents.order_by().values("pk"))
    grouped = rows.order_by().values("name", "slug").annotate(shown=Max("label"), count=Count("pk"))
    counts = {}
    for row in grouped:
        counts.setdefault(row["name"], {})[row["slug"]] = (row["shown"], row["count"])
    return counts


def _column_counts(documents, facet):
    rows = documents.order_by().values_list(facet.value).annotate(count=Count("pk"))
    return {value: (_column_label(facet, value), count) for value, count in rows if value not in (None, "")}


def _column_label(facet, value):
    return kind_label(value) if facet == Facet.KIND else str(value)


def _keep_selected(counts, query):
    """A selected value stays in sight when nothing has it any more, or it could not be taken back."""
    missing = [
        (facet, slug)
        for facet, slugs in query.filters.items()
        for slug in slugs
        if slug not in counts.setdefault(facet, {})
    ]
    labels = _term_labels([pair for pair in missing if pair[0] in TERM_FACETS])
    for facet, slug in missing:
        label = _column_label(facet, slug) if facet in COLUMN_FACETS else labels.get((facet, slug), slug)
        counts[facet][slug] = (label, 0)


def _term_labels(terms):
    if not terms:
        return {}
    rows = PublicFacet.objects.filter(name__in=[name for name, _ in terms], slug__in=[slug for _, slug in terms])
    return {(name, slug): label for name, slug, label in rows.values_list("name", "slug", "label").distinct()}


def _values(facet, counts, query):
    selected = query.filters.get(facet.value, ())
    values = [
        FacetValue(slug=str(slug), label=label, count=count, selected=slug in selected)
        for slug, (label, count) in counts.items()
    ]
    if facet == Facet.YEAR:
        return sorted(values, key=lambda value: -int(value.slug))
    return sorted(values, key=lambda value: (-value.count, value.label))
