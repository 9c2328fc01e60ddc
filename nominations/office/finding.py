"""Words typed into the search of the list: what stands in its columns, and the full text of what was submitted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, Q, Value, When

from search import engines
from search.entries import EntryMatches, EntryQuery
from search.enums import EntryReader
from search.presenting import found_only_some

# By relevance come so many; whoever looks further does not look by relevance.
RANKED = 200
HIGHLIGHT = "<mark>"


@dataclass
class Finding:
    """`text` as it was typed, in the columns named by `fields` and in the documents of the `nominations` of an office."""

    text: str
    nominations: object
    fields: Sequence[str]

    @cached_property
    def matches(self) -> EntryMatches:
        keys = frozenset(str(pk) for pk in self.nominations.order_by().values_list("pk", flat=True))
        return engines.current().find_entries(EntryQuery(self.text, EntryReader.OFFICE, keys))

    def within(self, nominations):
        return nominations.filter(self._in_columns | Q(pk__in=list(self.matches.scores)))

    def by_relevance(self, nominations):
        """What stands in a column was typed from knowing it, so it comes first."""
        ranks = [When(pk=key, then=rank) for rank, key in enumerate(list(self.matches.scores)[:RANKED])]
        first = Case(When(self._in_columns, then=Value(0)), default=Value(1))
        # Without a rank the case would be a bare number, which PostgreSQL takes for the number of a column.
        best = [Case(*ranks, default=Value(RANKED))] if ranks else []
        return nominations.order_by(first, *best, "-created_at", "pk")

    def add_excerpts(self, nominations):
        """`excerpt` on each: the part of its text that holds what was typed; empty where none does."""
        keys = {str(nomination.pk) for nomination in nominations} & self.matches.scores.keys()
        excerpts = engines.current().excerpts(self.matches, keys) if keys else {}
        for nomination in nominations:
            found = excerpts.get(str(nomination.pk))
            nomination.excerpt = found.text_html if found and HIGHLIGHT in found.text_html else ""

    @property
    def only_some_words(self):
        return bool(self.matches.scores) and found_only_some(self.matches.stage, corrected=self.matches.corrected)

    @cached_property
    def _in_columns(self):
        return Q(*((f"{field}__icontains", self.text) for field in self.fields), _connector=Q.OR)
