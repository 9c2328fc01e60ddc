"""Remembers, for all processes, that the server is away; asks it again in the background, so that no visitor waits for it."""

import logging
import threading
from contextlib import contextmanager

from django.core.cache import cache
from django.utils import timezone

from search.elastic.client import AwayError, BehindError, as_away, asking, patience
from search.elastic.mapping import SHAPES

logger = logging.getLogger(__name__)

AWAY, ASKED = "search.server.away", "search.server.asked"
# How often it is asked whether it is back, by whichever process comes first.
ASK_AGAIN_SECONDS = 3
PROBE = "search-probe"


def away():
    """None, or since when it is away and why: {"since", "why"}."""
    return cache.get(AWAY)


@contextmanager
def asked():
    """Around one search of somebody who waits for it."""
    with watched(), patience():
        yield


@contextmanager
def watched():
    """Around any talk with the server. An error that says it is away is raised as AwayError and remembered."""
    try:
        yield
    except BehindError:
        raise
    except Exception as error:
        why = as_away(error)
        if why is None:
            raise
        _remember(why)
        raise AwayError(why) from error
    forget()


def ask_again():
    """In a thread, unless somebody has just asked."""
    if cache.add(ASKED, True, ASK_AGAIN_SECONDS):
        threading.Thread(target=probe, name=PROBE, daemon=True).start()


def probe():
    """Whether it answers again, with indexes that this version can use."""
    try:
        with asked():
            for shape in SHAPES.values():
                asking().search(index=shape.alias, size=0, track_total_hits=False)
    except AwayError:
        return False
    return True


def _remember(why):
    known = away()
    if known is None:
        logger.warning("The search server is away: %s. The embedded search answers.", why)
    cache.set(AWAY, {"since": known["since"] if known else timezone.now(), "why": why}, timeout=None)


def forget():
    if away() is not None:
        cache.delete(AWAY)
        logger.warning("The search server is back.")
