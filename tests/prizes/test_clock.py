import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest

from prizes.clock import at_wall_clock, moved, moved_between, parse_wall_clock, spoken, window_state
from prizes.enums import WindowState
from tests.prizes.factories import EditionFactory

BOSTON = zoneinfo.ZoneInfo("America/New_York")
NOON = datetime(2027, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (NOON - timedelta(microseconds=1), WindowState.PLANNED),
        (NOON, WindowState.OPEN),
        (NOON + timedelta(hours=1, microseconds=-1), WindowState.OPEN),
        (NOON + timedelta(hours=1), WindowState.CLOSED),
    ],
)
def test_window_holds_its_opening_and_not_its_close(now, state):
    assert window_state(NOON, NOON + timedelta(hours=1), now) == state


def test_moving_over_the_change_of_clocks_keeps_the_wall_clock():
    winter_five_o_clock = at_wall_clock(datetime(2027, 3, 1, 17), BOSTON)

    moved_on = moved(winter_five_o_clock, days=120, zone=BOSTON)

    assert moved_on.astimezone(BOSTON).replace(tzinfo=None) == datetime(2027, 6, 29, 17)
    assert moved_on - winter_five_o_clock == timedelta(days=120, hours=-1)


def test_a_time_that_the_change_to_summer_skips_moves_on_by_the_gap():
    skipped = at_wall_clock(datetime(2027, 3, 14, 2, 30), BOSTON)

    assert skipped.astimezone(BOSTON).replace(tzinfo=None) == datetime(2027, 3, 14, 3, 30)


def test_dates_move_by_the_days_between_two_openings():
    source = EditionFactory.build(opens_at=at_wall_clock(datetime(2026, 11, 2, 9), BOSTON))
    target = EditionFactory.build(opens_at=at_wall_clock(datetime(2027, 11, 1, 9), BOSTON))
    ceremony = at_wall_clock(datetime(2027, 5, 20, 18, 30), BOSTON)

    there = moved_between(ceremony, source=source, target=target)

    assert there.astimezone(BOSTON).replace(tzinfo=None) == datetime(2028, 5, 18, 18, 30)
    assert moved_between(None, source=source, target=target) is None


def test_a_deadline_is_told_with_its_weekday_and_zone():
    assert spoken(datetime(2027, 3, 5, 22, tzinfo=UTC), BOSTON) == "Friday, March 5, 2027, 5:00 p.m. EST"


@pytest.mark.parametrize("text", ["2027-01-15T09:00", "2027-01-15T14:00+00:00"])
def test_a_time_typed_without_a_zone_is_on_the_zones_clock(text):
    assert parse_wall_clock(text, BOSTON) == datetime(2027, 1, 15, 14, tzinfo=UTC)
