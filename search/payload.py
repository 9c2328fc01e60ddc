"""A result as JSON, for programs that ask at the address of the page."""

from http import HTTPStatus
from urllib.parse import urlencode


def result_payload(result, build_url):
    query = result.query
    return {
        "query": query.text,
        "did_you_mean": result.did_you_mean,
        "corrected": result.corrected,
        "total": result.total,
        "page": query.page,
        "pages": result.pages,
        "sort": query.sort,
        "next": _page_url(result, query.page + 1, build_url),
        "previous": _page_url(result, query.page - 1, build_url),
        "picks": [_hit(hit, build_url) for hit in result.picks],
        "results": [_hit(hit, build_url) for hit in result.hits],
        "facets": [facet_payload(facet) for facet in result.facets],
    }


def error_payload(status):
    return {"error": HTTPStatus(status).phrase, "status": int(status)}


def suggestion_payload(suggestion):
    return {"title": suggestion.title, "url": suggestion.url, "kind": suggestion.kind_label}


def _page_url(result, page, build_url):
    if not 1 <= page <= result.pages:
        return None
    return build_url("?" + urlencode(result.query.params(page=page)))


def _hit(hit, build_url):
    return {
        "kind": hit.kind,
        "kind_label": hit.kind_label,
        "url": build_url(hit.url),
        "title": hit.title,
        "title_html": hit.title_html,
        "summary": hit.summary,
        "excerpt_html": hit.excerpt_html,
        "year": hit.year,
        "place": hit.place,
        "published_at": hit.published_at,
        "image": build_url(hit.image) if hit.image else None,
    }


def facet_payload(facet):
    return {
        "name": facet.name,
        "label": facet.label,
        "values": [
            {"value": value.slug, "label": value.label, "count": value.count, "selected": value.selected}
            for value in facet.values
        ],
    }
