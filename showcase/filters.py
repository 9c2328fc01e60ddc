"""The filter bar of a public list: every choice it offers leads to at least one row, whatever else is chosen.

What each row has is read once, in a query for each source, and counted here: a list of some thousand rows at most.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator

from prizes.terms import current_values


@dataclass(frozen=True)
class Facet:
    label: str
    name: str
    # source(rows) -> (name of a facet, pk, value, label) of all that these rows have; several facets may share one.
    source: Callable[..., Iterable]
    newest_first: bool = False


class Filters:
    def __init__(self, rows, facets, chosen):
        self._rows = rows
        self._facets = facets
        # PostgreSQL cannot be asked for a NUL, and nothing is called by one.
        typed = {facet.name: (chosen.get(facet.name, "").replace("\x00", "\ufffd"),) for facet in facets}
        self._chosen = {name: value for name, (value,) in current_values(typed).items()}

    def rows(self):
        matching = self._matching()
        return self._rows if matching is None else self._rows.filter(pk__in=matching)

    def page(self, rows, per_page, number):
        """One page of `rows`, which are these in some order; how many there are is known already."""
        paginator = Paginator(rows, per_page)
        matching = self._matching()
        if matching is not None:
            paginator.count = len(matching)
        return paginator.get_page(number)

    def bars(self):
        """For components/filter_bar.html."""
        return [(facet.label, facet.name, self._chosen[facet.name], self._offer(facet)) for facet in self._facets]

    @property
    def query(self):
        """What was chosen, as components/pagination.html puts it before the page."""
        chosen = {name: value for name, value in self._chosen.items() if value}
        return f"{urlencode(chosen)}&" if chosen else ""

    @cached_property
    def _read(self):
        """By facet and value: the label, and the ids of the rows that have it."""
        found = {facet.name: {} for facet in self._facets}
        for source in dict.fromkeys(facet.source for facet in self._facets):
            for name, pk, value, label in source(self._rows.order_by()):
                if name in found:
                    # The last label wins: sources give the newest name of a thing last.
                    found[name].setdefault(value, ["", set()])[0] = label
                    found[name][value][1].add(pk)
        return found

    def _matching(self, *, without=None):
        """The ids that all choices leave; None where nothing is chosen."""
        sets = [
            self._read[name].get(value, ("", set()))[1]
            for name, value in self._chosen.items()
            if value and name != without
        ]
        return set.intersection(*sets) if sets else None

    def _offer(self, facet):
        matching = self._matching(without=facet.name)
        counted = [
            (value, label, len(ids if matching is None else ids & matching))
            for value, (label, ids) in self._read[facet.name].items()
        ]
        ordered = sorted(counted, key=lambda row: str(row[1]), reverse=facet.newest_first)
        return [(value, f"{label} ({count})") for value, label, count in ordered if count]


def terms_of_rows(rows):
    """Of rows with `terms`: one facet for each vocabulary."""
    return rows.filter(terms__isnull=False).values_list("terms__vocabulary", "pk", "terms__slug", "terms__name")


def facets_of_terms(*vocabularies):
    return tuple(Facet(vocabulary.label, str(vocabulary), terms_of_rows) for vocabulary in vocabularies)
