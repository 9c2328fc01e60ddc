"""A whole index anew while writers write and readers read, and what an index holds compared with its table."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone
from elasticsearch.helpers import scan

from search import synonyms
from search.elastic import breaker
from search.elastic.client import AwayError, working
from search.elastic.mapping import SHAPES, made_at
from search.elastic.writing import objection, removal, send, storing
from search.models import PendingWrite

CHUNK = 500
# What still differs after so many looks is not what writers change meanwhile: that reaches the new index by itself.
MOST_LOOKS = 5


class RebuildError(Exception):
    """The new index does not hold what the table does. The old one goes on answering."""


@dataclass
class Change:
    stored: int = 0
    removed: int = 0
    refused: int = 0


def rebuild(name):
    """A new index from the table, put in the place of the old one by one call. The one before is kept, older ones go.

    Raises AwayError when the server is not there, RebuildError when the server did not take what it was given.
    """
    shape = SHAPES[name]
    with breaker.watched():
        _drop_unfinished(shape)
        index = shape.new_index()
        index.create(using=working())
        try:
            working().indices.put_mapping(index=index._name, meta={"synonyms": synonyms.fingerprint()})
            working().indices.put_alias(index=index._name, name=shape.alias_of_next)
            change = _fill(shape)
            _swap(shape, index._name)
        except BaseException:
            working().indices.delete(index=index._name, ignore_unavailable=True)
            raise
        _drop_older(shape)
    # What the old index refused, this one took from the table.
    PendingWrite.objects.given_up().filter(index=name).delete()
    return change


def synonyms_of(name):
    """The fingerprint of the list that the index was made with; None when there is no index."""
    alias = SHAPES[name].alias
    for about in _known(lambda server: server.indices.get_mapping(index=alias)).values():
        return about["mappings"].get("_meta", {}).get("synonyms")
    return None


class Held(NamedTuple):
    name: str
    documents: int


def held_by(name):
    """The index that answers and how many documents it holds; None when there is none."""
    for index in _indexes(SHAPES[name].alias):
        return Held(index, working().count(index=index)["count"])
    return None


def rows_of(name):
    return SHAPES[name].rows().count()


def reconcile(name):
    """Store what the index lacks or has in an older form, remove what should not be there."""
    with breaker.watched():
        return _put_right(SHAPES[name], SHAPES[name].alias)


def _fill(shape):
    """Once from end to end, then only what differs, until nothing does."""
    change = _put_right(shape, shape.alias_of_next)
    for _ in range(MOST_LOOKS):
        more = _put_right(shape, shape.alias_of_next)
        if more.refused or not (more.stored or more.removed):
            break
    if change.refused or more.refused:
        raise RebuildError(f"The server refused {change.refused or more.refused} documents.")
    if more.stored or more.removed:
        raise RebuildError(f"{more.stored + more.removed} documents still differ from the table.")
    return change


def _put_right(shape, place):
    working().indices.refresh(index=place)
    held = {hit["_id"]: hit["_source"]["stamp"] for hit in scan(working(), index=place, query={"_source": ["stamp"]})}
    # Held before wanted: what is removed from the table between the two looks is removed here, too.
    wanted = {
        row.document_id: row for row in shape.rows().only("pk", "key", "stamp", shape.group).prefetch_related(None)
    }
    change = Change()
    lacking = [row.pk for document_id, row in wanted.items() if held.get(document_id) != row.stamp]
    for start in range(0, len(lacking), CHUNK):
        rows = shape.rows().filter(pk__in=lacking[start : start + CHUNK])
        change.stored += _send([storing(shape, row, place) for row in rows], change)
    now = timezone.now()
    change.removed += _send([removal(gone, place, now) for gone in held.keys() - wanted.keys()], change)
    working().indices.refresh(index=place)
    return change


def _send(operations, change):
    """How many the server took."""
    objections = [objection(reply) for is_ok, reply in send(operations) if not is_ok]
    refused = sum(bool(each) for each in objections)
    change.refused += refused
    return len(operations) - refused


def _swap(shape, new):
    others = [name for name in _indexes(shape.alias) if name != new]
    working().indices.update_aliases(
        actions=[
            *({"remove": {"index": name, "alias": shape.alias}} for name in others),
            {"add": {"index": new, "alias": shape.alias}},
            {"remove": {"index": new, "alias": shape.alias_of_next}},
        ]
    )


def _indexes(alias):
    return sorted(_known(lambda server: server.indices.get_alias(name=alias)))


def _known(ask):
    """What the server says of a name; nothing when it does not know it."""
    found = ask(working().options(ignore_status=404))
    if "error" in found:
        return {}
    if not all(isinstance(about, dict) for about in found.values()):
        raise AwayError("what answers is not Elasticsearch")
    return dict(found)


def _drop_unfinished(shape):
    """Left by a rebuild that was killed."""
    for name in _indexes(shape.alias_of_next):
        working().indices.delete(index=name, ignore_unavailable=True)


def _drop_older(shape):
    """All but the one that answers and the one before, of whatever version of the mapping."""
    every = sorted(working().indices.get(index=f"{shape.family}-*", features="aliases"), key=made_at)
    for name in every[:-2]:
        working().indices.delete(index=name, ignore_unavailable=True)
