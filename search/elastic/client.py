"""The connection to the server, and what counts as its being away."""

from functools import lru_cache

from django.conf import settings
from elastic_transport import ConnectionError as UnreachableError
from elastic_transport import SerializationError, TransportError
from elasticsearch import ApiError, AuthorizationException, Elasticsearch, NotFoundError, UnsupportedProductError

# What a visitor waits at most before the embedded engine answers instead.
ASK_SECONDS = 1.0
# What a task may wait: nobody sits before it.
WORK_SECONDS = 60
# Too busy, or not there: the same request may succeed later.
LATER = frozenset({408, 429, 500, 502, 503, 504})


class AwayError(Exception):
    """The server cannot answer now: refused, too slow, not itself, or without an index that this version can use."""


class BehindError(AwayError):
    """The server answers, but has not been told yet of something that must not be missed. Not remembered: it will be soon."""


def is_configured():
    return bool(settings.ELASTICSEARCH_URL)


def asking():
    return _client(settings.ELASTICSEARCH_URL).options(request_timeout=ASK_SECONDS)


def working():
    return _client(settings.ELASTICSEARCH_URL).options(request_timeout=WORK_SECONDS)


@lru_cache(maxsize=4)
def _client(url):
    # A second try within a request would double what a visitor waits; tasks try again by themselves.
    return Elasticsearch(url, max_retries=0, retry_on_timeout=False)


def as_away(error):
    """The sentence for an error that says the server is away, or None for an error of our own."""
    if isinstance(error, AwayError):
        return str(error)
    if isinstance(error, NotFoundError):
        return "the index is not there"
    if isinstance(error, AuthorizationException):
        return "the server refuses us"
    if isinstance(error, ApiError):
        return (
            f"the server answers {error.status_code}"
            if error.status_code in LATER or error.status_code == 401
            else None
        )
    if isinstance(error, SerializationError | UnsupportedProductError):
        return "what answers is not Elasticsearch"
    if isinstance(error, UnreachableError | TransportError):
        return f"the server cannot be reached ({type(error).__name__})"
    return None
