"""One word or two, and what only asks: the same from every engine."""

import pytest

from search import engines
from search.compounds import with_compounds
from search.enums import Stage
from search.plan import make_plan
from search.query import Query
from tests.search.factories import draft, write

pytestmark = pytest.mark.django_db


def search(text):
    return engines.current().search(Query(text))


def titles(text):
    return [hit.title for hit in search(text).hits]


@pytest.mark.parametrize("typed", ["toolholder", "tool holder", "tool-holder", "Tool holders", "toolholders"])
def test_one_word_and_two_find_each_other(every_engine, notes, typed):
    write(notes, draft("Toolholder of steel"), draft("A tool holder"), draft("Holder of keys"), draft("Tool wear"))

    assert sorted(titles(typed)) == ["A tool holder", "Toolholder of steel"]


def test_compound_is_one_of_several_words(every_engine, notes):
    write(notes, draft("Carbon nanotubes"), draft("Carbon tubes"))

    result = search("carbon nano tube")

    assert ([hit.title for hit in result.hits], result.stage) == (["Carbon nanotubes"], Stage.ALL)


def test_quoted_words_stay_as_they_are(notes):
    write(notes, draft("Toolholder of steel"))

    assert search('"tool holder"').total == 0


def test_words_that_no_document_holds_as_one_stay_two(notes):
    write(notes, draft("Steel plate"))

    assert with_compounds(make_plan("steel plate")) == make_plan("steel plate")


def test_last_word_of_a_compound_is_no_beginning(notes):
    write(notes, draft("Toolholder of steel"))

    assert make_plan("tool holder").open_ended
    assert not with_compounds(make_plan("tool holder")).open_ended


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("who makes gears in Athol", ("gears", "athol")),
        ("Which companies offer welding?", ("welding",)),
        ("makes gears", ("makes", "gears")),
        ("who helps", ("who", "helps")),
    ],
)
def test_what_only_asks_is_left_out_of_a_question(typed, words):
    assert make_plan(typed).words == words


def test_correction_that_has_all_words_answers(every_engine, notes):
    write(notes, draft("Wire of copper"), draft("Superconducting wire"))

    result = search("superconductng wire")

    assert (result.did_you_mean, result.corrected) == ("superconducting wire", True)
    assert [hit.title for hit in result.hits] == ["Superconducting wire"]
