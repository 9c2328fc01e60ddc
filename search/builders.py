"""The registry of what the public may find. Only what is built here is ever written to the public index."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from search.enums import Index
from search.sources import Builder


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
    # Where that is, in degrees: both or none.
    latitude: float | None = None
    longitude: float | None = None
    published_at: datetime | None = None
    boost: float = 1.0
    image: str = ""
    terms: tuple[FacetTerm, ...] = field(default=())


class PublicBuilder(Builder):
    """One kind of thing. `build` answers None when an anonymous visitor asking for it would be refused."""

    index = Index.PUBLIC
    kind: str
    label: str
    # What is told of this kind of thing alone: offered where it was chosen, and no burden to any other search.
    own_facets: tuple[str, ...] = ()


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
