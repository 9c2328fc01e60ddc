"""Who manages notices, and of which prizes and editions. The apps above say it, here it is only asked."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The words for whatever has none of its own. They hold for every prize of the installation.
ALL_EDITIONS = ("", gettext_lazy("All editions"))

_managers = []
_scope_sources = []
_text_scope_sources = []


def register_manager(predicate):
    """`predicate(user) -> bool`; any one of them suffices. A superuser has no right of his own."""
    if predicate not in _managers:
        _managers.append(predicate)
    return predicate


def may_manage(user):
    return bool(user.is_active and any(predicate(user) for predicate in _managers))


def register_scopes(source):
    """`source(user) -> [(scope, label)]`: the prizes and editions whose notices this person looks after."""
    if source not in _scope_sources:
        _scope_sources.append(source)
    return source


def scopes_for(user):
    return [pair for source in _scope_sources for pair in source(user)]


def register_text_scopes(source):
    """`source(user) -> [(scope, label)]`: what this person may put notices into words for."""
    if source not in _text_scope_sources:
        _text_scope_sources.append(source)
    return source


def text_scopes_for(user):
    return [pair for source in _text_scope_sources for pair in source(user)]


def demand_manager(by, scope):
    """Leave with a refusal unless `by` looks after the notices filed here. None is the system itself."""
    if by is None:
        return
    if not may_manage(by) or (scope and scope not in dict(scopes_for(by))):
        raise PermissionDenied(_("You do not manage these notices."))


def demand_writer(by, scope):
    """Leave with a refusal unless `by` words the notices of this scope. None is the system itself."""
    if by is None:
        return
    if not may_manage(by) or scope not in dict(text_scopes_for(by)):
        raise PermissionDenied(_("You do not write these texts."))
