"""The judged queries themselves: that they can be measured by, and that each says something."""

import pytest

from search.relevance.corpora import CORPORA, AbsentCorpusError, demo
from search.relevance.judged import JudgementError, QueryKind, read_queries

ENOUGH = 80


@pytest.fixture(params=CORPORA)
def corpus(request):
    try:
        return CORPORA[request.param]()
    except AbsentCorpusError as error:
        pytest.skip(str(error))


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_queries_name_documents_that_exist(corpus):
    known = {document.key for document in corpus.documents}

    strange = {query.text: set(query.grades) - known for query in corpus.queries if set(query.grades) - known}

    assert len(known) == len(corpus.documents)
    assert strange == {}


def test_queries_are_of_every_kind_and_each_is_asked_once(corpus):
    texts = [query.text.lower() for query in corpus.queries]

    assert {query.kind for query in corpus.queries} == set(QueryKind)
    assert len(texts) == len(set(texts))


def test_queries_are_enough():
    corpora = []
    for make in CORPORA.values():
        try:
            corpora.append(make())
        except AbsentCorpusError as error:
            pytest.skip(str(error))

    assert sum(len(corpus.queries) for corpus in corpora) >= ENOUGH


def test_demo_documents_are_named_by_their_titles():
    assert {"bellwether-foundry", "a-day-on-your-floor"} <= {document.key for document in demo().documents}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('kind = "term"\nbest = ["1"]\nbetter = ["2"]', "better is no grade"),
        ('kind = "term"\nbest = ["1"]\nnear = ["1"]', "two grades"),
        ('kind = "term"\ngood = ["1"]', "best answer"),
        ('kind = "nothing"\nbest = ["1"]', "best answer"),
    ],
)
def test_query_that_cannot_be_meant_is_refused(tmp_path, rows, said):
    path = write(tmp_path / "queries.toml", f'[[query]]\ntext = "valve"\n{rows}\n')

    with pytest.raises(JudgementError, match=said):
        read_queries(path)


def test_query_of_unknown_kind_is_refused(tmp_path):
    path = write(tmp_path / "queries.toml", '[[query]]\ntext = "valve"\nkind = "word"\nbest = ["1"]\n')

    with pytest.raises(ValueError, match="word"):
        read_queries(path)
