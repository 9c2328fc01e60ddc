"""What is asked of an engine and what it answers: the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from search.distance import miles_between
from search.enums import Facet, Sort, Stage
from search.text import clean

TEXT_LIMIT = 500
VALUES_LIMIT = 50
PAGE_SIZE = 20
PAGE_LIMIT = 10_000
# Values of a facet that are shown before the rest is opened.
IN_SIGHT = 8
# In an address, that something may lie however far away.
ANYWHERE = "any"


@dataclass(frozen=True)
class Near:
    """A point, and how far from it something may lie; without `miles` it may lie anywhere, and only its distance is told."""

    latitude: float
    longitude: float
    miles: int | None = None
    # How the point is called: what stands in an address.
    label: str = ""

    def miles_to(self, latitude: float, longitude: float) -> float:
        return miles_between(self.latitude, self.longitude, latitude, longitude)

    def params(self) -> list[tuple[str, str]]:
        return [("near", self.label), ("within", ANYWHERE if self.miles is None else str(self.miles))]


@dataclass(frozen=True)
class Query:
    """Any string and any value is accepted; what cannot be meant is left out."""

    text: str = ""
    filters: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    sort: str = Sort.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE
    # A search over one kind of thing, as if there were no other.
    kind: str = ""
    near: Near | None = None

    def __post_init__(self):
        object.__setattr__(self, "text", " ".join(clean(self.text[:TEXT_LIMIT]).split()))
        object.__setattr__(self, "filters", _clean_filters(self.filters))
        object.__setattr__(self, "sort", self._clean_sort())
        object.__setattr__(self, "page", min(max(self.page, 1), PAGE_LIMIT))

    @classmethod
    def from_params(cls, params: MultiValueDict, **scope: Any) -> "Query":
        """`scope`: what an address means only where it stands, as `kind` and `near`."""
        return cls(
            text=params.get("q", ""),
            filters={facet.value: params.getlist(facet.value) for facet in Facet},
            sort=params.get("sort", ""),
            page=_whole_number(params.get("page", "")) or 1,
            **scope,
        )

    def _clean_sort(self) -> str:
        sort = self.sort if self.sort in Sort.values else Sort.RELEVANCE.value
        if self.near is None:
            return Sort.RELEVANCE.value if sort == Sort.DISTANCE else sort
        # Without words nothing matches better than what lies nearer.
        return sort if self.text or sort != Sort.RELEVANCE else Sort.DISTANCE.value

    @property
    def sorts(self) -> list[tuple[str, Any]]:
        """The orders that mean something here, with their labels."""
        if self.near is None:
            return [(sort.value, sort.label) for sort in Sort if sort != Sort.DISTANCE]
        return [(sort.value, sort.label) for sort in Sort if self.text or sort != Sort.RELEVANCE]

    def with_text(self, text: str) -> "Query":
        return replace(self, text=text)

    def on_page(self, page: int) -> "Query":
        return replace(self, page=page)

    def without(self, name: str, slug: str) -> "Query":
        """The query when one selected value of a facet is taken back."""
        left = tuple(value for value in self.filters.get(name, ()) if str(value) != slug)
        return replace(self, filters={**self.filters, name: left}, page=1)

    def without_filters(self) -> "Query":
        return replace(self, filters={}, page=1)

    def around(self, near: Near | None) -> "Query":
        """The same around another point, or wherever it lies."""
        return replace(self, near=near, page=1)

    def params(self, *, page: int | None = None) -> list[tuple[str, str]]:
        """The address of this query, as pairs to encode; the page only when it is asked for."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, str(value)) for name, values in self.filters.items() for value in values]
        pairs += self.near.params() if self.near else []
        if self.sort != Sort.RELEVANCE:
            pairs.append(("sort", self.sort))
        if page and page > 1:
            pairs.append(("page", str(page)))
        return pairs


@dataclass(frozen=True)
class Hit:
    kind: str
    kind_label: str
    key: str
    url: str
    title: str
    summary: str
    year: int | None
    place: str
    published_at: datetime | None
    image: str
    score: float
    # Escaped, with <mark> around what matched.
    title_html: SafeString
    excerpt_html: SafeString
    # From where the query asked; None where it asked from nowhere, or this lies nowhere.
    miles: float | None = None


@dataclass(frozen=True)
class FacetValue:
    slug: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetCounts:
    name: str
    label: str
    values: list[FacetValue]

    @property
    def selected(self) -> list[FacetValue]:
        return [value for value in self.values if value.selected]

    @property
    def few(self) -> list[FacetValue]:
        """What is in sight at once: the first values, and every selected one."""
        return [value for number, value in enumerate(self.values) if number < IN_SIGHT or value.selected]

    @property
    def rest(self) -> list[FacetValue]:
        return [value for value in self.values[IN_SIGHT:] if not value.selected]


@dataclass(frozen=True)
class Result:
    query: Query
    hits: list[Hit]
    total: int
    facets: list[FacetCounts]
    engine: str
    stage: str = Stage.ALL
    did_you_mean: str = ""
    # Nothing had the words as typed: these are the results of `did_you_mean`.
    corrected: bool = False
    # What editors chose for this text: shown above the hits and not among them.
    picks: list[Hit] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.query.size))


@dataclass(frozen=True)
class Suggestion:
    title: str
    url: str
    kind_label: str


def _clean_filters(filters):
    cleaned = {}
    for facet in Facet:
        values = [_clean_value(facet, value) for value in list(filters.get(facet.value, ()))[:VALUES_LIMIT]]
        kept = tuple(dict.fromkeys(value for value in values if value is not None))
        if kept:
            cleaned[facet.value] = kept
    return cleaned


def _clean_value(facet, value):
    if facet == Facet.YEAR:
        year = _whole_number(str(value))
        return year if year and year <= 9999 else None
    return clean(str(value))[:150].strip() or None


def _whole_number(text):
    # Digits of other scripts pass isdigit() and some of them fail in int().
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
