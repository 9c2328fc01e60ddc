import json

import pytest
from django.urls import reverse

from tests.search.factories import draft, write

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
