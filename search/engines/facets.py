"""Which values each public document has, held in memory and brought up to date by what changed since the last look.

Counting in the database costs a pass over the text index and one over all values for each facet; counting here costs none.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Count, Sum

from search.engines.showing import make_facets
from search.enums import COLUMN_FACETS, Facet
from search.models import PublicDocument, PublicFacet

# Above this many changed documents everything is read: fewer and simpler queries.
CHANGES_LIMIT = 500
COLUMNS = ("pk", "boost", "latitude", "longitude", *COLUMN_FACETS)


@dataclass(frozen=True)
class FacetTable:
    """Never changed once made, so that threads may share one."""

    # Of every document: the stamp of its last change, its boost, the numbers of its values.
    stamps: dict[int, int] = field(default_factory=dict)
    boosts: dict[int, float] = field(default_factory=dict)
    values: dict[int, tuple[int, ...]] = field(default_factory=dict)
    # Of those that lie somewhere: latitude and longitude.
    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    # Of every value: its number, and by number its facet, slug and label.
    numbers: dict[tuple[str, object], int] = field(default_factory=dict)
    names: list[tuple[str, object, str]] = field(default_factory=list)

    def is_current(self):
        state = PublicDocument.objects.aggregate(count=Count("pk"), total=Sum("stamp", default=0))
        return state == {"count": len(self.stamps), "total": sum(self.stamps.values())}

    def of_kind(self, matched, kind):
        """Those of one kind; all of them when none is named."""
        if not kind:
            return list(matched)
        number = self.numbers.get((Facet.KIND, kind))
        return [pk for pk in matched if number in self.values.get(pk, ())]

    def miles_from(self, near):
        """How far each document lies from there. Many lie at one place, which is measured once."""
        if near is None:
            return {}
        miles = {place: near.miles_to(*place) for place in set(self.places.values())}
        return {pk: miles[place] for pk, place in self.places.items()}

    def narrow(self, matched, filters):
        """The matched documents that pass every filter, and the counts of each facet as a list ready to show."""
        passing = {facet: self._with_any_of(matched, facet, slugs) for facet, slugs in filters.items()}
        narrowed = _in_all(matched, passing.values())
        counts = self._count(narrowed)
        for facet in passing:
            others = _in_all(matched, [documents for name, documents in passing.items() if name != facet])
            counts[facet] = self._count(others).get(facet, {})
        return narrowed, self._shown(counts, filters)

    def _with_any_of(self, matched, facet, slugs):
        wanted = {self.numbers.get((facet, slug)) for slug in slugs}
        return {pk for pk in matched if not wanted.isdisjoint(self.values.get(pk, ()))}

    def _count(self, documents):
        """{facet: {slug: (label, count)}}"""
        counts = {}
        found = Counter(chain.from_iterable(self.values.get(pk, ()) for pk in documents))
        for number, count in found.items():
            facet, slug, label = self.names[number]
            counts.setdefault(facet, {})[slug] = (label, count)
        return counts

    def _shown(self, counts, filters):
        for facet, slugs in filters.items():
            for slug in slugs:
                # A selected value stays in sight when nothing has it any more, or it could not be taken back.
                counts[facet].setdefault(slug, (self._label(facet, slug), 0))
        return make_facets(counts, filters)

    def _label(self, facet, slug):
        number = self.numbers.get((facet, slug))
        return str(slug) if number is None else self.names[number][2]


_held = FacetTable()


def current_table():
    """The table as the database is now."""
    global _held
    if not _held.is_current():
        _held = _brought_up_to_date(_held)
    return _held


def _brought_up_to_date(table):
    stamps = dict(PublicDocument.objects.order_by().values_list("pk", "stamp"))
    changed = [pk for pk, stamp in stamps.items() if table.stamps.get(pk) != stamp]
    if len(changed) > CHANGES_LIMIT:
        return _read(FacetTable(), stamps, PublicDocument.objects.all(), PublicFacet.objects.all())
    documents = PublicDocument.objects.filter(pk__in=changed)
    return _read(table, stamps, documents, PublicFacet.objects.filter(document__in=changed))


def _read(table, stamps, documents, facets):
    """A new table: what was known of the documents in `stamps`, and these rows anew."""
    numbers, names = dict(table.numbers), list(table.names)
    boosts = {pk: boost for pk, boost in table.boosts.items() if pk in stamps}
    values = {pk: numbers_of_it for pk, numbers_of_it in table.values.items() if pk in stamps}
    places = {pk: place for pk, place in table.places.items() if pk in stamps}

    def number(facet, slug, label):
        known = numbers.setdefault((facet, slug), len(names))
        if known == len(names):
            names.append((facet, slug, label))
        elif names[known][2] != label:
            names[known] = (facet, slug, label)
        return known

    found = {}
    for pk, boost, latitude, longitude, *columns in documents.order_by().values_list(*COLUMNS):
        boosts[pk] = boost
        places.pop(pk, None)
        if latitude is not None:
            places[pk] = (latitude, longitude)
        pairs = [(facet, value) for facet, value in zip(COLUMN_FACETS, columns, strict=True) if value not in (None, "")]
        found[pk] = [number(facet.value, value, str(value)) for facet, value in pairs]
    for pk, facet, slug, label in facets.order_by().values_list("document", "name", "slug", "label"):
        if pk in found:
            found[pk].append(number(facet, slug, label))
    values.update((pk, tuple(numbers_of_it)) for pk, numbers_of_it in found.items())
    return FacetTable(stamps=stamps, boosts=boosts, values=values, places=places, numbers=numbers, names=names)


def _in_all(matched, sets):
    narrowed = matched
    for documents in sets:
        narrowed = [pk for pk in narrowed if pk in documents]
    return narrowed
