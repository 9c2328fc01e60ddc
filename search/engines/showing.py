"""Rows and counts as they are shown, the same from every engine."""

import re

from search.builders import kind_label
from search.enums import Facet
from search.highlight import excerpt, is_marked, to_html
from search.query import FacetCounts, FacetValue, Hit

# What is larger comes later, however many there are of it.
MEASURED = (Facet.BATCH, Facet.LEAD_TIME)
NUMBER = re.compile(r"\d{1,9}")


def make_hit(document, score, marked, near=None):
    """`marked`: title, summary and body with what matched between marks, or None. `near`: from where to measure."""
    title, summary, body = marked or (document.title, document.summary, "")
    # The place that answers the search says more than a summary that does not.
    shown = body if is_marked(body) and not is_marked(summary) else summary or body
    return Hit(
        kind=document.kind,
        kind_label=kind_label(document.kind),
        key=document.key,
        url=document.url,
        title=document.title,
        summary=document.summary,
        year=document.year,
        place=document.place,
        published_at=document.published_at,
        image=document.image,
        score=float(score),
        title_html=to_html(title),
        excerpt_html=to_html(excerpt(shown)),
        miles=_miles(document, near),
    )


def _miles(document, near):
    if near is None or document.latitude is None:
        return None
    return near.miles_to(document.latitude, document.longitude)


def make_facets(counts, filters):
    """`counts`: {facet: {slug: (label, count)}}. Facets without a value are left out."""
    return [
        FacetCounts(name=facet.value, label=facet.label, values=_values(facet, counts[facet], filters))
        for facet in Facet
        if counts.get(facet)
    ]


def _values(facet, counts, filters):
    selected = filters.get(facet.value, ())
    values = [
        FacetValue(
            slug=str(slug),
            label=kind_label(slug) if facet == Facet.KIND else label,
            count=count,
            selected=slug in selected,
        )
        for slug, (label, count) in counts.items()
    ]
    if facet == Facet.YEAR:
        return sorted(values, key=lambda value: -int(value.slug))
    if facet in MEASURED:
        return sorted(values, key=lambda value: (_first_number(value.slug), value.label))
    return sorted(values, key=lambda value: (-value.count, value.label))


def _first_number(slug):
    found = NUMBER.search(slug)
    return int(found[0]) if found else 0
