"""Entries as they are found: by readers of one kind, over exactly the keys that one of them may open."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from search.enums import Index, Stage
from search.query import TEXT_LIMIT
from search.sources import Builder
from search.text import clean


@dataclass(frozen=True)
class EntryDraft:
    """What these readers read of one entry; nothing else may stand in it."""

    title: str = ""
    company: str = ""
    body: str = ""
    keywords: str = ""


class EntryBuilder(Builder):
    """One thing as one kind of reader reads it. `build` answers None when these readers read nothing of it."""

    index = Index.ENTRIES
    reader: str

    @property
    def kind(self) -> str:
        return self.reader


_builders: dict[str, EntryBuilder] = {}


def register(builder: EntryBuilder) -> None:
    _builders[builder.reader] = builder


def registered() -> Iterable[EntryBuilder]:
    return tuple(_builders.values())


def get(reader: str) -> EntryBuilder | None:
    return _builders.get(reader)


@dataclass(frozen=True)
class EntryQuery:
    """`keys` are those of the entries that the asker may open: nothing else is matched, counted, suggested or corrected by."""

    text: str
    reader: str
    keys: frozenset[str]

    def __post_init__(self):
        object.__setattr__(self, "text", " ".join(clean(self.text[:TEXT_LIMIT]).split()))


@dataclass(frozen=True)
class EntryMatches:
    query: EntryQuery
    engine: str
    # By key, the best first.
    scores: dict[str, float] = field(default_factory=dict)
    stage: str = Stage.ALL
    did_you_mean: str = ""
    # Nothing had the words as typed: these are the matches of `did_you_mean`.
    corrected: bool = False


@dataclass(frozen=True)
class EntryExcerpt:
    """Escaped, with <mark> around what matched."""

    title_html: SafeString
    company_html: SafeString
    text_html: SafeString
