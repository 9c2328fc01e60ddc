import datetime

from search.builders import Draft, FacetTerm, PublicBuilder
from search.entries import EntryBuilder
from search.enums import EntryReader, Index
from search.indexing import refresh_now

KIND = "note"


class NoteBuilder(PublicBuilder):
    """Builds documents from a dictionary, so that a test says in one line what the index should hold."""

    kind = KIND
    label = "Note"

    def __init__(self):
        self.notes = {}

    def queryset(self):
        return Rows(self.notes.items())

    def key(self, obj):
        return obj[0]

    def find(self, key):
        return (key, self.notes[key]) if key in self.notes else None

    def build(self, obj):
        return obj[1]

    def affected_by(self):
        return {}


class Rows(list):
    def iterator(self, chunk_size):
        return iter(self)


def draft(title, **values):
    terms = tuple(
        FacetTerm(name, word.lower().replace(" ", "-"), word)
        for name in ("category", "sub_industry", "technology", "practice", "capability", "certification", "assistance")
        for word in values.pop(name, ())
    )
    return Draft(**{"url": f"/notes/{title.lower().replace(' ', '-')}/", "title": title, "terms": terms, **values})


def write(notes, *drafts):
    for note in drafts:
        key = str(len(notes) + 1)
        notes[key] = note
        refresh_now(KIND, key)


def day(number):
    return datetime.datetime(2026, 1, number, tzinfo=datetime.UTC)


class EntryBuilderOfTests(EntryBuilder):
    """The same for entries: reader and key -> draft."""

    def __init__(self, reader, entries):
        self.reader, self.entries = reader, entries

    def queryset(self):
        return Rows(self.entries.get(self.reader, {}).items())

    def key(self, obj):
        return obj[0]

    def find(self, key):
        drafts = self.entries.get(self.reader, {})
        return (key, drafts[key]) if key in drafts else None

    def build(self, obj):
        return obj[1]


def write_entries(entries, reader=EntryReader.JURY, **drafts):
    for key, each in drafts.items():
        entries.setdefault(reader, {})[key] = each
        refresh_now(reader, key, Index.ENTRIES)
