from contextlib import nullcontext
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from home.management.commands import bench_search
from search.elastic import breaker
from search.models import PublicDocument
from search.relevance import corpora
from search.relevance.corpora import AbsentCorpusError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_place(monkeypatch):
    """On the database of the test: making a scratch one takes longer than all of this."""
    monkeypatch.setattr(bench_search, "scratch_site", nullcontext)


def run(**options):
    out = StringIO()
    call_command("bench_search", stdout=out, **options)
    return out.getvalue()


def test_bench_of_relevance_prints_each_kind_and_holds():
    told = run(only=["demo"], poor=True)

    assert "demo: 66 documents" in told
    assert {"term", "misspelling", "nothing", "all"} <= {line.split()[0] for line in told.splitlines() if line.strip()}
    assert told.endswith("Every figure holds.\n")
    assert not PublicDocument.objects.exists()


def test_bench_of_speed_fails_when_a_query_takes_too_long(monkeypatch):
    slow = [replace(candidate, most_milliseconds=-1) for candidate in bench_search.candidates()]
    monkeypatch.setattr(bench_search, "candidates", lambda: slow)

    with pytest.raises(CommandError, match=r"a misspelling \d+\.\d ms > -1 ms"):
        run(only=["speed"], documents=10)


def test_bench_of_an_outage_answers_from_the_database():
    told = run(only=["outage"], documents=10)

    assert "the first search" in told
    assert breaker.away() is None


def test_bench_names_a_corpus_that_is_absent(monkeypatch):
    def absent():
        raise AbsentCorpusError("the file is not there.")

    monkeypatch.setitem(corpora.CORPORA, "sbir", absent)

    assert "Left out: the file is not there." in run(only=["sbir"])
