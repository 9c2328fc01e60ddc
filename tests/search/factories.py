import datetime

from search.builders import Draft, FacetTerm, PublicBuilder
from search.enums import EntryReader
from search.indexing import refresh_now
from search.text import clean

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


def write_entries(entries, reader=EntryReader.JURY, **drafts):
    from search.models import EntryDocument

    for key, entry in drafts.items():
        EntryDocument.objects.update_or_create(
            reader=reader,
            key=key,
            defaults={name: clean(getattr(entry, name)) for name in ("title", "company", "body", "keywords")},
        )
