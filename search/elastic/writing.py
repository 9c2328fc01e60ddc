"""Tells the server what changed. What it cannot take stays noted."""

import logging

from django.db.models import F
from django.utils import timezone
from elasticsearch.helpers import streaming_bulk

from search.elastic import breaker
from search.elastic.client import LATER, AwayError, working
from search.elastic.mapping import SHAPES, version_of
from search.models import PendingWrite

logger = logging.getLogger(__name__)

BATCH = 200
# A document that the server refuses for its own sake is offered so often, and then listed by `manage.py search status`.
MOST_ATTEMPTS = 5
# The server has a newer version already, or has nothing to remove.
ALREADY_SO = frozenset({404, 409})


def push():
    """All that waits, in batches. Returns how many documents the server took; raises AwayError when it is not there."""
    # A frozen server would hold a worker for as long as a task may wait.
    if breaker.away() and not breaker.probe():
        raise AwayError("the server is still away")
    taken, seen = 0, set()
    while batch := list(PendingWrite.objects.waiting().exclude(pk__in=seen)[:BATCH]):
        seen.update(write.pk for write in batch)
        taken += _push(batch)
    return taken


def _push(batch):
    errors = {}
    with breaker.watched():
        for write, error in _send(batch):
            errors[write] = errors.get(write) or error
    taken = [write for write, error in errors.items() if not error]
    for write in taken:
        # Unless it changed while it was on its way: then it is sent again.
        PendingWrite.objects.filter(pk=write.pk, stamp=write.stamp).delete()
    for write, error in errors.items():
        if error:
            _refused(write, error)
    return len(taken)


def _send(batch):
    """Pairs of a pending write and what the server has against it: one for each index that must have it."""
    rows = {name: SHAPES[name].find(ids) for name, ids in _ids_by_index(batch).items()}
    # Asked after the rows were read: whatever changes later knows of an index that is being filled by now.
    places = {name: places_to_write(SHAPES[name]) for name in rows}
    pairs = [(write, place) for write in batch for place in places[write.index]]
    operations = [_operation(write, rows[write.index].get(write.document_id), place) for write, place in pairs]
    for (write, _), (is_ok, reply) in zip(pairs, send(operations), strict=True):
        yield write, "" if is_ok else objection(reply)


def send(operations):
    """One reply for each, in their order. Never makes an index: one that went meanwhile is an answer of its own."""
    return streaming_bulk(
        working(), operations, raise_on_error=False, raise_on_exception=True, max_retries=0, require_alias=True
    )


def places_to_write(shape):
    """Aliases: of the index that answers, and of one that is being filled."""
    is_filling = working().indices.exists_alias(name=shape.alias_of_next)
    return [shape.alias, shape.alias_of_next] if is_filling else [shape.alias]


def _ids_by_index(batch):
    ids = {}
    for write in batch:
        ids.setdefault(write.index, []).append(write.document_id)
    return ids


def _operation(write, row, place):
    if row is None or write.is_removal:
        return removal(write.document_id, place, write.since)
    return storing(SHAPES[write.index], row, place)


def removal(document_id, place, moment):
    return {"_op_type": "delete", "_index": place, "_id": document_id, **versioned(moment)}


def storing(shape, row, place):
    source = shape.source(row)
    return {
        "_op_type": "index",
        "_index": place,
        "_id": row.document_id,
        "_source": source,
        **versioned(row.indexed_at),
    }


def versioned(moment):
    return {"version": version_of(moment), "version_type": "external_gte"}


def objection(reply):
    """What the server has against one document, in words; AwayError when it has something against all of them."""
    [result] = reply.values()
    status, error = result.get("status", 500), result.get("error") or {}
    if status in LATER or error.get("type") == "index_not_found_exception":
        raise AwayError("the index is not there" if status == 404 else f"the server answers {status}")
    if status in ALREADY_SO:
        return ""
    return f"{status} {error.get('type', '')}: {error.get('reason', '')}"[:500]


def _refused(write, error):
    logger.error("The search server refuses %s: %s", write, error)
    mine = PendingWrite.objects.filter(pk=write.pk, stamp=write.stamp)
    mine.update(attempts=F("attempts") + 1, last_error=error)
    mine.filter(attempts__gte=MOST_ATTEMPTS).update(given_up_at=timezone.now())
