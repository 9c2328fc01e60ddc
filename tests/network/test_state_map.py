import pytest

from network.state_map import LEAST_RADIUS, MOST_RADIUS, WIDTH, drawing, map_of, map_of_place
from prizes.gazetteer import counties, find_place, places
from search.query import FacetValue, Near


def value(name, count, *, selected=False):
    return FacetValue(slug=name, label=name, count=count, selected=selected), f"?place={name}"


def dots_of(*values):
    return {dot.label: dot for dot in map_of(values).dots}


def test_every_county_is_drawn():
    assert sorted(county for county, _ in map_of([]).counties) == sorted(counties())


def test_every_place_lies_on_the_drawing():
    projection, height, _ = drawing()

    points = [projection.point(place.longitude, place.latitude) for place in places().values()]

    assert all(0 < x < WIDTH and 0 < y < height for x, y in points)


def test_north_is_up_and_east_is_right():
    dots = dots_of(value("Pittsfield", 1), value("Boston", 1), value("New Bedford", 1))

    assert dots["Pittsfield"].x < dots["Boston"].x
    assert dots["Boston"].y < dots["New Bedford"].y


def test_area_of_a_dot_follows_the_number():
    dots = dots_of(value("Boston", 100), value("Lowell", 25), value("Worcester", 1))

    assert dots["Boston"].radius == MOST_RADIUS
    assert dots["Lowell"].radius == pytest.approx(MOST_RADIUS / 2)
    assert dots["Worcester"].radius == LEAST_RADIUS


def test_small_dots_lie_on_top_of_large_ones():
    drawn = map_of([value("Lowell", 1), value("Boston", 9)]).dots

    assert [dot.label for dot in drawn] == ["Boston", "Lowell"]


def test_place_that_nobody_knows_is_left_out():
    assert dots_of(value("Atlantis", 3), value("Boston", 0)).keys() == {"Boston"}
    assert map_of_place("Atlantis") is None


def test_ring_is_as_large_as_the_distance():
    worcester, boston = find_place("Worcester"), find_place("Boston")
    near = Near(worcester.latitude, worcester.longitude, miles=round(worcester.miles_to(boston)), label="Worcester")

    drawn = map_of([value("Boston", 1)], near)

    [dot] = drawn.dots
    across = ((dot.x - drawn.ring.x) ** 2 + (dot.y - drawn.ring.y) ** 2) ** 0.5
    assert across == pytest.approx(drawn.ring.radius, rel=0.02)
    assert map_of([], Near(42.0, -71.0)).ring is None
