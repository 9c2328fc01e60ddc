"""What every engine must answer about entries: within the keys that the asker may open, as if there were no others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import engines
from search.entries import EntryDraft, EntryQuery
from search.enums import EntryReader, Stage
from tests.search.factories import draft, write, write_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_engine")]

JURY, OFFICE = EntryReader.JURY, EntryReader.OFFICE


def entry(title="", **values):
    return EntryDraft(title=title, **values)


def asked(text, *keys, reader=JURY):
    return EntryQuery(text, reader, frozenset(keys))


def find(text, *keys, reader=JURY):
    return engines.current().find_entries(asked(text, *keys, reader=reader))


def found(text, *keys, reader=JURY):
    return list(find(text, *keys, reader=reader).scores)


def excerpt_of(text, key, reader=JURY):
    engine = engines.current()
    return engine.excerpts(engine.find_entries(asked(text, key, reader=reader)), [key])[key]


def suggested(text, *keys):
    return engines.current().suggest_entries(asked(text, *keys))


@pytest.fixture
def press_shop(entries):
    """Three entries that a juror may open, and what they must never hear of."""
    write_entries(
        entries,
        a=entry(
            "Laser welding of frames", company="Alder Works", body="We weld aluminium at the press.", keywords="K7F2"
        ),
        b=entry("Cold forging", company="Birch Forge", body="Forging of gears without heat, laser measured."),
        c=entry("Painting robots", company="Cedar Coatings", body="A robot paints frames.", keywords="Robotics"),
    )
    return ("a", "b", "c")


def test_entries_are_found_in_every_field_and_titles_come_first(press_shop):
    assert found("laser", *press_shop) == ["a", "b"]
    assert found("birch", *press_shop) == ["b"]
    assert found("k7f2", *press_shop) == ["a"]
    assert found("welded", *press_shop) == ["a"]


def test_entries_are_found_by_other_names(press_shop):
    assert found("robotic automation", *press_shop) == ["c"]


def test_entries_are_found_by_quoted_neighbours(press_shop):
    assert found('"laser welding"', *press_shop) == ["a"]
    assert find('"welding laser"', *press_shop).scores == {}


def test_entries_are_asked_for_all_words_before_any(press_shop):
    both, begun, some = (find(text, *press_shop) for text in ("laser frames", "laser fram", "forging aluminium"))

    assert (list(both.scores), both.stage) == (["a"], Stage.ALL)
    assert (list(begun.scores), begun.stage) == (["a"], Stage.BEGUN)
    assert (set(some.scores), some.stage) == ({"a", "b"}, Stage.ANY)


def test_a_word_begun_may_end_as_an_entry_ends_it(entries):
    write_entries(entries, a=entry("Advanced manufacturing"), b=entry("Manuals"))

    assert found("advanced manufacturin", "a", "b") == ["a"]
    assert "<mark>manufacturing</mark>" in excerpt_of("advanced manufacturin", "a").title_html


def test_a_rare_word_says_more_than_one_that_most_entries_hold(entries):
    write_entries(entries, a=entry(body="turbine blade"), b=entry(body="turbine disc"), c=entry(body="turbine coating"))

    assert found("turbine coating blisk", "a", "b", "c")[0] == "c"


def test_no_words_are_every_entry_and_marks_alone_are_none(press_shop):
    assert set(found("", *press_shop, "without-document")) == set(press_shop)
    assert found("?!", *press_shop) == []


def test_a_misspelling_is_answered_with_the_nearest_word_of_these_entries(press_shop):
    matches = find("forgign", *press_shop)

    assert (list(matches.scores), matches.did_you_mean, matches.corrected) == (["b"], "forging", True)
    assert matches.query.text == "forgign"
    assert "<mark>forging</mark>" in excerpt_of("forgign", "b").title_html.lower()


def test_a_correction_stands_beside_what_some_words_found(press_shop):
    matches = find("forging alumnium", *press_shop)

    assert (list(matches.scores), matches.did_you_mean, matches.corrected) == (["b"], "forging aluminium", False)


def test_a_correction_that_would_find_nothing_is_not_proposed(press_shop, notes):
    write(notes, draft("Extrusion"))

    assert find("extrusoin", *press_shop).did_you_mean == ""


def test_a_public_word_corrects_where_these_entries_hold_its_other_name(entries, notes):
    write(notes, draft("Additive manufacturing"))
    write_entries(entries, a=entry("3D printing of nozzles"), b=entry("Nothing of it"))

    matches = find("additve manufacturing", "a", "b")

    assert (list(matches.scores), matches.did_you_mean) == (["a"], "additive manufacturing")


def test_excerpts_mark_what_matched_and_escape_the_rest(entries):
    body = "x " * 300 + "the <i>laser</i> cuts " + "y " * 300
    write_entries(entries, a=entry("<b>Laser</b> & beam", company="Laser & Sons", body=body))

    shown = excerpt_of("laser", "a")

    assert shown.title_html == "&lt;b&gt;<mark>Laser</mark>&lt;/b&gt; &amp; beam"
    assert shown.company_html == "<mark>Laser</mark> &amp; Sons"
    assert "&lt;i&gt;<mark>laser</mark>&lt;/i&gt; cuts" in shown.text_html
    assert len(shown.text_html) < 400


def test_excerpts_without_words_are_the_beginning(press_shop):
    shown = excerpt_of("", "b")

    assert (shown.title_html, shown.text_html) == (
        "Cold forging",
        "Forging of gears without heat, laser measured.",
    )


def test_suggestions_complete_title_company_and_code(press_shop):
    assert suggested("las", *press_shop) == ["a"]
    assert suggested("birch fo", *press_shop) == ["b"]
    assert suggested("k7", *press_shop) == ["a"]
    assert suggested("aluminium", *press_shop) == []
    assert suggested("  ?! ", *press_shop) == suggested("", *press_shop) == []
    assert suggested("las") == []


def test_suggestions_are_limited(entries):
    keys = [f"k{number}" for number in range(12)]
    write_entries(entries, **{key: entry("Laser") for key in keys})

    assert len(suggested("las", *keys)) == 8


# Nothing beyond the keys leaves a trace.

HIDDEN = {
    "h1": EntryDraft(
        "Laser laser laser", company="Hemlock Hydraulics", body="welding weldability zirconium frames " * 9
    ),
    "h2": EntryDraft("Zirconium", company="Hemlock Hydraulics", body="fram framboise forginal robots " * 50),
    "h3": EntryDraft("Cold", company="Alder Works of Hemlock", body="cold " * 400),
}
TEXTS = (
    "laser",
    "laser frames",
    "laser cold robot",
    "hemlock",
    "hemlok",
    "laser zirconium",
    "laser zirconim",
    "weldabilit",
    "fram",
    "framb",
    "forgina",
    "alder",
    '"zirconium frames"',
    "",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("hidden_reader", [JURY, OFFICE])
def test_the_answer_is_the_same_whether_or_not_others_are_there(press_shop, entries, text, hidden_reader):
    engine = engines.current()
    asked_alone = asked(text, *press_shop)
    alone = engine.find_entries(asked_alone)
    excerpts_alone = engine.excerpts(alone, press_shop)
    suggested_alone = engine.suggest_entries(asked_alone)

    write_entries(entries, reader=hidden_reader, **HIDDEN)
    engine = engines.current()
    among_others = engine.find_entries(asked_alone)

    assert list(among_others.scores) == list(alone.scores)
    assert (among_others.stage, among_others.did_you_mean) == (alone.stage, alone.did_you_mean)
    assert among_others.corrected == alone.corrected
    assert engine.excerpts(among_others, [*press_shop, *HIDDEN]) == excerpts_alone
    assert engine.suggest_entries(asked_alone) == suggested_alone


def test_a_word_of_a_hidden_entry_counts_as_unknown(press_shop, entries):
    write_entries(entries, h=entry("Weldign zirconium"))

    assert find("weldign", *press_shop).did_you_mean == "welding"
    assert find("zirconium", *press_shop).scores == {}
    assert find("laser zirconium", *press_shop).stage == Stage.ANY


def test_one_reader_finds_nothing_of_what_another_reads(entries):
    write_entries(entries, reader=OFFICE, a=entry("Laser", company="Hemlock"))
    write_entries(entries, reader=JURY, a=entry("Laser"))

    assert found("hemlock", "a", reader=OFFICE) == ["a"]
    assert found("hemlock", "a", reader=JURY) == []
    assert found("laser", "a", reader="nobody") == []


def test_excerpts_of_what_was_not_asked_for_are_not_given(press_shop):
    engine = engines.current()

    assert set(engine.excerpts(engine.find_entries(asked("laser", "a")), press_shop)) == {"a"}


def test_no_keys_find_nothing(press_shop):
    assert found("laser") == found("") == []
    assert engines.current().excerpts(find("laser"), press_shop) == {}


# Any text gives an answer.


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
        "²²²²",
        "very between",
        "laser " * 2000,
        "l" * 10_000,
        " ".join(f"word{number}" for number in range(200)),
        "%s %(x)s {} \\",
    ],
)
def test_any_text_gives_an_answer_about_entries(press_shop, text):
    engine = engines.current()
    matches = engine.find_entries(asked(text, *press_shop))

    assert set(engine.excerpts(matches, press_shop)) == set(press_shop)
    engine.suggest_entries(asked(text, *press_shop))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), key=st.uuids().map(str))
def test_any_typed_text_gives_an_answer_about_entries(press_shop, text, key):
    engine = engines.current()
    query = asked(text, key, *press_shop)
    matches = engine.find_entries(query)

    assert set(matches.scores) <= set(press_shop)
    assert set(engine.excerpts(matches, press_shop)) == set(press_shop)
    assert set(engine.suggest_entries(query)) <= set(press_shop)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=80))
def test_any_text_of_an_entry_can_be_indexed_and_is_shown_escaped(entries, text):
    write_entries(entries, a=entry(f"Laser {text}", company=text, body=text, keywords=text))

    shown = excerpt_of("laser", "a")

    bare = "".join([shown.title_html, shown.company_html, shown.text_html])
    bare = bare.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare


def test_as_many_questions_for_one_entry_as_for_many(entries):
    asked_for = []
    for number in (1, 50):
        keys = [f"k{each}" for each in range(number)]
        write_entries(entries, **{key: entry("Laser welding", body="Of frames") for key in keys})
        engine = engines.current()
        with CaptureQueriesContext(connection) as queries:
            engine.excerpts(engine.find_entries(asked("laser", *keys)), keys)
        asked_for.append(len(queries))

    assert asked_for[0] == asked_for[1] <= 7


def test_thousands_of_keys_are_asked_at_once(entries):
    write_entries(entries, a=entry("Laser"))

    assert found("laser", "a", *(f"key-{number}" for number in range(3000))) == ["a"]
