"""How long somebody stays signed in, and how to end it."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

LAST_SEEN = "last_seen"
QUIET_ATTRIBUTE = "does_not_extend_session"


def quiet(view):
    """Mark a view that runs by itself (autosave, polling): it does not extend the session, as nobody need be there."""
    setattr(view, QUIET_ATTRIBUTE, True)
    return view


def is_quiet(view):
    return getattr(view, QUIET_ATTRIBUTE, False) or getattr(getattr(view, "view_class", None), QUIET_ATTRIBUTE, False)


def end_all_sessions(person):
    """Remove every stored session of this person. Rare, so that reading them all is fair."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            store(session.session_key).delete()
