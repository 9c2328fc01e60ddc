"""Words in the search of the office's list: columns and documents, what comes first, and what is said of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import RoleName
from search import entries
from search.entries import EntryDraft
from search.enums import EntryReader
from tests.accounts.factories import OrganisationFactory, PersonFactory, staff
from tests.nominations.factories import NominationFactory, submitted
from tests.prizes.factories import CategoryFactory, PrizeFactory
from tests.search.factories import EntryBuilderOfTests, write_entries

pytestmark = pytest.mark.django_db
LIST = "nomination:index"


@pytest.fixture
def category():
    return CategoryFactory(edition__prize=PrizeFactory())


@pytest.fixture
def at_office(client, category):
    client.force_login(staff(prize=category.edition.prize))
    return client


@pytest.fixture
def entry(category, monkeypatch):
    """A maker of nominations with their document."""
    drafts = {}
    monkeypatch.setattr(entries, "_builders", {EntryReader.OFFICE: EntryBuilderOfTests(EntryReader.OFFICE, drafts)})

    def make(body, category=category, **fields):
        nomination = NominationFactory(category=category, handed_in=True, **fields)
        draft = EntryDraft(title=nomination.title, company=nomination.organisation.name, body=body)
        write_entries(drafts, EntryReader.OFFICE, **{str(nomination.pk): draft})
        return nomination

    return make


def response(client, text, **chosen):
    return client.get(reverse(LIST), {"q": text} | chosen)


def found(client, text, **chosen):
    return list(response(client, text, **chosen).context["object_list"])


def test_the_text_of_an_entry_is_found(at_office, entry):
    nomination = entry("We cut scrap by a third with inline metrology.")
    entry("A new kind of varnish.")

    assert found(at_office, "metrology") == [nomination]


def test_what_was_submitted_is_found_once_it_is_saved(at_office, category, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        nomination = submitted(category=category).nomination

    assert found(at_office, "reports its own wear") == [nomination]


def test_a_draft_is_found_by_what_stands_in_its_columns(at_office, category):
    draft = NominationFactory(category=category, title="Varnish", organisation=OrganisationFactory(name="Gilt Works"))

    assert found(at_office, "varn") == found(at_office, "gilt w") == [draft]


def test_filters_narrow_what_is_found(at_office, entry):
    one, other = entry("Inline metrology."), entry("Inline metrology.")

    assert found(at_office, "metrology", category=one.category_id, ordering="reference_code") == [one, other]
    assert found(at_office, "metrology", state="eligible") == []


def test_the_best_match_comes_first_unless_another_order_is_asked_for(at_office, entry):
    much = entry("Metrology, metrology and more metrology in the line.", title="Zinc")
    little = entry("Steel. " * 200 + "Metrology. " + "Steel. " * 200, title="Alloy")
    named = entry("Nothing of the kind.", title="Metrology for all")

    assert found(at_office, "metrology") == [named, much, little]
    assert found(at_office, "metrology", ordering="title") == [little, named, much]
    text = response(at_office, "metrology", ordering="title").content.decode()
    assert "Show the best matches first" in text
    assert "Show the best matches first" not in response(at_office, "metrology").content.decode()


def test_what_was_typed_is_marked_in_an_excerpt(at_office, entry):
    entry("We <b>cut</b> scrap with inline metrology.")

    text = response(at_office, "metrology").content.decode()

    assert "&lt;b&gt;cut&lt;/b&gt; scrap with inline <mark>metrology</mark>" in text


def test_no_excerpt_where_the_title_alone_was_meant(at_office, entry):
    entry("Nothing of the kind.", title="Varnish")

    assert "office-excerpt" not in response(at_office, "varnish").content.decode()


def test_a_misspelt_word_is_put_right(at_office, entry):
    nomination = entry("Inline metrology.")

    shown = response(at_office, "metrolgy")

    assert list(shown.context["object_list"]) == [nomination]
    assert "No text has “metrolgy”. These have <strong>metrology</strong>." in shown.content.decode()


def test_did_you_mean_leads_to_the_better_words_and_keeps_the_filters(at_office, entry):
    entry("Inline metrology.")
    entry("Inline heating.")

    shown = response(at_office, "inline metrolgy", state="submitted", p="4")

    assert shown.context["better_url"] == f"{reverse(LIST)}?state=submitted&q=inline+metrology"
    assert "Did you mean" in shown.content.decode()
    assert "No text has all of these words" in shown.content.decode()


@pytest.mark.parametrize("text", ['"', "a OR", "*", "(", "NEAR(a b)", "' --", "x" * 600, "\ud800", "–", "%", "a\x00b"])
def test_any_string_gives_an_answer(at_office, entry, text):
    entry("Inline metrology.")

    assert at_office.get(reverse(LIST), {"q": text.encode("utf-8", "replace").decode()}).status_code == 200


def test_nothing_of_a_neighbour_is_found_or_suggested(at_office, entry):
    entry("Ultrasonic varnish.", category=CategoryFactory(edition__prize=PrizeFactory()))
    entry("Ultrasound.")

    shown = response(at_office, "ultrasonik varnish")

    assert list(shown.context["object_list"]) == []
    assert shown.context["better_url"] == ""
    assert "ultrasonic" not in shown.content.decode()


def test_the_auditor_finds_it_too_and_others_have_no_list(client, entry, category):
    nomination = entry("Inline metrology.")
    client.force_login(staff(RoleName.AUDITOR, category.edition.prize))
    assert found(client, "metrology") == [nomination]

    for person in (PersonFactory(), staff(RoleName.EDITOR, category.edition.prize)):
        client.force_login(person)
        assert response(client, "metrology").status_code == 404


def test_a_file_holds_what_is_found_in_the_same_order(at_office, entry):
    much = entry("Metrology, metrology and more metrology.", title="b")
    little = entry("Steel. " * 200 + "Metrology.", title="a")
    entry("Varnish.")

    lines = b"".join(response(at_office, "metrology", export="csv").streaming_content).decode().splitlines()

    assert [line.split(",")[0] for line in lines[1:]] == [much.reference_code, little.reference_code]


def test_any_number_of_entries_asks_the_same_number_of_questions(at_office, entry):
    def questions():
        with CaptureQueriesContext(connection) as captured:
            assert response(at_office, "inline metrology").status_code == 200
        return len(captured)

    entry("Inline metrology.")
    questions()
    few = questions()
    for _number in range(50):
        entry("Inline metrology.")

    assert questions() == few
