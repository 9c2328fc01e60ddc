"""What the walk over all back-office sections needs to know of each: how to make a row, and what to type into its forms.

Every app that registers a HouseViewSet describes it in `tests/<app>/walks.py`:

    register_walk(OrganisationViewSet, Walk(row=lambda prize: OrganisationFactory(), add=lambda prize: {"name": "A", ...}))

The walk finds the module by its name, visits every registered viewset, and fails for one that is not described.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import get_resolver

from accounts.backoffice import registered_viewsets

_walks = {}


def nothing_typed(*args):
    return {}


@dataclass(frozen=True)
class Walk:
    # row(prize): a saved row that the secretariat of this prize may see, change and delete.
    row: Callable
    # add(prize), change(row): what is sent to the forms, complete enough to be accepted.
    add: Callable = nothing_typed
    change: Callable = nothing_typed
    # False for what all prizes share, like organisations: the neighbour sees it too.
    belongs_to_prize: bool = True
    # Views of the viewset that this walk leaves to a test of their own, with the reason beside it.
    apart: frozenset = frozenset()


def register_walk(viewset_class, walk):
    _walks[viewset_class] = walk


def walk_of(viewset):
    return _walks.get(type(viewset))


def all_viewsets():
    """Every section of the back office; the hooks that register them run when the addresses are loaded."""
    get_resolver().url_patterns  # noqa: B018, asked for its effect
    for config in apps.get_app_configs():
        name = f"tests.{config.name}.walks"
        if "." not in config.name and find_spec(f"tests.{config.name}") and find_spec(name):
            import_module(name)
    return registered_viewsets()
