"""What people look for is counted, by day and text; nothing tells who they were, and nothing of it can fail their page."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notices import clock
from search import asked
from search.models import SearchedText
from tests.search.factories import draft, write

pytestmark = pytest.mark.django_db
PAGE = "/search/"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def look(client, text, headers=None, **params):
    return client.get(PAGE, {"q": text} | params, headers={"user-agent": BROWSER} | (headers or {}))


def counts():
    return {row.text: (row.times, row.results) for row in SearchedText.objects.all()}


def test_search_is_counted_by_its_words(client, notes):
    write(notes, draft("Laser one"), draft("Laser two"))

    for text in ("Laser", " lásér! ", "zzzz"):
        look(client, text)

    assert counts() == {"laser": (2, 2), "zzzz": (1, 0)}
    assert {row.day for row in SearchedText.objects.all()} == {timezone.localdate()}


def test_last_number_of_results_of_a_day_counts(client, notes):
    look(client, "laser")
    write(notes, draft("Laser"))

    look(client, "laser")

    assert counts() == {"laser": (2, 1)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "robin@alderquay.example",
        "robin @ alderquay",
        "617 555 0142",
        "+1 (617) 555-0142",
        "call 6175550142",
        "078-05-1120",
        "12/3456789",
        "٦١٧٥٥٥٠١٤٢",
        "x" * 31,
        "steel " * 20,
    ],
)
def test_what_may_tell_of_a_person_is_not_kept(client, notes, text):
    assert look(client, text).status_code == 200

    assert counts() == {}


@pytest.mark.parametrize("text", ["iso 9001:2015", "6061 t6", "2024", "5 axis", "as9100"])
def test_number_that_is_no_telephone_is_kept(client, notes, text):
    look(client, text)

    assert len(counts()) == 1


@pytest.mark.parametrize(
    "agent",
    ["", "Googlebot/2.1 (+http://www.google.com/bot.html)", "curl/8.5.0", "python-requests/2.32", "HeadlessChrome/140"],
)
def test_machine_is_not_counted(client, notes, agent):
    look(client, "laser", {"user-agent": agent})

    assert counts() == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "application/json"},
        {"sec-purpose": "prefetch"},
        {"referer": "http://testserver/search/?q=Laser"},
        {"referer": "http://testserver/search/?technology=cnc&q=laser"},
    ],
)
def test_what_is_no_new_search_of_a_person_is_not_counted(client, notes, headers):
    look(client, "laser", headers)

    assert counts() == {}


@pytest.mark.parametrize(
    "referer",
    ["http://testserver/", "http://testserver/search/?q=paint", "http://[", "http://testserver/search/?q=%00"],
)
def test_new_search_is_counted_wherever_it_comes_from(client, notes, referer):
    look(client, "laser", {"referer": referer})

    assert counts() == {"laser": (1, 0)}


def test_further_page_is_not_counted(client, notes):
    look(client, "laser", page=2)

    assert counts() == {}


def test_suggestion_is_not_counted(client, notes):
    client.get("/search/suggest/", {"q": "laser"}, headers={"user-agent": BROWSER})

    assert counts() == {}


def test_nothing_of_the_visitor_is_kept():
    fields = {field.name for field in SearchedText._meta.get_fields()}

    assert fields == {"id", "day", "text", "times", "results"}


def test_count_that_fails_does_not_fail_the_page(client, notes, monkeypatch, caplog):
    def fail(*args):
        raise DatabaseError("disk full")

    monkeypatch.setattr(asked, "_count", fail)

    assert look(client, "laser").status_code == 200
    assert "A search was not counted" in caplog.text


def test_flood_of_new_texts_is_not_kept_beyond_a_day_s_share(client, notes, monkeypatch):
    monkeypatch.setattr(asked, "TEXTS_A_DAY", 2)

    for text in ("one", "two", "three", "two"):
        look(client, text)

    assert counts() == {"one": (1, 0), "two": (2, 0)}


@pytest.mark.parametrize("before", [False, True])
def test_count_takes_one_statement(client, notes, before):
    if before:
        look(client, "laser")

    with CaptureQueriesContext(connection) as queries:
        asked._count("laser", 1)

    furniture = ("SAVEPOINT", "RELEASE SAVEPOINT", "PRAGMA")
    assert [query["sql"][:6] for query in queries if not query["sql"].startswith(furniture)] == ["INSERT"]


WAIT = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}


def wait_for_others():
    with connection.cursor() as cursor:
        cursor.execute(WAIT[connection.vendor])
        return cursor.fetchone()[0]


def test_search_does_not_wait_for_a_long_writer_and_saves_still_do():
    usual = wait_for_others()

    with asked._impatient():
        within = wait_for_others()
    asked._count("laser", 1)

    # Only on SQLite do writers wait for each other.
    assert within == {"sqlite": asked.PATIENCE}.get(connection.vendor, usual)
    assert wait_for_others() == usual


def test_texts_are_forgotten_after_400_days(client):
    today = timezone.localdate()
    for age in (0, 400, 401):
        SearchedText.objects.create(day=today - timedelta(days=age), text=f"{age}", results=1)

    clock.run_due_jobs()

    assert sorted(counts()) == ["0", "400"]
