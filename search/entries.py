"""Entries as they are found: by readers of one kind, over exactly the keys that one of them may open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.safestring import SafeString

from search.enums import Index, Stage
from search.query import TEXT_LIMIT
from search.text import clean


@dataclass(frozen=True)
class EntryDraft:
    """What these readers read of one entry; nothing else may stand in it."""

    title: str = ""
    company: str = ""
    body: str = ""
    keywords: str = ""


class EntryBuilder:
    """How one thing becomes the document of one kind of reader. Register an instance in `<app>/searchable.py`."""

    index = Index.ENTRIES
    reader: str
    model: type[models.Model]

    @property
    def kind(self) -> str:
        return self.reader

    def queryset(self) -> models.QuerySet[Any]:
        return self.model._default_manager.all()

    def key(self, obj: Any) -> str:
        return str(obj.pk)

    def find(self, key: str) -> Any | None:
        return self.queryset().filter(pk=key).first()

    def build(self, obj: Any) -> EntryDraft | None:
        """The draft, or None when these readers read nothing of it."""
        raise NotImplementedError

    def affected_by(self) -> dict[type[models.Model], Any]:
        """Other models whose rows show in these documents: model -> function from a row to the objects it shows in."""
        return {}

    def ruled_by(self) -> dict[type[models.Model], tuple[tuple[str, ...], Any]]:
        """Models that say what these readers read: model -> its fields that do, and a function to the objects ruled.

        What was built by the old rule goes in the transaction that changes it, and comes back built by the new one.
        """
        return {}


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
