"""A result as JSON, for programs that ask at the address of the page."""

from http import HTTPStatus

from search.presenting import address_of


def result_payload(result, build_url):
    picks = [_hit(hit, build_url) for hit in result.picks]
    return envelope(result.query, result, [_hit(hit, build_url) for hit in result.hits], build_url) | {"picks": picks}


def envelope(query, result, hits, build_url):
    """What every search answers, around its own hits. `query` knows its address."""

    def page_url(page):
        return build_url(address_of(query, page=page)) if 1 <= page <= result.pages else None

    return {
        "query": query.text,
        "did_you_mean": result.did_you_mean,
        "corrected": result.corrected,
        "total": result.total,
        "page": query.page,
        "pages": result.pages,
        "sort": query.sort,
        "next": page_url(query.page + 1),
        "previous": page_url(query.page - 1),
        "results": hits,
        "facets": [_facet(facet) for facet in result.facets],
    }


def error_payload(status):
    return {"error": HTTPStatus(status).phrase, "status": int(status)}


def suggestion_payload(suggestion):
    return {"title": suggestion.title, "url": suggestion.url, "kind": suggestion.kind_label}


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
        "miles": None if hit.miles is None else round(hit.miles, 1),
        "published_at": hit.published_at,
        "image": build_url(hit.image) if hit.image else None,
    }


def _facet(facet):
    return {
        "name": facet.name,
        "label": facet.label,
        "values": [
            {"value": value.slug, "label": value.label, "count": value.count, "selected": value.selected}
            for value in facet.values
        ],
    }
