"""What an invitation can be for. A purpose is registered by the app that owns the thing a person is asked to join."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


def nothing(invitation, person):
    return None


def to_own_page(invitation):
    return "/people/"


def no_facts(invitation):
    return {}


def no_end(invitation):
    return None


@dataclass(frozen=True)
class Purpose:
    key: str
    label: str
    # What the invited person is asked to do, to be read after "asks you to": "work on the nomination “…”".
    describe: Callable
    # on_accept(invitation, person), inside the transaction of the acceptance.
    on_accept: Callable
    # may_revoke(person, invitation) -> bool: who may send it again or take it back, besides who sent it.
    may_revoke: Callable
    on_decline: Callable = nothing
    # where_next(invitation) -> address of the page to show after acceptance.
    where_next: Callable = to_own_page
    template: str = "accounts.invitation"
    # The page that the link opens, given the token. A purpose with a page of its own may be answered without an account.
    page: str = "people:invitation"
    needs_account: bool = True
    lifetime: timedelta = timedelta(days=14)
    # ends_at(invitation) -> the moment until which its link works, whenever it was sent; None where `lifetime` says it.
    ends_at: Callable = no_end
    # mail_facts(invitation) -> what its mail says besides who asks, for what, where and until when.
    mail_facts: Callable = no_facts


_purposes: dict[str, Purpose] = {}


def register_purpose(purpose):
    _purposes[purpose.key] = purpose
    return purpose


def purpose_named(key):
    return _purposes[key]


def known_purposes():
    return tuple(_purposes.values())


def new_token():
    return secrets.token_urlsafe(32)


def token_hash(token):
    """The only form in which a token is kept: who reads the database cannot accept in somebody's place."""
    return hashlib.sha256(token.encode()).hexdigest()
