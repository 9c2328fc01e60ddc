"""The one door through which an act becomes an event."""

from datetime import UTC

from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from audit.canonical import canonical_json, new_salt, sha256_hex
from audit.models import GENESIS, Event, EventDetail, EventSubject
from audit.verbs import is_registered

# Any fixed number: whoever appends to the chain of this database takes this lock first.
CHAIN_LOCK = 7_241_508


def record_event(verb, *, target, by, details=None, subjects=(), scope=None):
    """Append one event, in the transaction of the act it tells of and as its last statement.

    `by` is the acting person, None for the clock. `details` is kept beside the chain and erased when one of `subjects`
    (or the target, if it is a person) is erased. `scope` is taken from the target's `record_scope` unless given.
    """
    if not is_registered(verb):
        raise ValueError(f"“{verb}” is not a registered verb.")
    facts = {
        "verb": verb,
        "actor": _actor_id(by),
        "target_type": target._meta.label_lower,
        "target_id": _target_id(target),
        "scope": getattr(target, "record_scope", "") if scope is None else scope,
        "subjects": _subject_ids(target, subjects),
    }
    salt, payload = new_salt(), canonical_json(details or {})
    facts["details"] = details_digest(salt, payload)
    lock_chain()
    event = _append(facts, previous=Event.objects.head())
    EventDetail.objects.create(event=event, salt=salt, payload=payload)
    EventSubject.objects.bulk_create(EventSubject(event=event, person=person) for person in facts["subjects"])
    return event


def lock_chain(using=DEFAULT_DB_ALIAS):
    """One writer at a time, until the end of the transaction. Locking the last row instead would let the chain fork."""
    connection = connections[using]
    if not connection.in_atomic_block:
        raise TransactionManagementError("An event is recorded in the transaction of its act; there is none here.")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        else:
            # Matches no row, and takes SQLite's write lock before the head is read, whatever the transaction mode.
            cursor.execute("UPDATE audit_event SET position = position WHERE 0")


def chained_hash(previous_hash, canonical):
    return sha256_hex(previous_hash + canonical)


def details_digest(salt, payload):
    return sha256_hex(salt + payload)


def canonical_time(moment):
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _append(facts, *, previous):
    position = previous.position + 1 if previous else 1
    previous_hash = previous.hash if previous else GENESIS
    occurred_at = timezone.now()
    canonical = canonical_json({**facts, "position": position, "occurred_at": canonical_time(occurred_at)})
    columns = {name: facts[name] for name in ("verb", "actor", "target_type", "target_id", "scope")}
    return Event.objects.create(
        position=position,
        previous_hash=previous_hash,
        hash=chained_hash(previous_hash, canonical),
        canonical=canonical,
        occurred_at=occurred_at,
        **columns,
    )


def _actor_id(by):
    return str(by.pk) if by is not None and by.pk else ""


def _target_id(target):
    if target.pk is None:
        raise ValueError("An event needs a saved target.")
    return str(target.pk)


def _subject_ids(target, subjects):
    people = [*subjects, target] if isinstance(target, get_user_model()) else subjects
    return sorted({str(person.pk) for person in people})
