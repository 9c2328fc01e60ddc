import json

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import gettext_lazy

from search import builders, engines
from tests.search.factories import KIND, NoteBuilder, draft, write

pytestmark = pytest.mark.django_db

PAGE = "/search/"


def test_results_page_shows_hits_with_badge_and_mark(client, notes):
    write(notes, draft("Laser <b>beam</b>", summary="It cuts.", year=2025, place="Lowell"))

    response = client.get(PAGE, {"q": "laser"})

    assert response.status_code == 200
    assert response.templates[0].name == "search/results.html"
    html = response.content.decode()
    assert "<mark>Laser</mark> &lt;b&gt;beam&lt;/b&gt;" in html
    assert '<span class="badge badge-plain">Note</span>' in html
    assert "1 result for “laser”" in html


def test_results_page_without_words_shows_everything(client, notes):
    write(notes, draft("Laser"), draft("Paint"))

    assert "2 results" in client.get(PAGE).content.decode()


def test_results_page_offers_facets_as_a_form_that_keeps_the_choice(client, notes):
    write(notes, draft("Laser", technology=["CNC"]), draft("Paint", technology=["Robots"]))

    html = client.get(PAGE, {"technology": "cnc"}).content.decode()

    assert 'name="technology" value="cnc" checked>' in html
    assert 'name="technology" value="robots">' in html
    assert "Technology: CNC" in html


def test_results_page_names_the_correction_it_made(client, notes):
    write(notes, draft("Welding school"))

    html = client.get(PAGE, {"q": "wleding"}).content.decode()

    assert "These are the results for <strong>welding</strong>" in html
    assert 'value="wleding"' in html


def test_results_page_links_a_correction_that_it_did_not_make(client, notes):
    write(notes, draft("Welding school"), draft("Casting iron"))

    html = client.get(PAGE, {"q": "casting weldnig"}).content.decode()

    assert 'Did you mean <a href="?q=casting+welding">' in html


def test_results_page_helps_when_nothing_matches(client, notes):
    write(notes, draft("Laser"))

    html = client.get(PAGE, {"q": "zzzz", "year": "1999"}).content.decode()

    assert "Nothing found for “zzzz”" in html
    assert 'href="?q=zzzz">take it back</a>' in html


def test_results_page_keeps_words_and_filters_when_paging(client, notes):
    write(notes, *(draft(f"Laser {number}", practice=["Lean"]) for number in range(21)))

    html = client.get(PAGE, {"q": "laser", "practice": "lean", "sort": "date"}).content.decode()

    assert "?q=laser&amp;practice=lean&amp;sort=date&amp;page=2" in html


def test_results_page_beyond_the_last_is_the_last(client, notes):
    write(notes, *(draft(f"Laser {number}") for number in range(21)))

    assert "Page 2 of 2" in client.get(PAGE, {"q": "laser", "page": "999"}).content.decode()


def test_results_as_json_at_the_same_address(client, notes):
    write(notes, draft("Laser", technology=["CNC"], year=2025), draft("Laser two"))

    response = client.get(PAGE, {"q": "laser", "technology": "cnc"}, headers={"accept": "application/json"})

    data = response.json()
    assert response["Vary"] == "Accept" or "Accept" in response["Vary"].split(", ")
    assert (data["total"], data["page"], data["pages"], data["next"]) == (1, 1, 1, None)
    assert data["results"][0]["url"] == "http://testserver/notes/laser/"
    assert data["results"][0]["title_html"] == "<mark>Laser</mark>"
    technology = next(facet for facet in data["facets"] if facet["name"] == "technology")
    assert technology["values"] == [{"value": "cnc", "label": "CNC", "count": 1, "selected": True}]


def test_suggest_answers_titles(client, notes):
    write(notes, draft("Laser beam"))

    response = client.get(reverse("search:suggest"), {"q": "las"})

    assert json.loads(response.content) == {
        "suggestions": [{"title": "Laser beam", "url": "/notes/laser-beam/", "kind": "Note"}]
    }


@pytest.mark.parametrize("text", ["", '"', "\x00", "AND NOT (", "x" * 10_000, "%00", "<script>"])
@pytest.mark.parametrize("url", [PAGE, "/search/suggest/"])
def test_any_typed_text_gets_an_answer(client, notes, url, text):
    write(notes, draft("Laser"))

    assert client.get(url, {"q": text, "kind": text, "year": text, "page": text, "sort": text}).status_code == 200


def test_posting_is_refused(client):
    assert client.post(PAGE).status_code == 405


@pytest.mark.parametrize("number", [1, 50])
def test_results_page_query_count(client, notes, number, django_assert_num_queries):
    write(notes, *(draft(f"Laser {row}", technology=["CNC"], year=2025) for row in range(number)))
    client.get(PAGE)

    with django_assert_num_queries(8):
        client.get(PAGE, {"q": "laser"})


JSON = {"accept": "application/json"}


def title_of(response):
    return response.text.partition("<title>")[2].partition("</title>")[0].partition(" ·")[0]


@pytest.mark.parametrize(
    ("params", "title"),
    [
        ({}, "Search"),
        ({"q": "laser"}, "Search: laser"),
        ({"q": "<laser>"}, "Search: &lt;laser&gt;"),
        ({"q": "laser", "page": "2"}, "Search: laser, page 2 of 2"),
    ],
)
def test_title_says_what_was_searched(client, notes, params, title):
    write(notes, *(draft(f"Laser {number}") for number in range(21)))

    assert title_of(client.get(PAGE, params)) == title


def test_title_names_what_was_narrowed(client, notes):
    write(notes, draft("Laser", technology=["CNC"]))

    response = client.get(PAGE, {"q": "laser", "technology": "cnc", "kind": KIND})

    assert "<title>Search: laser · Note, CNC" in response.text


def test_title_names_a_kind_whose_label_is_translated_late(client, notes, monkeypatch):
    monkeypatch.setattr(NoteBuilder, "label", gettext_lazy("Story"))
    write(notes, draft("Laser"))

    assert "<title>Search: Story" in client.get(PAGE, {"kind": KIND}).text


@pytest.mark.parametrize(
    ("page", "shown"), [("500", 2), ("abc", 1), ("-1", 1), ("0", 1), ("", 1), ("9" * 400, 1), ("2.5", 1), ("٢", 1)]
)
def test_deep_link_to_any_page_is_answered(client, notes, page, shown):
    write(notes, *(draft(f"Laser {number}") for number in range(21)))

    data = client.get(PAGE, {"q": "laser", "page": page}, headers=JSON).json()

    assert (data["page"], data["pages"], bool(data["results"])) == (shown, 2, True)
    assert f"Page {shown} of 2" in client.get(PAGE, {"q": "laser", "page": page}).text


def test_pages_of_json_lead_to_each_other(client, notes):
    write(notes, *(draft(f"Laser {number}") for number in range(41)))

    seen, url = [], f"{PAGE}?q=laser"
    while url:
        data = client.get(url, headers=JSON).json()
        seen += [result["title"] for result in data["results"]]
        url = data["next"]

    assert len(set(seen)) == len(seen) == 41
    assert data["previous"].endswith("?q=laser&page=2")


def test_nothing_found_offers_what_there_is_most_of(client, notes):
    write(notes, draft("Laser", technology=["CNC"], practice=["Lean"]), draft("Paint", technology=["CNC"]))

    html = client.get(PAGE, {"q": "zzzz"}).text

    assert '<a href="?technology=cnc">CNC' in html
    assert '<a href="?practice=lean">Lean' in html
    assert "What there is most of" not in client.get(PAGE, {"q": "laser"}).text


def test_empty_site_offers_nothing(client, notes):
    html = client.get(PAGE).text

    assert "Nothing is published yet" in html
    assert "What there is most of" not in html


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_program_is_refused_in_json(client, method):
    response = getattr(client, method)(PAGE, headers=JSON)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json() == {"error": "Method Not Allowed", "status": 405}


def test_program_is_told_in_json_that_the_database_is_away(client, notes, monkeypatch):
    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(engines, "current", fail)

    response = client.get(PAGE, headers=JSON)

    assert response.status_code == 503
    assert response.json() == {"error": "Service Unavailable", "status": 503}


@pytest.mark.parametrize("headers", [{}, JSON])
@pytest.mark.parametrize("url", [PAGE, "/search/suggest/"])
def test_answer_is_kept_by_nobody(client, notes, url, headers):
    response = client.get(url, {"q": "laser"}, headers=headers)

    assert {"private", "no-cache"} <= {part.strip() for part in response["Cache-Control"].split(",")}


@pytest.mark.parametrize("text", ["laser", "zzzz", "lasre"])
def test_page_for_a_person_and_for_a_program_say_the_same(client, notes, text):
    write(notes, draft("Laser", technology=["CNC"]), draft("Paint"))

    page, data = client.get(PAGE, {"q": text}), client.get(PAGE, {"q": text}, headers=JSON).json()

    assert data["total"] == page.context["result"].total
    assert [result["title"] for result in data["results"]] == [hit.title for hit in page.context["result"].hits]


def test_multiple_choices_of_a_facet_widen_it_and_narrow_the_others(client, notes):
    write(
        notes,
        draft("Laser", technology=["CNC"], year=2025),
        draft("Paint", technology=["Robots"], year=2025),
        draft("Glue", technology=["Sensors"], year=2024),
    )

    data = client.get(f"{PAGE}?technology=cnc&technology=robots", headers=JSON).json()
    counts = {facet["name"]: {value["value"]: value["count"] for value in facet["values"]} for facet in data["facets"]}

    assert data["total"] == 2
    assert counts["technology"] == {"cnc": 1, "robots": 1, "sensors": 1}
    assert counts["year"] == {"2025": 2}


@pytest.fixture
def kind_with_its_own(notes, monkeypatch):
    """Notes alone are told of by their material; a second kind is not."""
    monkeypatch.setattr(NoteBuilder, "own_facets", ("certification",))
    monkeypatch.setattr(builders, "_builders", {**builders._builders, "page": PageBuilder()})
    write(notes, draft("Laser", certification=["AS9100"], technology=["CNC"]))


class PageBuilder(NoteBuilder):
    kind = "page"
    own_facets = ()


def facets_shown(client, **params):
    context = client.get(PAGE, params).context
    return [[facet.name for facet in context[part]] for part in ("facets", "more_facets")]


@pytest.mark.usefixtures("kind_with_its_own")
def test_what_one_kind_is_told_of_is_offered_once_that_kind_is_chosen(client):
    assert facets_shown(client) == [["kind", "technology"], []]
    assert facets_shown(client, kind=KIND) == [["kind", "technology"], ["certification"]]
    assert facets_shown(client, kind="page") == [["kind"], []]


@pytest.mark.usefixtures("kind_with_its_own")
def test_what_is_chosen_stays_in_sight_whatever_kind_is(client):
    assert facets_shown(client, certification="as9100") == [["kind", "technology"], ["certification"]]


@pytest.mark.usefixtures("kind_with_its_own")
def test_nearest_first_is_not_offered_where_nobody_asks_from_a_place(client):
    response = client.get(PAGE, {"sort": "distance"})

    assert response.context["query"].sort == "relevance"
    assert "distance" not in dict(response.context["sorts"])
