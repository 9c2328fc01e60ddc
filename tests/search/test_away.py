"""The search server is away, in every way: readers find, editors save, the status says so, and it comes back by itself."""

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import CommandError, call_command

from search import engines, upkeep
from search.elastic import breaker, client, mapping
from search.indexing import forget
from search.models import PendingWrite
from search.query import Query
from tests.search.conftest import forget_indexes
from tests.search.factories import KIND, draft, write

pytestmark = pytest.mark.django_db(transaction=True)
NODE = Path(django_settings.BASE_DIR).parent / "shared" / "elasticsearch" / "node"
OWN_PORT = "9271"
# There is one server of these tests' own, and they stop it.
one_process = pytest.mark.xdist_group("own search server")


class Impostor(BaseHTTPRequestHandler):
    """Answers whatever is asked with the server's `status` and `body`, and counts."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        self.server.asked += 1
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, body, headers = self.server.reply
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_HEAD = answer  # noqa: N815

    def log_message(self, *args):
        pass


@contextmanager
def impostor(status, body, **headers):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Impostor)
    server.asked, server.reply = 0, (status, body, {"X-Elastic-Product": "Elasticsearch", **headers})
    Thread(target=server.serve_forever, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


@contextmanager
def silence():
    """Takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield address(listener)


@contextmanager
def nobody():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = address(listener)
    yield free


def address(listener):
    return SimpleNamespace(url=f"http://127.0.0.1:{listener.getsockname()[1]}")


JSON = {"Content-Type": "application/json"}
WAYS = {
    "refused": nobody,
    "hanging": silence,
    "503": lambda: impostor(503, b'{"error": "unavailable", "status": 503}', **JSON),
    "too busy": lambda: impostor(429, b'{"error": "rejected", "status": 429}', **JSON),
    "garbage": lambda: impostor(200, b"<html>Welcome to the hotel</html>", **{"Content-Type": "text/html"}),
    "half a sentence": lambda: impostor(200, b'{"hits": ', **JSON),
    "another answer": lambda: impostor(200, b'{"welcome": "home"}', **JSON),
    "another product": lambda: impostor(200, b"{}", **JSON, **{"X-Elastic-Product": "Other"}),
    "no such index": lambda: impostor(404, b'{"error": {"type": "index_not_found_exception"}, "status": 404}', **JSON),
    "not let in": lambda: impostor(401, b'{"error": "who are you", "status": 401}', **JSON),
}


@pytest.fixture
def asked_again(monkeypatch):
    """How often a request had the server asked again; it is not asked, so that what is counted are the requests' own."""
    times = []
    monkeypatch.setattr(breaker, "ask_again", lambda: times.append(1))
    return times


@pytest.fixture(params=WAYS)
def away(request, settings, monkeypatch):
    cache.clear()
    # A task has more patience than a test.
    monkeypatch.setattr(client, "WORK_SECONDS", 1)
    with WAYS[request.param]() as server:
        settings.ELASTICSEARCH_URL = server.url
        settings.ELASTICSEARCH_PREFIX = "test-away"
        yield server
    cache.clear()


def found(text):
    return [hit.title for hit in engines.current().search(Query(text)).hits]


def test_page_answers_and_asks_only_once(client, away, notes, asked_again):
    write(notes, draft("Laser welding"))
    cache.clear()
    before = getattr(away, "asked", 0)

    first = client.get("/search/", {"q": "laser"})
    asked = getattr(away, "asked", 0) - before
    second = client.get("/search/", {"q": "laser"})
    suggestions = client.get("/search/suggest/", {"q": "las"}).json()["suggestions"]

    for page in (first, second):
        assert page.status_code == 200
        assert "<mark>Laser</mark> welding" in page.content.decode()
    assert [suggestion["title"] for suggestion in suggestions] == ["Laser welding"]
    assert asked <= 1
    assert getattr(away, "asked", 0) - before == asked
    assert len(asked_again) >= 2


def test_all_that_is_asked_for_one_search_has_one_patience(settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    with client.patience():
        given = [client.asking()._request_timeout for _ in range(2)]

    assert 0 < given[1] <= given[0] <= client.ASK_SECONDS

    with client.patience():
        client._deadline.set(time.monotonic())
        with pytest.raises(client.AwayError, match="too slow"):
            client.asking()


def test_status_and_commands_say_so(away, notes, capsys):
    write(notes, draft("Laser"))

    call_command("search", "status")
    with pytest.raises(CommandError, match="the embedded index are done"):
        call_command("search", "rebuild")

    out = capsys.readouterr().out
    assert "engine: SQLite FTS5" in out or "engine: PostgreSQL full text" in out
    assert "search server: away since" in out
    assert "to be told: 1" in out


def test_editors_save_and_nothing_is_lost(away, notes):
    write(notes, draft("Laser"), draft("Forge"))
    forget(KIND, "1")

    upkeep.look_after_server()

    assert found("") == ["Forge"]
    assert set(PendingWrite.objects.values_list("document_id", "is_removal")) == {("note:1", True), ("note:2", False)}
    assert not PendingWrite.objects.given_up().exists()


@pytest.mark.elasticsearch
def test_index_of_another_version_is_no_index(server, notes, monkeypatch, asked_again):
    cache.clear()
    write(notes, draft("Laser"))
    upkeep.rebuild_server()
    monkeypatch.setattr(mapping, "fingerprint", lambda name: "00000000")

    result = engines.current().search(Query("laser"))

    assert (result.total, breaker.away()["why"]) == (1, "the index is not there")
    assert result.engine != engines.of_server().name

    upkeep.look_after_server()

    assert breaker.away() is None
    assert engines.current().search(Query("laser")).engine == engines.of_server().name


@pytest.mark.elasticsearch
def test_fault_of_our_own_is_no_outage(server, notes, monkeypatch):
    cache.clear()
    upkeep.rebuild_server()
    monkeypatch.setattr("search.engines.elasticsearch.matching", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        engines.current().search(Query("laser"))

    assert breaker.away() is None


class Node:
    """A real server of these tests' own, to be stopped, frozen and started again."""

    url = f"http://127.0.0.1:{OWN_PORT}"

    def act(self, name):
        done = subprocess.run([NODE, name, OWN_PORT], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def signal(self, number):
        os.kill(int(self.act("pid")), number)


@pytest.fixture(scope="session")
def started_node():
    if not NODE.exists():
        pytest.skip(f"No {NODE.name} beside the project that starts a search server of the tests' own.")
    node = Node()
    node.act("start")
    yield node
    node.act("wipe")


@pytest.fixture
def node(started_node, settings, notes):
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = started_node.url, "test-node"
    cache.clear()
    forget_indexes("test-node")
    upkeep.rebuild_server()
    write(notes, draft("Laser"))
    client.working().indices.refresh(index="test-node-*")
    yield started_node
    cache.clear()


def engine_of(text):
    result = engines.current().search(Query(text))
    assert result.total == 1
    return result.engine


@one_process
def test_node_that_stops_and_starts_again(node, notes, asked_again):
    server = engines.of_server().name
    assert engine_of("laser") == server

    node.act("stop")
    assert engine_of("laser") != server
    write(notes, draft("Forge"))
    assert engine_of("forge") != server
    assert not breaker.probe()

    node.act("start")
    assert breaker.probe()
    upkeep.look_after_server()
    client.working().indices.refresh(index="test-node-*")
    assert engine_of("forge") == server
    assert not PendingWrite.objects.exists()


@one_process
def test_node_that_freezes_and_thaws(node, notes, asked_again):
    server = engines.of_server().name
    node.signal(signal.SIGSTOP)
    try:
        assert engine_of("laser") != server
        assert "cannot be reached" in breaker.away()["why"]
        write(notes, draft("Forge"))
        assert engine_of("forge") != server
    finally:
        node.signal(signal.SIGCONT)

    assert breaker.probe()
    upkeep.look_after_server()
    client.working().indices.refresh(index="test-node-*")
    assert engine_of("forge") == server


@one_process
def test_server_is_asked_again_in_the_background_by_one_at_a_time(node, monkeypatch):
    """The threads are held until both have searched, as a slow server would hold them."""
    breaker._remember("it was away")
    held = []
    monkeypatch.setattr(breaker.threading, "Thread", lambda **options: held.append(Thread(**options)) or NotYet())

    assert engine_of("laser") != engines.of_server().name
    assert engine_of("laser") != engines.of_server().name
    assert len(held) == 1

    held[0].start()
    held[0].join()
    assert engine_of("laser") == engines.of_server().name


class NotYet:
    def start(self):
        pass
