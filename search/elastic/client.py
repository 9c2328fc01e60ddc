"""The connection to the server, and what counts as its being away."""

import time
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.conf import settings
from elastic_transport import ConnectionError as UnreachableError
from elastic_transport import HeadApiResponse, ObjectApiResponse, SerializationError, TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError, UnsupportedProductError

# What a visitor waits at most, for all that one search asks, before the embedded engine answers instead.
ASK_SECONDS = 1.0
# What a task may wait: nobody sits before it.
WORK_SECONDS = 60
# Too busy, or not there: the same request may succeed later.
LATER = frozenset({408, 429, *range(500, 600)})
# We are not let in: for whoever searches, as good as away.
CLOSED = frozenset({401, 403})

_deadline = ContextVar("deadline", default=None)


class AwayError(Exception):
    """The server cannot answer now: refused, too slow, not itself, or without an index that this version can use."""


class BehindError(AwayError):
    """The server answers, but has not been told yet of something that must not be missed. Not remembered: it will be soon."""


def is_configured():
    return bool(settings.ELASTICSEARCH_URL)


def asking():
    """The client for as long as patience lasts."""
    left = ASK_SECONDS if (deadline := _deadline.get()) is None else deadline - time.monotonic()
    if left <= 0:
        raise AwayError("the server is too slow")
    return _client(settings.ELASTICSEARCH_URL).options(request_timeout=left)


@contextmanager
def patience():
    """All that is asked in here has `ASK_SECONDS` together."""
    token = _deadline.set(time.monotonic() + ASK_SECONDS)
    try:
        yield
    finally:
        _deadline.reset(token)


def working():
    return _client(settings.ELASTICSEARCH_URL).options(request_timeout=WORK_SECONDS)


class Client(Elasticsearch):
    """Believes no answer in which the part is missing that every true one has, and takes no half one for a whole."""

    PARTS = {"/_search": "hits", "/_msearch": "responses", "/_count": "count", "/_bulk": "items"}

    def perform_request(self, method, path, **options):
        response = super().perform_request(method, path, **options)
        part = self.PARTS.get(path[path.rfind("/") :])
        is_json = isinstance(response, ObjectApiResponse | HeadApiResponse)
        if not is_json or (part and part not in response):
            raise AwayError("what answers is not Elasticsearch")
        if part and not all(map(_is_whole, response.get("responses", [response]))):
            raise AwayError("it answers in part only")
        return response


def _is_whole(response):
    """Half an answer counts wrong, and nobody could see it."""
    return not response.get("timed_out") and not response.get("_shards", {}).get("failed")


@lru_cache(maxsize=4)
def _client(url):
    # A second try within a request would double what a visitor waits; tasks try again by themselves.
    return Client(url, max_retries=0, retry_on_timeout=False)


def as_away(error):
    """The sentence for an error that says the server is away, or None for an error of our own."""
    if isinstance(error, AwayError):
        return str(error)
    if isinstance(error, SerializationError | UnsupportedProductError):
        return "what answers is not Elasticsearch"
    if isinstance(error, NotFoundError):
        return "the index is not there"
    if isinstance(error, ApiError):
        return f"the server answers {error.status_code}" if error.status_code in LATER | CLOSED else None
    if isinstance(error, UnreachableError | TransportError):
        return f"the server cannot be reached ({type(error).__name__})"
    return None
