"""CPU time and queries of a call. CPU time, because it is the same on a busy machine."""

import gc
import statistics
import time
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.sessions import SECOND_FACTOR_OF
from home.bench.figures import Figure

WARM_UPS = 3


def figure(what, who, call, *, repeat, before=None, **limits):
    """The median over `repeat` calls after some that warm up. `before` runs ahead of each and is not counted."""
    before = before or (lambda: None)
    for _ in range(WARM_UPS):
        call()
    with settled_memory():
        milliseconds = statistics.median(cpu_milliseconds(call, before) for _ in range(repeat))
    before()
    with CaptureQueriesContext(connection) as queries:
        call()
    return Figure(what, who, milliseconds, len(queries), **limits)


@contextmanager
def settled_memory():
    """As in a server (prize_site/wsgi.py), which sets aside what it made at its start, and searches the rest less often."""
    kept = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(settings.GARBAGE_THRESHOLD)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*kept)


def cpu_milliseconds(call, before):
    before()
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1000


def page(what, who, address, *, person=None, cold=False, repeat, **limits):
    """A GET through the whole of the site; `cold` from caches that hold nothing at all."""
    client = client_of(person)

    def get():
        response = client.get(address, secure=True)
        if response.status_code != 200:
            raise RuntimeError(f"{what}: {address} answered {response.status_code}.")

    return figure(what, who, get, before=empty_caches if cold else None, repeat=repeat, **limits)


def empty_caches():
    for cache in caches.all(initialized_only=True):
        cache.clear()


def client_of(person):
    """Signed in, second factor included."""
    client = Client()
    if person:
        client.force_login(person)
        session = client.session
        session[SECOND_FACTOR_OF] = str(person.pk)
        session.save()
    return client
