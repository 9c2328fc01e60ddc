"""Asks an engine the judged queries of a corpus, and says which figures do not hold."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from search import bench, engines, vocabulary
from search.engines.base import Engine
from search.models import PublicDocument
from search.query import Query
from search.relevance.figures import DEPTH, Answer, by_kind, summarise
from search.relevance.judged import QueryKind


@dataclass(frozen=True)
class Least:
    ndcg: float
    success_5: float
    misspelling_success_5: float


@dataclass(frozen=True)
class Candidate:
    """An engine, and what it is held to."""

    engine: Engine
    least: Least
    # How one query is timed, in milliseconds, and the most that it may take with all documents of the bench.
    clock: Callable[[Engine, Query], float]
    most_milliseconds: float

    @property
    def name(self):
        return self.engine.name


EMBEDDED = Least(ndcg=0.80, success_5=0.90, misspelling_success_5=0.90)


def candidates():
    """Every engine that is there."""
    embedded = engines.in_database(connections[DEFAULT_DB_ALIAS])
    return [Candidate(embedded, EMBEDDED, clock=bench.cpu_milliseconds, most_milliseconds=100)]


def answers_of(corpus, engine):
    """What the engine finds for each judged query, in a transaction that is taken back."""
    with transaction.atomic():
        _load(corpus)
        engine.rebuild()
        answers = [Answer(query, _found(engine, query.text)) for query in corpus.queries]
        transaction.set_rollback(True)
    return answers


def missed(answers, least):
    """One line for each figure that is too low."""
    whole, kinds = summarise(answers), by_kind(answers)
    asked = [
        ("nDCG@10", whole.ndcg, least.ndcg),
        ("success@5", whole.success_5, least.success_5),
        ("success@5 of misspellings", kinds[QueryKind.MISSPELLING].success_5, least.misspelling_success_5),
    ]
    return [f"{what} {value:.3f} < {most:.2f}" for what, value, most in asked if value < most]


def _load(corpus):
    PublicDocument.objects.all().delete()
    PublicDocument.objects.bulk_create(corpus.documents, batch_size=bench.BATCH)
    vocabulary.recount()


def _found(engine, text):
    return tuple(hit.key for hit in engine.search(Query(text, size=DEPTH)).hits)
