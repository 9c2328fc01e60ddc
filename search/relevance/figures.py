"""The figures of retrieval, from what was found and what was judged. No engine and no database is known here."""

from dataclasses import dataclass
from math import log2
from statistics import fmean

from search.relevance.judged import GRADES, JudgedQuery, QueryKind

DEPTH = 10


@dataclass(frozen=True)
class Answer:
    query: JudgedQuery
    # The keys of the first hits, the best first.
    found: tuple[str, ...]

    @property
    def ndcg(self):
        return ndcg(self.found, self.query.grades)


@dataclass(frozen=True)
class Figures:
    """Of several answers. A figure is None where no query asks for it."""

    queries: int
    ndcg: float | None
    success_1: float | None
    success_5: float | None
    # Queries that have answers and got none.
    without_result: float | None
    # Queries to which nothing answers, and that got nothing.
    rightly_empty: float | None


def summarise(answers):
    answered = [answer for answer in answers if answer.query.has_answers]
    hopeless = [answer for answer in answers if not answer.query.has_answers]
    return Figures(
        queries=len(answers),
        ndcg=_mean(answer.ndcg for answer in answered),
        success_1=_mean(succeeds(answer.found, answer.query.grades, 1) for answer in answered),
        success_5=_mean(succeeds(answer.found, answer.query.grades, 5) for answer in answered),
        without_result=_mean(not answer.found for answer in answered),
        rightly_empty=_mean(not answer.found for answer in hopeless),
    )


def by_kind(answers):
    """{kind: figures}, in the order of the kinds; kinds that nobody asked are left out."""
    groups = {kind: [answer for answer in answers if answer.query.kind == kind] for kind in QueryKind}
    return {kind: summarise(group) for kind, group in groups.items() if group}


def ndcg(found, grades, depth=DEPTH):
    """What the first hits are worth, as a share of what the best order would be worth."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(key, 0) for key in found[:depth]]) / ideal if ideal else 0.0


def succeeds(found, grades, depth):
    """Whether a document that is largely about it is among the first."""
    return any(grades.get(key, 0) >= GRADES["good"] for key in found[:depth])


def _gain(grades):
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1))


def _mean(values):
    values = list(values)
    return fmean(values) if values else None
