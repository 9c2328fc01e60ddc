"""Who manages notices, and for which editions. The apps above say it, here it is only asked."""

from django.core.exceptions import PermissionDenied

_managers = []
_scope_sources = []


def register_manager(predicate):
    """`predicate(user) -> bool`; any one of them suffices. A superuser has no right of his own."""
    if predicate not in _managers:
        _managers.append(predicate)
    return predicate


def may_manage(user):
    return bool(user.is_active and any(predicate(user) for predicate in _managers))


def demand_manager(by, scope):
    """Leave with a refusal unless `by` looks after this edition's notices. None is the system itself."""
    if by is None:
        return
    if not may_manage(by) or (scope and scope not in dict(scopes_for(by))):
        raise PermissionDenied("You do not manage these notices.")


def register_scopes(source):
    """`source(user) -> [(scope, label)]`: the editions whose texts and notices this person looks after."""
    if source not in _scope_sources:
        _scope_sources.append(source)
    return source


def scopes_for(user):
    return [pair for source in _scope_sources for pair in source(user)]
