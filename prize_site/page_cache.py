"""Whole pages, kept for visitors who are not signed in: docs/decisions/0013-page-cache.md.

Every page is kept under the state of the site that it was read from: a random name in the shared cache. When something
that the public sees changes, or an hour comes that changes it by itself, that name is dropped, and with it every page.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache, caches
from django.core.exceptions import MiddlewareNotUsed
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from accounts.visitors import is_marked
from prize_site.public_rows import coming_moments

STATE_KEY = "site-state"
# Nobody types longer ones; a flood of made-up addresses finds less room.
MOST_QUERY_LENGTH = 200
MOST_BYTES = 1024 * 1024
# What makes a visitor somebody: a session, and a message that waits for them.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
VARIES_ON = ("Accept-Language", "Cookie")


@dataclass(frozen=True)
class State:
    """The site as it stands: all that the public may see between two changes. `until` is None when no hour will change it."""

    name: str
    until: datetime | None

    def seconds_left(self):
        if self.until is None:
            return settings.PAGE_CACHE_SECONDS
        left = int((self.until - timezone.now()).total_seconds())
        return max(0, min(settings.PAGE_CACHE_SECONDS, left))


def current_state():
    """Read before the page is: what changes while it is being read makes it a page of the past."""
    stored = cache.get(STATE_KEY)
    if stored and (stored[1] is None or timezone.now() < stored[1]):
        return State(*stored)
    now = timezone.now()
    # Never a number that counts up: a cache that lost it would count the same numbers, and find the old pages, again.
    name, until = uuid.uuid4().hex, min(coming_moments(now), default=None)
    cache.set(STATE_KEY, (name, until), None)
    return State(name, until)


def forget_pages(**kwargs):
    """Once what is being written stands, no page that was read before is shown again, by any process."""
    # A cache that is away for the moment fails nobody's save: a page is not kept for longer than a minute anyway.
    transaction.on_commit(_forget, robust=True)


def _forget():
    cache.delete(STATE_KEY)


class PageCacheMiddleware:
    """Behind what looks at the host, at TLS and at static files; before the session and everything else."""

    def __init__(self, get_response):
        if not settings.PAGE_CACHE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        if not is_by_stranger(request):
            return keep_private(self.get_response(request))
        state = current_state()
        key = key_of(request, state)
        kept = caches["pages"].get(key)
        if kept is not None:
            return finish(request, as_response(kept), state)
        response = self.get_response(request)
        if not may_be_kept(response):
            return keep_private(response)
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        patch_vary_headers(response, VARIES_ON)
        if request.method == "GET":
            caches["pages"].set(key, (response.content, dict(response.items())), settings.PAGE_CACHE_SECONDS)
        return finish(request, response, state)


def is_by_stranger(request):
    """Asked by nobody in particular, and for a page as everybody sees it: a preview is not, nor a part that htmx asks for."""
    return (
        request.method in ("GET", "HEAD")
        and not any(name in request.COOKIES for name in PERSONAL_COOKIES)
        and "Authorization" not in request.headers
        and "HX-Request" not in request.headers
        and len(request.META.get("QUERY_STRING", "")) <= MOST_QUERY_LENGTH
        and not getattr(request, "is_dummy", False)
    )


def key_of(request, state):
    parts = (
        state.name,
        request.scheme,
        # Refuses a host that is not ours, before anything is looked up under it.
        request.get_host(),
        translation.get_language_from_request(request),
        request.path,
        request.META.get("QUERY_STRING", ""),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def may_be_kept(response):
    """A page that says so, whole, and with nothing in it that belongs to one visitor. A form's token is: it sets a cookie."""
    return (
        is_marked(response)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cache-Control" not in response
        and len(response.content) <= MOST_BYTES
    )


def keep_private(response):
    """The same address shows other visitors something else: no cache on the way may keep it."""
    if is_marked(response) and "Cache-Control" not in response:
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, VARIES_ON)
    return response


def as_response(kept):
    content, headers = kept
    return HttpResponse(content, headers=headers)


def finish(request, response, state):
    """Caches on the way keep it for a minute, and never beyond the hour that changes it; browsers ask each time."""
    patch_cache_control(response, public=True, max_age=0, s_maxage=state.seconds_left(), must_revalidate=True)
    return get_conditional_response(request, etag=response["ETag"], response=response)
