"""The demo tells years of work in minutes. Each act runs at the time it would have had."""

from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def at(moment):
    """Within this block the application's clock stands at `moment`.

    Every action asks `timezone.now()`, so windows, deadlines and the record see a believable past. Nothing but the
    demo may use this: it runs in one process, before any request is served.
    """
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
