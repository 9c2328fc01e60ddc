"""Values of facets under a name that they had before: kept addresses hold them. Who renames them registers here."""

from dataclasses import replace

_resolvers = []


def register_former_names(resolver):
    """`resolver(filters) -> filters`: with the value of now for each that goes by another name."""
    _resolvers.append(resolver)


def with_current_names(query):
    for resolver in _resolvers:
        if query.filters:
            query = replace(query, filters=resolver(query.filters))
    return query
