"""Asks an engine the judged queries of a corpus, and says which figures do not hold."""

import os
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from unittest.mock import patch

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings
from elastic_transport import Transport

from search import bench, engines, vocabulary
from search.elastic.client import is_configured, working
from search.elastic.rebuilding import rebuild
from search.engines.base import Engine
from search.enums import Index
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
    # Makes its index anew from the table.
    prepare: Callable[[], object]

    @property
    def name(self):
        return self.engine.name


EMBEDDED = Least(ndcg=0.80, success_5=0.90, misspelling_success_5=0.90)
SERVER = Least(ndcg=0.85, success_5=0.95, misspelling_success_5=0.90)


def embedded():
    engine = engines.of_database()
    return Candidate(engine, EMBEDDED, clock=bench.cpu_milliseconds, most_milliseconds=100, prepare=engine.rebuild)


def server():
    return Candidate(
        engines.of_server(),
        SERVER,
        clock=own_milliseconds,
        most_milliseconds=10,
        prepare=partial(rebuild, Index.PUBLIC),
    )


def own_milliseconds(engine, query):
    """CPU time of ours, without that of the raw requests. A misspelling asks several."""
    raw, spent = Transport.perform_request, []

    def timed(*args, **kwargs):
        started = time.process_time()
        try:
            return raw(*args, **kwargs)
        finally:
            spent.append(time.process_time() - started)

    with patch.object(Transport, "perform_request", timed):
        whole = bench.cpu_milliseconds(engine, query)
    return whole - sum(spent) * 1000


def candidates():
    """Every engine that is there."""
    return [embedded(), server()] if is_configured() else [embedded()]


@contextmanager
def own_names():
    """Indexes of a search server under names that nobody else uses, gone at the end."""
    with override_settings(ELASTICSEARCH_PREFIX=f"{settings.ELASTICSEARCH_PREFIX}-bench-{os.getpid()}"):
        try:
            yield
        finally:
            if is_configured():
                _forget_indexes()


def _forget_indexes():
    ours = working().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*", expand_wildcards="all")
    for name in ours:
        working().indices.delete(index=name)


def answers_of(corpus, candidate):
    """What the engine finds for each judged query, in a transaction that is taken back."""
    with transaction.atomic():
        _load(corpus)
        candidate.prepare()
        answers = [Answer(query, _found(candidate.engine, query.text)) for query in corpus.queries]
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
