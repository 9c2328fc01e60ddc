"""That each engine which is there answers as well as it should. Nothing here asks how fast this machine is."""

import pytest

from search.models import PublicDocument, Word
from search.relevance.corpora import CORPORA, AbsentCorpusError, Corpus
from search.relevance.figures import Answer
from search.relevance.judged import JudgedQuery, QueryKind
from search.relevance.measuring import Least, answers_of, candidates, missed

pytestmark = pytest.mark.django_db


def answer(found, kind=QueryKind.TERM):
    return Answer(JudgedQuery("valve", kind, {"a": 3}), tuple(found))


@pytest.mark.parametrize("candidate", candidates(), ids=lambda candidate: candidate.name)
@pytest.mark.parametrize("name", CORPORA)
def test_engine_holds_its_figures(candidate, name):
    try:
        corpus = CORPORA[name]()
    except AbsentCorpusError as error:
        pytest.skip(str(error))

    assert missed(answers_of(corpus, candidate.engine), candidate.least) == []


def test_measuring_leaves_the_index_as_it_was():
    PublicDocument.objects.create(kind="note", key="1", url="/1/", title="Kept")
    documents = (PublicDocument(kind="note", key="a", url="/a/", title="Valve"),)
    corpus = Corpus("one", documents, (JudgedQuery("valve", QueryKind.TERM, {"a": 3}),))

    [found] = answers_of(corpus, candidates()[0].engine)

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
