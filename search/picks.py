"""What editors want seen first. A pick shows what the public index holds, and only while it holds it."""

from dataclasses import replace

from search.builders import kind_label
from search.enums import Sort
from search.highlight import excerpt, to_html
from search.models import Pick, PublicDocument
from search.query import Hit
from search.text import folded

MOST = 5


def put_first(result):
    """The result with its picks on the first page, and with none of them among the hits of any page."""
    picked = _picked(result.query)
    if not picked:
        return result
    chosen = {(hit.kind, hit.key) for hit in picked}
    hits = [hit for hit in result.hits if (hit.kind, hit.key) not in chosen]
    return replace(result, hits=hits, picks=picked if result.query.page == 1 else [])


def _picked(query):
    words = folded(query.text)
    # Whoever narrows or sorts by date has asked for an order of their own.
    if not words or query.filters or query.sort != Sort.RELEVANCE:
        return []
    picks = list(Pick.objects.for_words(words)[:MOST])
    documents = _documents(picks)
    found = [documents.get((pick.kind, pick.key)) for pick in picks]
    return [_hit(document) for document in found if document]


def _documents(picks):
    if not picks:
        return {}
    near = PublicDocument.objects.filter(kind__in={pick.kind for pick in picks}, key__in={pick.key for pick in picks})
    return {(document.kind, document.key): document for document in near.defer("body", "keywords")}


def _hit(document):
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
        score=0.0,
        title_html=to_html(document.title),
        excerpt_html=to_html(excerpt(document.summary)),
    )
