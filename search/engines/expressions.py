"""From a plan to what one kind of text index is asked: a text that can be kept, compared and put together."""

from abc import ABC, abstractmethod

from search.enums import Stage


class Expressions(ABC):
    AND: str
    OR: str

    @abstractmethod
    def phrase(self, words: tuple[str, ...]) -> str: ...

    @abstractmethod
    def beginning(self, word: str) -> str: ...

    def expression(self, plan, stage):
        terms = [self._term(term) for term in plan.terms]
        return self.joined(self.OR if stage == Stage.ANY else self.AND, terms)

    def _term(self, term):
        return self.joined(self.OR, [self.joined(self.AND, way) for way in self.ways(term)])

    def ways(self, term):
        """Each way in which a document may hold the term: expressions all of which it matches."""
        if term.quoted:
            return [(self.phrase(term.words),)]
        ways = [tuple(self.phrase((word,)) for word in term.words)]
        ways += [(self.phrase(name),) for name in (*term.other_names, *term.compounds)]
        if term.unfinished:
            ways += [(self.beginning(term.words[-1]),), *((self.phrase((word,)),) for word in term.endings)]
        return ways

    def joined(self, operator, parts):
        return parts[0] if len(parts) == 1 else "(" + f" {operator} ".join(parts) + ")"
