"""The state as a drawing: its counties, and a dot for each town. Made here, from no map service."""

import functools
import math
from dataclasses import dataclass

from django.utils.translation import ngettext

from prizes.gazetteer import find_place, outlines

WIDTH = 1000
MARGIN = 12
MILES_PER_DEGREE = 69.05
LEAST_RADIUS, MOST_RADIUS = 8, 26


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    label: str
    count: int = 0
    url: str = ""
    selected: bool = False

    @property
    def title(self):
        words = ngettext("%(place)s: %(count)s company", "%(place)s: %(count)s companies", self.count)
        return words % {"place": self.label, "count": self.count}


@dataclass(frozen=True)
class Ring:
    """What lies within some miles of a point."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class StateMap:
    height: int
    counties: tuple
    dots: tuple[Dot, ...]
    ring: Ring | None = None
    width: int = WIDTH


@dataclass(frozen=True)
class Projection:
    """Equirectangular: a degree of longitude is as much shorter as it is in the middle of the state."""

    west: float
    north: float
    squeeze: float
    scale: float

    def point(self, longitude, latitude):
        x = MARGIN + (longitude - self.west) * self.squeeze * self.scale
        y = MARGIN + (self.north - latitude) * self.scale
        return round(x, 1), round(y, 1)

    def miles(self, miles):
        return round(miles / MILES_PER_DEGREE * self.scale, 1)


def map_of(values, near=None):
    """Of pairs of a place's value among the facets and the address that narrows to it. Places of no gazetteer are left out."""
    projection, height, counties = drawing()
    most = max((value.count for value, _ in values), default=0)
    dots = [_dot(projection, value, url, most) for value, url in values if find_place(value.label)]
    # The small ones on top, where a large one would hide them.
    return StateMap(height, counties, tuple(sorted(dots, key=lambda dot: -dot.radius)), _ring(projection, near))


def map_of_place(name):
    """Where one company is; None where the gazetteer does not know."""
    place = find_place(name)
    if place is None:
        return None
    projection, height, counties = drawing()
    x, y = projection.point(place.longitude, place.latitude)
    return StateMap(height, counties, (Dot(x, y, MOST_RADIUS, place.name),))


@functools.cache
def drawing():
    """The projection, the height of the map, and a path for each county: the same for every page."""
    points = [point for rings in outlines().values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    projection = Projection(west, north, squeeze, (WIDTH - 2 * MARGIN) / ((east - west) * squeeze))
    height = math.ceil((north - south) * projection.scale + 2 * MARGIN)
    return projection, height, tuple((county, _path(projection, rings)) for county, rings in outlines().items())


def _path(projection, rings):
    return " ".join(
        f"M{' '.join(f'{x},{y}' for x, y in (projection.point(*point) for point in ring))}Z" for ring in rings
    )


def _dot(projection, value, url, most):
    place = find_place(value.label)
    x, y = projection.point(place.longitude, place.latitude)
    # The area, not the radius, is as large as the number.
    share = math.sqrt(value.count / most) if most else 0
    radius = round(max(LEAST_RADIUS, MOST_RADIUS * share), 1)
    return Dot(x, y, radius, value.label, value.count, url, value.selected)


def _ring(projection, near):
    if near is None or near.miles is None:
        return None
    x, y = projection.point(near.longitude, near.latitude)
    return Ring(x, y, projection.miles(near.miles))
