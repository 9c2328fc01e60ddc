"""The only writer of both projections."""

import logging
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from search import engines, outbox, vocabulary
from search.enums import Index, RunKind
from search.models import IndexRun, new_stamp
from search.projections import PROJECTIONS
from search.tasks import refresh_document, refresh_documents

logger = logging.getLogger(__name__)

CHUNK = 200


def refresh(kind, key, index=Index.PUBLIC):
    """Bring one document in step with its source. The task is part of the caller's transaction: it runs after it."""
    refresh_document.enqueue(kind, str(key), index=Index(index).value)


def refresh_many(kind, keys, index=Index.PUBLIC):
    """The same for many, in few tasks."""
    for chunk in _chunks(map(str, keys)):
        if len(chunk) == 1:
            refresh(kind, chunk[0], index)
        else:
            refresh_documents.enqueue(kind, chunk, Index(index).value)


@transaction.atomic
def refresh_now(kind, key, index=Index.PUBLIC):
    """Write, change or remove one document, as its builder says. True when anything changed."""
    projection, key = PROJECTIONS[index], str(key)
    # Held before the source is read, so that an older reading never overwrites a newer one.
    _hold(projection)
    draft = _draft(projection, kind, key)
    document = projection.documents(kind).filter(key=key).first()
    if draft is None:
        return _remove(projection, document)
    return _store(projection, document or projection.new(kind, key), draft)


@transaction.atomic
def forget(kind, key, index=Index.PUBLIC):
    """Remove one document at once, in the caller's transaction."""
    projection = PROJECTIONS[index]
    _hold(projection)
    return _remove(projection, projection.documents(kind).filter(key=str(key)).first())


@dataclass
class Differences:
    added: int = 0
    changed: int = 0
    removed: int = 0
    failed: list[str] = field(default_factory=list)


def reconcile(*, run_kind=RunKind.RECONCILE):
    """Compare every document with its source, put right what differs, remove what should not be there."""
    run = IndexRun.objects.create(kind=run_kind)
    differences = Differences()
    for projection in PROJECTIONS.values():
        for builder in projection.registry.registered():
            _reconcile_kind(projection, builder, differences)
        _remove_unknown_kinds(projection, differences)
    run.added, run.changed, run.removed = differences.added, differences.changed, differences.removed
    run.failed, run.finished_at = len(differences.failed), timezone.now()
    run.save()
    return differences


def rebuild():
    """Every document and the database's own text index anew, while readers read and writers write."""
    differences = reconcile(run_kind=RunKind.REBUILD)
    vocabulary.recount()
    engines.of_database().rebuild()
    return differences


def _draft(projection, kind, key):
    builder = projection.registry.get(kind)
    obj = builder.find(key) if builder else None
    return builder.build(obj) if obj is not None else None


def _hold(projection):
    # SQLite has one writer anyway. On PostgreSQL two writers would count the same words in different orders and block.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"search.{projection.index}_index"])


def _remove(projection, document):
    """Every document that goes, goes here."""
    if document is None:
        return False
    outbox.removed(document)
    projection.delete(document)
    return True


def _store(projection, document, draft):
    """Every document that comes or changes, does here."""
    if document.pk and not projection.differs(document, draft):
        return False
    document.indexed_at, document.stamp = timezone.now(), new_stamp()
    projection.write(document, draft)
    outbox.changed(document)
    return True


def _reconcile_kind(projection, builder, differences):
    stale = set(projection.documents(builder.kind).values_list("key", flat=True))
    for chunk in _chunks(builder.queryset().iterator(chunk_size=CHUNK)):
        drafts = _build_chunk(builder, chunk, differences)
        stored = projection.stored(builder.kind, [builder.key(obj) for obj in chunk])
        for key, draft in drafts.items():
            stale.discard(key)
            _put_right(projection, builder.kind, key, draft, stored.get(key), differences)
        # A source that could not be read keeps its document: the fault may be ours.
        stale -= {key.removeprefix(f"{builder.kind}:") for key in differences.failed}
    for key in sorted(stale):
        differences.removed += refresh_now(builder.kind, key, projection.index)


def _build_chunk(builder, objects, differences):
    drafts = {}
    for obj in objects:
        key = builder.key(obj)
        try:
            draft = builder.build(obj)
        except Exception:
            logger.exception("Cannot build the document of %s %s", builder.kind, key)
            differences.failed.append(f"{builder.kind}:{key}")
            continue
        if draft is not None:
            drafts[key] = draft
    return drafts


def _put_right(projection, kind, key, draft, document, differences):
    if document and not projection.differs(document, draft):
        return
    if not refresh_now(kind, key, projection.index):
        return
    if document:
        differences.changed += 1
    else:
        differences.added += 1


def _remove_unknown_kinds(projection, differences):
    known = [builder.kind for builder in projection.registry.registered()]
    for kind, key in projection.others(known):
        differences.removed += forget(kind, key, projection.index)


def _chunks(iterator):
    chunk = []
    for obj in iterator:
        chunk.append(obj)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
