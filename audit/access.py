"""Who may read the record, and what of it. This is the ground floor: the apps above say who, here it is only asked."""

# What belongs to the whole installation, like people and organisations, is filed under nothing narrower.
EVERYWHERE = ""

_readers = []
_scope_sources = []


def register_reader(predicate):
    """`predicate(user) -> bool`; any one of them suffices. A superuser has no right of his own."""
    if predicate not in _readers:
        _readers.append(predicate)
    return predicate


def may_read(user):
    return bool(user.is_active and any(predicate(user) for predicate in _readers))


def register_scopes(source):
    """`source(user) -> [scope]`: the scopes whose events are a reader's business beside those of the installation."""
    if source not in _scope_sources:
        _scope_sources.append(source)
    return source


def scopes_read_by(user):
    return {EVERYWHERE, *(scope for source in _scope_sources for scope in source(user))}
