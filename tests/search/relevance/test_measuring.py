"""That each engine which is there answers as well as it should. Nothing here asks how fast this machine is."""

import pytest

from search.elastic import client
from search.models import PublicDocument, Word
from search.relevance import measuring
from search.relevance.corpora import CORPORA, AbsentCorpusError, Corpus
from search.relevance.figures import Answer
from search.relevance.judged import JudgedQuery, QueryKind
from search.relevance.measuring import Least, answers_of, embedded, missed, own_names

pytestmark = pytest.mark.django_db


def answer(found, kind=QueryKind.TERM):
    return Answer(JudgedQuery("valve", kind, {"a": 3}), tuple(found))


@pytest.fixture(params=CORPORA)
def corpus(request):
    try:
        return CORPORA[request.param]()
    except AbsentCorpusError as error:
        pytest.skip(str(error))


def test_embedded_engine_holds_its_figures(corpus):
    candidate = embedded()

    assert missed(answers_of(corpus, candidate), candidate.least) == []


@pytest.mark.elasticsearch
def test_server_holds_its_figures(corpus, server, monkeypatch):
    # How well, not how fast: on a busy machine a visitor would have been answered by the database.
    monkeypatch.setattr(client, "ASK_SECONDS", 30)
    candidate = measuring.server()

    assert missed(answers_of(corpus, candidate), candidate.least) == []


@pytest.mark.elasticsearch
def test_measuring_a_server_leaves_no_index(server, settings):
    with own_names():
        measuring.server().prepare()
        prefix = settings.ELASTICSEARCH_PREFIX

    assert prefix.startswith("test-")
    assert not client.working().indices.get(index=f"{prefix}-*", expand_wildcards="all").body


def test_measuring_leaves_the_index_as_it_was():
    PublicDocument.objects.create(kind="note", key="1", url="/1/", title="Kept")
    documents = (PublicDocument(kind="note", key="a", url="/a/", title="Valve"),)
    corpus = Corpus("one", documents, (JudgedQuery("valve", QueryKind.TERM, {"a": 3}),))

    [found] = answers_of(corpus, embedded())

    assert found.found == ("a",)
    assert [document.title for document in PublicDocument.objects.all()] == ["Kept"]
    assert not Word.objects.exists()


def test_missed_names_each_figure_that_is_too_low():
    least = Least(ndcg=0.8, success_5=0.9, misspelling_success_5=0.9)

    assert missed([answer("a"), answer("a", QueryKind.MISSPELLING)], least) == []
    assert missed([answer("a"), answer("x", QueryKind.MISSPELLING)], least) == [
        "nDCG@10 0.500 < 0.80",
        "success@5 0.500 < 0.90",
        "success@5 of misspellings 0.000 < 0.90",
    ]
