"""The registry of what the public may find. Only what is built here is ever written to the public index."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from search.enums import Index


@dataclass(frozen=True, order=True)
class FacetTerm:
    name: str
    slug: str
    label: str


@dataclass(frozen=True)
class Draft:
    """What an anonymous visitor may read of one thing, as its page shows it."""

    url: str
    title: str
    summary: str = ""
    body: str = ""
    year: int | None = None
    place: str = ""
    published_at: datetime | None = None
    boost: float = 1.0
    image: str = ""
    terms: tuple[FacetTerm, ...] = field(default=())


class PublicBuilder:
    """How one kind of thing becomes a document. Subclass it in `<app>/searchable.py` and register an instance."""

    index = Index.PUBLIC
    kind: str
    label: str
    model: type[models.Model]

    def queryset(self) -> models.QuerySet[Any]:
        return self.model._default_manager.all()

    def key(self, obj: Any) -> str:
        return str(obj.pk)

    def find(self, key: str) -> Any | None:
        return self.queryset().filter(pk=key).first()

    def build(self, obj: Any) -> Draft | None:
        """The draft, or None when an anonymous visitor asking for it would be refused."""
        raise NotImplementedError

    def affected_by(self) -> dict[type[models.Model], Any]:
        """Other models whose rows show in these documents: model -> function from a row to the objects it shows in."""
        return {}

    def ruled_by(self) -> dict[type[models.Model], Any]:
        """Nothing rules what anybody may read: what stops being public is no document any more."""
        return {}


_builders: dict[str, PublicBuilder] = {}


def register(builder: PublicBuilder) -> None:
    _builders[builder.kind] = builder


def registered() -> Iterable[PublicBuilder]:
    return tuple(_builders.values())


def get(kind: str) -> PublicBuilder | None:
    return _builders.get(kind)


def kind_label(kind: str) -> str:
    builder = get(kind)
    return builder.label if builder else kind.replace("_", " ").capitalize()
