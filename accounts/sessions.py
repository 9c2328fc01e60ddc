"""How long somebody stays signed in, what a session has proven, and how to end it."""

import time
from importlib import import_module

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

BEGAN = "session_began"
LAST_SEEN = "session_last_seen"
SECOND_FACTOR_OF = "second_factor_used_by"
# The time somebody was last seen is written down once a minute, not with every request.
NOTED_EVERY = 60
QUIET_ATTRIBUTE = "does_not_extend_session"


def quiet(view):
    """Mark a view that runs by itself (autosave, polling): it does not extend the session, as nobody need be there."""
    setattr(view, QUIET_ATTRIBUTE, True)
    return view


def is_quiet(view):
    return getattr(view, QUIET_ATTRIBUTE, False) or getattr(getattr(view, "view_class", None), QUIET_ATTRIBUTE, False)


def is_over(session):
    """Idle for too long, or open since before the working day."""
    now = time.time()
    idle_for = now - session.get(LAST_SEEN, now)
    open_for = now - session.get(BEGAN, now)
    return idle_for > settings.SESSION_IDLE.total_seconds() or open_for > settings.SESSION_COOKIE_AGE


def note_presence(session):
    now = time.time()
    session.setdefault(BEGAN, now)
    if now - session.get(LAST_SEEN, 0) >= NOTED_EVERY:
        session[LAST_SEEN] = now


def has_used_second_factor(request):
    if request.session.get(SECOND_FACTOR_OF) == str(request.user.pk):
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def note_second_factor(request, person):
    request.session[SECOND_FACTOR_OF] = str(person.pk)


def end_all_sessions(person):
    """Remove every stored session of this person. Rare, so that reading them all is fair."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            store(session.session_key).delete()
