"""What every engine must answer. Runs on the database that DATABASE_URL names: SQLite when nothing is set."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import engines
from search.enums import Stage
from search.query import Query
from tests.search.factories import day, draft, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_engine")]


def search(text="", **values):
    return engines.current().search(Query(text, **values))


def titles(result):
    return [hit.title for hit in result.hits]


def counts(result, facet):
    found = [facet_counts for facet_counts in result.facets if facet_counts.name == facet]
    return {value.slug: value.count for value in found[0].values} if found else {}


def test_search_finds_words_by_their_stem(notes):
    write(notes, draft("Welding aluminium"), draft("Casting iron"))

    assert titles(search("welded")) == ["Welding aluminium"]


def test_search_ignores_accents_on_either_side(notes):
    write(notes, draft("Café Zürich"), draft("Naive design"))

    assert titles(search("cafe zurich")) == ["Café Zürich"]
    assert titles(search("naïve")) == ["Naive design"]


def test_search_parts_words_at_punctuation(notes):
    write(notes, draft("Milling/turning at plant-floor.example"))

    assert search("milling").total == search("turning").total == search("floor").total == 1


def test_search_finds_in_every_field_and_puts_titles_first(notes):
    write(
        notes,
        draft("One", body="a long text in which " * 20 + "anodizing is named"),
        draft("Anodizing"),
        draft("Two", technology=["Anodizing"]),
    )

    result = search("anodizing")

    assert titles(result)[0] == "Anodizing"
    assert titles(result)[-1] == "One"
    assert result.total == 3


def test_search_multiplies_by_boost(notes):
    write(notes, draft("Laser one"), draft("Laser two", boost=3.0))

    assert titles(search("laser")) == ["Laser two", "Laser one"]


def test_search_asks_for_all_words_before_any(notes):
    write(notes, draft("Robot welding"), draft("Robot painting"))

    both, some = search("robot welding"), search("robot forging")

    assert (titles(both), both.stage) == (["Robot welding"], Stage.ALL)
    assert (set(titles(some)), some.stage) == ({"Robot welding", "Robot painting"}, Stage.ANY)


def test_search_takes_the_last_word_as_a_beginning_when_nothing_has_it_whole(notes):
    write(notes, draft("Advanced manufacturing"))

    result = search("advanced manufacturin")

    assert (result.total, result.stage) == (1, Stage.BEGUN)


def test_search_leaves_stop_words_out(notes):
    write(notes, draft("Anodizing in Worcester"))

    assert search("who does anodizing near Worcester's").stage == Stage.ANY
    assert search("who does the anodizing in Worcester's").stage == Stage.ALL


def test_search_for_stop_words_alone_is_no_error(notes):
    write(notes, draft("Who is who"))

    assert search("who is").total in (0, 1)


def test_search_quoted_words_must_be_neighbours(notes):
    write(notes, draft("Steel plate cutting"), draft("Cutting plate in steel"))

    assert titles(search('"plate cutting"')) == ["Steel plate cutting"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("3D printing", "Additive manufacturing of nozzles"),
        ("3d-printed nozzles", "Additive manufacturing of nozzles"),
        ("computer numerical control", "CNC turning"),
        ("industrial internet of things", "IIoT retrofit"),
        ("cobots", "A collaborative robot at the press"),
        ("just-in-time", "JIT supply"),
    ],
)
def test_search_knows_other_names(notes, typed, title):
    write(notes, draft(title), draft("Something else"))

    assert titles(search(typed)) == [title]


def test_search_answers_a_misspelling_with_the_nearest_word(notes):
    write(notes, draft("Welding school"), draft("Casting iron"))

    result = search("wleding")

    assert (result.did_you_mean, result.corrected, titles(result)) == ("welding", True, ["Welding school"])
    assert result.query.text == "wleding"


def test_search_proposes_a_correction_beside_what_some_words_found(notes):
    write(notes, draft("Welding school"), draft("Casting iron"))

    result = search("casting weldnig")

    assert (result.did_you_mean, result.corrected, titles(result)) == ("casting welding", False, ["Casting iron"])


def test_search_proposes_nothing_for_a_word_known_by_its_stem(notes):
    write(notes, draft("Welding school"))

    assert search("welded forging").did_you_mean == ""


def test_search_marks_what_matched_and_escapes_the_rest(notes):
    write(notes, draft("<b>Laser</b> & beam", body="x " * 300 + "the <script>laser</script> cuts " + "y " * 300))

    [hit] = search("laser").hits

    assert hit.title_html == "&lt;b&gt;<mark>Laser</mark>&lt;/b&gt; &amp; beam"
    assert "&lt;script&gt;<mark>laser</mark>&lt;/script&gt;" in hit.excerpt_html
    assert len(hit.excerpt_html) < 400


def test_search_shows_the_summary_when_the_body_has_no_match(notes):
    write(notes, draft("Laser", summary="About light.", body="Nothing of it here."))

    assert search("laser").hits[0].excerpt_html == "About light."


def test_search_marks_accented_words(notes):
    write(notes, draft("Das Café öffnet"))

    assert search("cafe").hits[0].title_html == "Das <mark>Café</mark> öffnet"


def test_facet_counts_ignore_the_selection_of_their_own_facet(notes):
    write(
        notes,
        draft("Laser a", technology=["CNC", "Laser"], year=2024),
        draft("Laser b", technology=["Laser"], year=2025),
        draft("Laser c", technology=["CNC"], year=2025),
        draft("Paint", technology=["CNC"], year=2025),
    )

    result = search("laser", filters={"technology": ["cnc"]})

    assert set(titles(result)) == {"Laser a", "Laser c"}
    assert counts(result, "technology") == {"cnc": 2, "laser": 2}
    assert counts(result, "year") == {"2025": 1, "2024": 1}


def test_facet_values_widen_and_facets_narrow(notes):
    write(
        notes,
        draft("A", technology=["CNC"], year=2024),
        draft("B", technology=["Laser"], year=2025),
        draft("C", technology=["Laser"], year=2023),
    )

    result = search(filters={"technology": ["cnc", "laser"], "year": ["2024", "2025"]})

    assert set(titles(result)) == {"A", "B"}
    assert counts(result, "technology") == {"cnc": 1, "laser": 1}
    assert counts(result, "year") == {"2025": 1, "2024": 1, "2023": 1}


def test_facet_keeps_a_selected_value_that_nothing_has(notes):
    write(notes, draft("Laser", technology=["Laser"]), draft("Paint", practice=["Lean"]))

    result = search("laser", filters={"practice": ["lean"]})
    [practice] = [facet for facet in result.facets if facet.name == "practice"]

    assert result.total == 0
    assert [(value.label, value.count, value.selected) for value in practice.values] == [("Lean", 0, True)]


def test_facets_count_kind_and_place(notes):
    write(notes, draft("A", place="Lowell"), draft("B", place="Lowell"), draft("C"))

    result = search()

    assert counts(result, "kind") == {"note": 3}
    assert counts(result, "place") == {"lowell": 2} or counts(result, "place") == {"Lowell": 2}


def test_sort_by_date_puts_newest_first_and_undated_last(notes):
    write(
        notes,
        draft("Laser old", published_at=day(1)),
        draft("Laser undated"),
        draft("Laser new", published_at=day(2)),
    )

    assert titles(search("laser", sort="date")) == ["Laser new", "Laser old", "Laser undated"]
    assert titles(search(sort="date")) == ["Laser new", "Laser old", "Laser undated"]


def test_pages_cover_all_results_once_and_a_page_too_far_is_the_last(notes):
    write(notes, *(draft(f"Laser {number}") for number in range(5)))

    pages = [titles(search("laser", page=page, size=2)) for page in (1, 2, 3)]
    too_far = search("laser", page=99, size=2)

    assert sorted(sum(pages, [])) == [f"Laser {number}" for number in range(5)]
    assert (titles(too_far), too_far.query.page, too_far.pages) == (pages[2], 3, 3)


def test_suggest_completes_titles(notes):
    write(notes, draft("Advanced manufacturing", boost=2.0), draft("Advance notice"), draft("Other", body="advanced"))

    suggestions = engines.current().suggest("advanc")

    assert [suggestion.title for suggestion in suggestions] == ["Advanced manufacturing", "Advance notice"]
    assert [s.title for s in engines.current().suggest("advanced manufacturin")] == ["Advanced manufacturing"]
    assert engines.current().suggest("  ?! ") == []


def test_explain_tells_terms_stage_and_scores(notes):
    write(notes, draft("Additive manufacturing"))

    lines = engines.current().explain(Query("3D printing"))

    assert "term: 3d printing = 3d printed, additive manufacturing, rapid prototyping" in lines
    assert "asked for: all words" in lines
    assert lines[-1].endswith("Additive manufacturing")


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '"""',
        "' OR 1=1 --",
        "NEAR(a b, 2)",
        "AND OR NOT",
        "title:laser",
        "laser*",
        "-laser",
        "(laser",
        "laser & | ! <-> :*",
        "\x00",
        "laser\x00beam",
        "?!…",
        "\ud800",
        "\ue000laser\ue001",
        "𞤀𞤣𞤤𞤢𞤥",
        "²",
        "laser " * 2000,
        "l" * 10_000,
        "%s %(x)s {} \\",
    ],
)
def test_any_text_gives_an_answer(notes, text):
    write(notes, draft("Laser beam"))

    result = search(text, filters={"technology": [text], "year": [text], "kind": [text]})

    assert result.total in (0, 1)
    assert search(text).total in (0, 1)
    engines.current().suggest(text)
    engines.current().explain(Query(text))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), value=st.text(max_size=20), page=st.integers())
def test_any_typed_text_and_value_gives_an_answer(notes, text, value, page):
    if not notes:
        write(notes, draft("Laser beam 'n' ²", body='a "b" *c*'))

    result = search(text, filters={"technology": [value], "year": [value], "place": [value]}, page=page)

    assert result.total in (0, 1)
    assert len(search(text).hits) in (0, 1)
    engines.current().suggest(text)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=80))
def test_any_text_can_be_indexed_and_is_shown_escaped(notes, text):
    notes.clear()
    write(notes, draft(f"Laser {text}", body=text, summary=text))

    [hit] = search("laser").hits

    bare = hit.title_html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare


@pytest.mark.parametrize("number", [1, 50])
def test_search_query_count(notes, number, django_assert_num_queries):
    write(notes, *(draft(f"Laser {row}", technology=["Laser"], practice=["Lean"], year=2025) for row in range(number)))
    search()

    with django_assert_num_queries(6):
        search("laser", filters={"technology": ["laser"]})
