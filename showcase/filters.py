"""The filter bar of a public list: every choice it offers leads to at least one row, whatever else is chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count

from prizes.enums import Vocabulary

# A longer number is nobody's year, and more than some databases can compare.
YEAR_DIGITS = 4


@dataclass(frozen=True)
class Facet:
    label: str
    name: str
    # narrow(rows, value) -> the rows that have it; offer(rows) -> (value, label) of all that these rows have.
    narrow: Callable
    offer: Callable


class Filters:
    def __init__(self, rows, facets, chosen):
        self._rows = rows
        # PostgreSQL cannot be asked for a NUL, and nothing is called by one.
        self._facets = [(facet, chosen.get(facet.name, "").replace("\x00", "\ufffd")) for facet in facets]

    def rows(self, *, without=None):
        rows = self._rows
        for facet, value in self._facets:
            if value and facet is not without:
                rows = facet.narrow(rows, value)
        return rows

    def bars(self):
        """For components/filter_bar.html."""
        return [(each.label, each.name, value, each.offer(self.rows(without=each))) for each, value in self._facets]

    @property
    def query(self):
        """What was chosen, as components/pagination.html puts it before the page."""
        chosen = {facet.name: value for facet, value in self._facets if value}
        return f"{urlencode(chosen)}&" if chosen else ""


def is_year(value):
    return value.isascii() and value.isdigit() and len(value) <= YEAR_DIGITS


def with_term(vocabulary, label, path="terms"):
    """A facet over the terms of one vocabulary, each with how many rows have it."""
    name, slug, of = f"{path}__name", f"{path}__slug", f"{path}__vocabulary"

    def offer(rows):
        # Counted from the rows' ids: a filter on another term must not narrow the terms that are counted.
        rows = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"), **{of: vocabulary})
        counted = rows.order_by(name).values_list(slug, name).annotate(count=Count("pk", distinct=True))
        return [(value, f"{title} ({count})") for value, title, count in counted]

    return Facet(label, str(vocabulary), lambda rows, value: rows.filter(**{of: vocabulary, slug: value}), offer)


def awards_of_year(awards, value):
    return awards.filter(category__edition__year=int(value)) if is_year(value) else awards.none()


def years_of_awards(awards):
    years = awards.order_by("-category__edition__year").values_list("category__edition__year", flat=True).distinct()
    return [(str(year), str(year)) for year in years]


def categories_of_awards(awards):
    rows = awards.order_by("category__edition__year").values_list("category__key", "category__name")
    # The newest edition's name wins where a category was renamed.
    return sorted(dict(rows).items(), key=lambda pair: pair[1])


AWARD_FACETS = (
    Facet("Year", "year", awards_of_year, years_of_awards),
    Facet("Category", "category", lambda awards, key: awards.filter(category__key=key), categories_of_awards),
    with_term(Vocabulary.SUB_INDUSTRY, "Sub-industry"),
)
