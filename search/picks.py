"""What editors want seen first. A pick shows what the public index holds, and only while it holds it."""

from dataclasses import replace

from search.engines.showing import make_hit
from search.enums import Sort
from search.models import Pick, PublicDocument
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
    return [make_hit(document, 0, None) for document in found if document]


def _documents(picks):
    if not picks:
        return {}
    near = PublicDocument.objects.filter(kind__in={pick.kind for pick in picks}, key__in={pick.key for pick in picks})
    return {(document.kind, document.key): document for document in near.defer("body", "keywords")}
