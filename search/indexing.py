"""The only writer of the public index."""

import logging
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from search import builders, engines, outbox, vocabulary
from search.enums import RunKind
from search.models import IndexRun, PublicDocument, PublicFacet, new_stamp
from search.tasks import refresh_document
from search.text import clean

logger = logging.getLogger(__name__)

# PostgreSQL takes at most 1 MB of distinct words in one document.
BODY_LIMIT = 100_000
CHUNK = 200
TEXT_FIELDS = ("url", "title", "summary", "body", "place", "image")
FIELDS = (*TEXT_FIELDS, "year", "published_at", "boost", "keywords")


def refresh(kind, key):
    """Bring one document in step with its source. The task is part of the caller's transaction: it runs after it."""
    refresh_document.enqueue(kind, str(key))


@transaction.atomic
def refresh_now(kind, key):
    """Write, change or remove one document, as its builder says. True when anything changed."""
    # Held before the source is read, so that an older reading never overwrites a newer one.
    _hold_the_index()
    draft = _draft(kind, key)
    document = PublicDocument.objects.filter(kind=kind, key=key).first()
    if draft is None:
        return _remove(document)
    return _store(document or PublicDocument(kind=kind, key=key), draft)


@transaction.atomic
def forget(kind, key):
    """Remove one document at once, in the caller's transaction."""
    _hold_the_index()
    return _remove(PublicDocument.objects.filter(kind=kind, key=str(key)).first())


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
    for builder in builders.registered():
        _reconcile_kind(builder, differences)
    _remove_unknown_kinds(differences)
    run.added, run.changed, run.removed = differences.added, differences.changed, differences.removed
    run.failed, run.finished_at = len(differences.failed), timezone.now()
    run.save()
    return differences


def rebuild():
    """Everything anew, while readers read and writers write."""
    differences = reconcile(run_kind=RunKind.REBUILD)
    vocabulary.recount()
    engines.of_database().rebuild()
    return differences


def _draft(kind, key):
    builder = builders.get(kind)
    obj = builder.find(key) if builder else None
    return builder.build(obj) if obj is not None else None


def _hold_the_index():
    # SQLite has one writer anyway. On PostgreSQL two writers would count the same words in different orders and block.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('search.public_index'))")


def _remove(document):
    if document is None:
        return False
    vocabulary.exchange(gone=vocabulary.words_of(document), come=set())
    outbox.removed(document)
    document.delete()
    return True


def _store(document, draft):
    values, terms = _values(draft), _terms(draft)
    if document.pk and not _differs(document, values, terms):
        return False
    gone = vocabulary.words_of(document) if document.pk else set()
    for name, value in values.items():
        setattr(document, name, value)
    document.indexed_at, document.stamp = timezone.now(), new_stamp()
    document.save()
    document.facets.all().delete()
    PublicFacet.objects.bulk_create(
        [PublicFacet(document=document, name=name, slug=slug, label=label) for (name, slug), label in terms.items()]
    )
    vocabulary.exchange(gone=gone, come=vocabulary.words_of(document))
    outbox.changed(document)
    return True


def _values(draft):
    values = {name: clean(str(getattr(draft, name))).strip() for name in TEXT_FIELDS}
    values["title"] = values["title"][:300]
    values["place"] = values["place"][:120]
    values["body"] = values["body"][:BODY_LIMIT]
    labels = dict.fromkeys([*_terms(draft).values(), values["place"]])
    values["keywords"] = " · ".join(label for label in labels if label)
    return values | {"year": draft.year, "published_at": draft.published_at, "boost": draft.boost}


def _terms(draft):
    return {(term.name, term.slug): clean(term.label)[:150] for term in sorted(draft.terms)}


def _differs(document, values, terms):
    stored = {(facet.name, facet.slug): facet.label for facet in document.facets.all()}
    return stored != terms or any(getattr(document, name) != value for name, value in values.items())


def _reconcile_kind(builder, differences):
    stale = set(PublicDocument.objects.filter(kind=builder.kind).values_list("key", flat=True))
    for chunk in _chunks(builder.queryset().iterator(chunk_size=CHUNK)):
        drafts = _build_chunk(builder, chunk, differences)
        stored = _stored(builder.kind, [builder.key(obj) for obj in chunk])
        for key, draft in drafts.items():
            stale.discard(key)
            _put_right(builder.kind, key, draft, stored.get(key), differences)
        # A source that could not be read keeps its document: the fault may be ours.
        stale -= {key.removeprefix(f"{builder.kind}:") for key in differences.failed}
    for key in sorted(stale):
        differences.removed += refresh_now(builder.kind, key)


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


def _stored(kind, keys):
    documents = PublicDocument.objects.filter(kind=kind, key__in=keys).prefetch_related("facets")
    return {document.key: document for document in documents}


def _put_right(kind, key, draft, document, differences):
    if document and not _differs(document, _values(draft), _terms(draft)):
        return
    if not refresh_now(kind, key):
        return
    if document:
        differences.changed += 1
    else:
        differences.added += 1


def _remove_unknown_kinds(differences):
    known = [builder.kind for builder in builders.registered()]
    for kind, key in PublicDocument.objects.exclude(kind__in=known).values_list("kind", "key"):
        differences.removed += forget(kind, key)


def _chunks(iterator):
    chunk = []
    for obj in iterator:
        chunk.append(obj)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
