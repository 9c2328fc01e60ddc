from abc import ABC, abstractmethod

from search.query import Query, Result, Suggestion

SUGGESTIONS = 8


class Engine(ABC):
    """Answers queries over the public documents. No text that a person can type makes it raise."""

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
    def put(self, document) -> None:
        """A document was written to the table."""

    @abstractmethod
    def drop(self, kind: str, key: str) -> None:
        """A document is being removed from the table."""

    @abstractmethod
    def rebuild(self) -> None:
        """Make the engine's own index anew from the table."""

    @abstractmethod
    def count(self) -> int:
        """How many documents the engine's own index holds."""
