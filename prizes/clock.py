"""Times of an edition. Instants are compared on the server; people read and write them on the edition's own clock."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from prizes.enums import WindowState

# The same day of the week, a year later.
YEAR_OF_WEEKS = timedelta(weeks=52)


def window_state(opens_at, closes_at, now=None):
    """Closed at the very moment of the deadline: a window holds its opening and not its close."""
    now = now or timezone.now()
    if now < opens_at:
        return WindowState.PLANNED
    return WindowState.OPEN if now < closes_at else WindowState.CLOSED


def local(moment, zone):
    return moment.astimezone(zone)


def spoken(moment, zone):
    """As a deadline must be told: with its day of the week and its zone, so that nobody has to guess."""
    there = local(moment, zone)
    return f"{date_format(there, 'l')}, {date_format(there, 'DATETIME_FORMAT')}"


def at_wall_clock(naive, zone):
    """The instant when clocks in the zone show this. A time that the change to summer skips moves on by the gap."""
    return naive.replace(tzinfo=zone).astimezone(UTC)


def moved(moment, *, days, zone, new_zone=None):
    """The same wall-clock time so many days later, whether or not the clocks change in between."""
    wall = local(moment, zone).replace(tzinfo=None) + timedelta(days=days)
    return at_wall_clock(wall, new_zone or zone)


def days_between(source, target):
    """By how many days the target edition's calendar is moved against the source's."""
    return (_opening_day(target) - _opening_day(source)).days


def moved_between(moment, *, source, target):
    """A date of one edition, where it falls in its copy. Copiers of other apps move their dates with this."""
    if moment is None:
        return None
    return moved(moment, days=days_between(source, target), zone=source.zone, new_zone=target.zone)


def parse_wall_clock(text, zone):
    """A time typed without a zone (2027-01-15T09:00, or a day, meaning its first moment) on the zone's clock."""
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else at_wall_clock(parsed, zone)


def _opening_day(edition):
    return local(edition.opens_at, edition.zone).date()
