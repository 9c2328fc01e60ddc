from abc import ABC, abstractmethod
from collections.abc import Collection

from search.entries import EntryExcerpt, EntryMatches, EntryQuery
from search.plan import make_plan
from search.query import Query, Result, Suggestion

SUGGESTIONS = 8


class Engine(ABC):
    """Answers queries over the documents. No text that a person can type makes it raise."""

    name: str

    @abstractmethod
    def search(self, query: Query) -> Result: ...

    @abstractmethod
    def suggest(self, text: str, limit: int = SUGGESTIONS) -> list[Suggestion]:
        """Documents whose title begins to look like the text."""

    @abstractmethod
    def explain(self, query: Query) -> list[str]:
        """How the query is understood and why its best hits are best, in lines to read."""

    @abstractmethod
    def find_entries(self, query: EntryQuery) -> EntryMatches:
        """Decided on the query's keys alone: the answer is the same whether or not there are others."""

    @abstractmethod
    def excerpts(self, matches: EntryMatches, keys: Collection[str]) -> dict[str, EntryExcerpt]:
        """By key, what is shown of those of these entries that the query's asker may open."""

    @abstractmethod
    def suggest_entries(self, query: EntryQuery, limit: int = SUGGESTIONS) -> list[str]:
        """The keys of entries whose title, company or keywords begin to look like the text, the best first."""

    @abstractmethod
    def count(self) -> int:
        """How many public documents the engine's own index holds."""

    @abstractmethod
    def count_entries(self) -> int:
        """How many documents of entries the engine's own index holds."""

    # What every engine says of a query, in lines to read.

    def understood(self, query: Query) -> list[str]:
        plan = make_plan(query.text)
        lines = [f"engine: {self.name}", f"words: {' '.join(plan.words) or '(none)'}"]
        for term in plan.terms:
            names = ", ".join(" ".join(name) for name in term.other_names)
            lines.append(f"term: {' '.join(term.words)}" + (f" = {names}" if names else ""))
        return lines

    def told(self, result: Result) -> list[str]:
        lines = [f"did you mean: {result.did_you_mean or '-'}", f"found: {result.total}"]
        return lines + [f"{hit.score:9.4f}  {hit.kind:16} {hit.title}" for hit in result.hits]
