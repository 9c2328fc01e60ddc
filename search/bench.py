"""How long an engine takes over many documents. `measure()` leaves the database as it found it."""

import random
import socket
import threading
import time

from django.db import transaction
from django.test.utils import override_settings

from search import engines, vocabulary
from search.elastic import breaker
from search.enums import Facet
from search.models import PublicDocument, PublicFacet
from search.query import Near, Query

SUBJECTS = ("valve", "pump", "bearing", "gear", "turbine", "sensor", "frame", "nozzle", "housing", "circuit", "blade")
MANNERS = ("welding", "milling", "casting", "coating", "printing", "forging", "stamping", "cutting", "grinding")
FILLER = ("plant", "operator", "shift", "customer", "quality", "scrap", "energy", "safety", "training", "cell", "line")
FILLER += ("tooling", "inspection", "supplier", "drawing", "tolerance", "batch", "steel", "polymer", "robot", "data")
WORCESTER = Near(42.2626, -71.8023, miles=40, label="Worcester")
QUERIES = {
    "one word": Query("welding"),
    "two words": Query("valve welding"),
    "with another name": Query("CNC valve"),
    "narrowed twice": Query("welding", filters={Facet.TECHNOLOGY: ["term-3", "term-5"], Facet.YEAR: [2024]}),
    "a word of every document": Query("manufacturing"),
    "a misspelling": Query("wleding"),
    "everything": Query(""),
    "within 40 miles, nearest first": Query("", kind="company", near=WORCESTER),
    "words within 40 miles, narrowed": Query(
        "welding", kind="company", near=WORCESTER, filters={Facet.PROCESS: ["term-3", "term-5"]}
    ),
}
BATCH = 1000


def cpu_milliseconds(engine, query):
    started = time.process_time()
    engine.search(query)
    return (time.process_time() - started) * 1000


def measure(documents=20_000, repeat=5, *, engine=None, prepare=None, clock=cpu_milliseconds):
    """{query: milliseconds}, the best of several, in a transaction that is taken back.

    `prepare` makes the engine's index from the table.
    """
    engine = engine or engines.of_database()
    prepare = prepare or engine.rebuild
    with transaction.atomic():
        _fill(documents)
        prepare()
        figures = {name: min(clock(engine, query) for _ in range(repeat)) for name, query in QUERIES.items()}
        transaction.set_rollback(True)
    return figures


def measure_outage(documents=20_000):
    """Seconds that somebody waits for a search while the server takes the question and says nothing: the first, the next."""
    with transaction.atomic(), socket.create_server(("127.0.0.1", 0)) as silent:
        _fill(documents)
        engines.of_database().rebuild()
        with override_settings(ELASTICSEARCH_URL=f"http://127.0.0.1:{silent.getsockname()[1]}"):
            waits = [_seconds(engines.current(), QUERIES["two words"]) for _ in range(2)]
            _let_probes_end()
            breaker.forget()
        transaction.set_rollback(True)
    return waits


def _let_probes_end():
    for thread in threading.enumerate():
        if thread.name == breaker.PROBE:
            thread.join()


def _seconds(engine, query):
    started = time.monotonic()
    engine.search(query)
    return time.monotonic() - started


def _fill(number):
    chance = random.Random(1)  # noqa: S311 (the same documents every time)
    for start in range(0, number, BATCH):
        batch = PublicDocument.objects.bulk_create(
            _document(start + row, chance) for row in range(min(BATCH, number - start))
        )
        PublicFacet.objects.bulk_create(facet for document in batch for facet in _facets(document, chance))
    vocabulary.recount()


def _document(number, chance):
    subject, manner = chance.choice(SUBJECTS), chance.choice(MANNERS)
    text = " ".join(chance.choices(FILLER, k=150))
    return PublicDocument(
        kind=chance.choice(["story", "winner", "company"]),
        key=f"bench-{number}",
        url=f"/bench/{number}/",
        title=f"{manner.capitalize()} a {subject} {number}",
        summary=f"Advanced manufacturing: {' '.join(chance.choices(FILLER, k=20))}",
        body=f"{text} {manner} {subject} {text}",
        year=chance.randint(2015, 2026),
        place=f"Town {(town := chance.randint(1, 40))}",
        latitude=41.5 + town / 30,
        longitude=-73.2 + town / 12,
    )


def _facets(document, chance):
    for facet in (Facet.CATEGORY, Facet.SUB_INDUSTRY, Facet.TECHNOLOGY, Facet.PRACTICE, Facet.PROCESS):
        for term in chance.sample(range(12), k=2):
            yield PublicFacet(document=document, name=facet, slug=f"term-{term}", label=f"Term {term}")
