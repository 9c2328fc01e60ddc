"""What higher apps tell this one. They register in their AppConfig.ready(); this app imports none of them."""

_story_sources = []


def register_story_source(source):
    """`source(awards, request) -> {award pk: [Link]}`: what those companies tell of themselves elsewhere on the site.

    Only what everybody may read, and in a fixed number of queries.
    """
    _story_sources.append(source)
    return source


def stories_of(awards, request=None):
    """By award pk, for awards that have any. `request` spares the question for the sites that links are written from."""
    found = {}
    for source in _story_sources:
        for award, links in source(awards, request).items():
            found.setdefault(award, []).extend(links)
    return found
