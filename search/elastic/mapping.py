"""The two indexes: their fields, what a row becomes, and the names they go by."""

import hashlib
import json
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from elasticsearch.dsl import Completion, Date, Document, Float, GeoPoint, Index, Integer, Keyword, Long, Text

from search import synonyms
from search.elastic.analysis import begun, exact, searched, stemmed
from search.enums import TERM_FACETS
from search.enums import Index as IndexName
from search.models import EntryDocument, PublicDocument

# A deep page is reached by its address, not by way of all pages before it.
RESULT_WINDOW = 250_000
# Of the document alone: what others hold, and how long they are, moves nothing.
ALONE = {"type": "scripted", "script": {"source": "return query.boost * doc.freq / (doc.freq + 1.2);"}}
# What joins the slug and the label of a term where both are counted as one value.
JOIN = "\t"
LONGEST_SUGGESTION = 50
MOMENT = "%Y%m%d%H%M%S%f"


def _text(**more):
    """Found by its stem, in the plural or under another name; better when as typed; begun by what is typed so far."""
    return Text(
        analyzer=stemmed,
        search_analyzer="house_searched",
        index_options="offsets",
        fields={"exact": Text(analyzer=exact), **more},
    )


def _title():
    return _text(begun=Text(analyzer=begun, search_analyzer=exact))


def _entry_text():
    """How much a word says of an entry is for `search.engines.entries` to decide, on the entries that the asker may open."""
    return Text(analyzer=stemmed, index_options="offsets", similarity="house_alone")


class FoundPage(Document):
    """A `PublicDocument`. Rows are read again from the table: what is kept here is what is matched, counted and sorted by."""

    kind = Keyword()
    row = Long()
    stamp = Long()
    title = _title()
    summary = _text()
    keywords = _text()
    body = _text()
    year = Integer()
    place = Keyword()
    location = GeoPoint()
    published_at = Date()
    boost = Float()
    suggest = Completion(analyzer=exact, max_input_length=LONGEST_SUGGESTION)


class FoundEntry(Document):
    """An `EntryDocument`."""

    reader = Keyword()
    key = Keyword()
    row = Long()
    stamp = Long()
    title = _entry_text()
    company = _entry_text()
    keywords = _entry_text()
    body = _entry_text()


for _facet in TERM_FACETS:
    # The slug narrows; slug and label together are counted, so that a count can be shown without asking for its name.
    FoundPage._doc_type.mapping.field(_facet.value, Keyword())
    FoundPage._doc_type.mapping.field(f"{_facet.value}_named", Keyword())


def page_source(document):
    """`facets` of the document are best fetched before."""
    terms = {}
    for facet in document.facets.all():
        terms.setdefault(facet.name, []).append(facet.slug)
        terms.setdefault(f"{facet.name}_named", []).append(f"{facet.slug}{JOIN}{facet.label}")
    words = document.title.split()
    return {
        "kind": document.kind,
        "row": document.pk,
        "stamp": document.stamp,
        "title": document.title,
        "summary": document.summary,
        "keywords": document.keywords,
        "body": document.body,
        "year": document.year,
        "place": document.place or None,
        "location": _location(document),
        "published_at": document.published_at,
        "boost": document.boost,
        # From each of its words on: whoever types the middle of a title means it too.
        "suggest": {
            "input": [" ".join(words[start:])[:LONGEST_SUGGESTION] for start in range(len(words))] or ["-"],
            "weight": round(document.boost * 100),
        },
        **terms,
    }


def _location(document):
    return None if document.latitude is None else {"lat": document.latitude, "lon": document.longitude}


def entry_source(document):
    return {
        name: getattr(document, name) for name in ("reader", "key", "stamp", "title", "company", "keywords", "body")
    } | {"row": document.pk}


class Shape:
    """One index of ours: the class of its documents, the table behind it, how a row of that is written down."""

    def __init__(self, name, document, rows, group, source):
        self.name, self.document, self.rows, self.group, self.source = name, document, rows, group, source

    def find(self, document_ids):
        """{document id: its row}, of those that have one."""
        keys = {}
        for document_id in document_ids:
            group, _, key = document_id.partition(":")
            keys.setdefault(group, []).append(key)
        found = [self.rows().filter(**{self.group: group, "key__in": some}) for group, some in keys.items()]
        return {row.document_id: row for rows in found for row in rows}

    @property
    def family(self):
        """What the names of all its indexes begin with."""
        return f"{settings.ELASTICSEARCH_PREFIX}-{self.name}"

    @property
    def alias(self):
        """With the version of the mapping: a server that was filled by another one has no index by this name."""
        return f"{self.family}-{fingerprint(self.name)}"

    @property
    def alias_of_next(self):
        """Of an index that is being filled. What changes meanwhile is written there too."""
        return f"{self.alias}-next"

    def new_index(self):
        """Not made yet, under a name that was never used."""
        return self.index(f"{self.alias}-{timezone.now().strftime(MOMENT)}")

    def index(self, name):
        index = Index(name)
        index.document(self.document)
        index.analyzer(searched(synonyms.solr_lines()))
        index.settings(
            auto_expand_replicas="0-1",
            number_of_shards=1,
            max_result_window=RESULT_WINDOW,
            refresh_interval="1s",
            similarity={"house_alone": ALONE},
        )
        return index


SHAPES = {
    IndexName.PUBLIC: Shape(
        "public", FoundPage, lambda: PublicDocument.objects.prefetch_related("facets"), "kind", page_source
    ),
    IndexName.ENTRIES: Shape("entries", FoundEntry, EntryDocument.objects.all, "reader", entry_source),
}


@lru_cache
def fingerprint(name):
    """Eight characters that differ as soon as anything of the mapping or the analysis does, but for the list of synonyms."""
    shape = next(shape for shape in SHAPES.values() if shape.name == name)
    index = Index("any")
    index.document(shape.document)
    index.analyzer(searched([]))
    written = json.dumps([index.to_dict(), ALONE], sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:8]


def made_at(name):
    """When the index of this name was made."""
    return datetime.strptime(name.rpartition("-")[2], MOMENT).replace(tzinfo=UTC)


def version_of(moment):
    """A moment as the version of a document: an older reading never overwrites a newer one."""
    return int(moment.timestamp() * 1_000_000)
