"""The doors of a signed-in person: each app registers its own, the header shows those that open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Link:
    label: str
    url: str


Door = Callable[[HttpRequest], Link | None]
_doors: dict[int, list[Door]] = {}


def register_door(door: Door, *, order: int = 100) -> Door:
    """Show `door(request)` in the header of a signed-in person; None keeps it away. Lower orders come first."""
    _doors.setdefault(order, []).append(door)
    return door


def doors_for(request: HttpRequest) -> list[Link]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    doors = [door for order in sorted(_doors) for door in _doors[order]]
    return [link for door in doors if (link := door(request)) is not None]
