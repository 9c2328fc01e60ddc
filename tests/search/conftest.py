import os

import pytest
from elasticsearch import Elasticsearch

from search import builders, engines
from search import entries as entry_registry
from search.elastic import client, rebuilding
from search.elastic.mapping import SHAPES
from search.enums import EntryReader, Index
from search.models import PendingWrite
from tests.search.factories import EntryBuilderOfTests, NoteBuilder

EVERY_ENGINE = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


@pytest.fixture
def notes(monkeypatch):
    """A registered builder over a plain dictionary, alone in the registry: key -> draft."""
    builder = NoteBuilder()
    monkeypatch.setattr(builders, "_builders", {builder.kind: builder})
    return builder.notes


@pytest.fixture
def entries(monkeypatch):
    """A registered builder for each kind of reader, alone in the registry: reader -> key -> draft."""
    drafts = {}
    registered = {reader: EntryBuilderOfTests(reader, drafts) for reader in EntryReader}
    monkeypatch.setattr(entry_registry, "_builders", registered)
    return drafts


def names_of_this_process(purpose):
    return f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}-{purpose}"


@pytest.fixture
def server(settings):
    """A search server is configured: a real one, under names that are this process's own. It holds nothing yet."""
    configure(settings, names_of_this_process("empty"))
    forget_indexes(settings.ELASTICSEARCH_PREFIX)
    yield client.working()
    forget_indexes(settings.ELASTICSEARCH_PREFIX)


def configure(settings, prefix):
    if not settings.TEST_ELASTICSEARCH_URL:
        pytest.skip("No search server. Set ELASTICSEARCH_URL to an Elasticsearch 8, such as http://localhost:9200.")
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = settings.TEST_ELASTICSEARCH_URL, prefix


def forget_indexes(prefix):
    for name in client.working().indices.get(index=f"{prefix}-*", expand_wildcards="all"):
        client.working().indices.delete(index=name)


@pytest.fixture(scope="session")
def made_once():
    """The names under which this process has made indexes. They stay from test to test: making them takes a second."""
    made = set()
    yield made
    for url, prefix in made:
        for name in (used := Elasticsearch(url)).indices.get(index=f"{prefix}-*", expand_wildcards="all"):
            used.indices.delete(index=name)


@pytest.fixture(params=EVERY_ENGINE)
def every_engine(request, settings, made_once, monkeypatch):
    """Once with each engine, as `engines.current()`. A server is told of all that was written before it is asked."""
    if request.param == "embedded":
        return
    configure(settings, names_of_this_process("engines"))
    place = (settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX)
    if place not in made_once:
        made_once.add(place)
        for index in Index:
            rebuilding.rebuild(index)
    monkeypatch.setattr(engines, "current", told_server)


def told_server():
    for index in Index:
        rebuilding.reconcile(index)
        # What an earlier test left would count as rare or common words still.
        client.working().indices.forcemerge(index=SHAPES[index].alias, max_num_segments=1)
    PendingWrite.objects.all().delete()
    return engines.of_server()
