"""What editors chose for a text stands first, says so, stands once, and shows nothing that the public may not see."""

import pytest

from search.indexing import forget, refresh_now
from search.models import Pick
from tests.search.factories import KIND, draft, write

pytestmark = pytest.mark.django_db
PAGE = "/search/"


def pick(text, key, position=1):
    return Pick.objects.create(text=text, kind=KIND, key=key, position=position)


def answer(client, **params):
    return client.get(PAGE, params, headers={"accept": "application/json"}).json()


def keyed(results):
    return [result["title"] for result in results]


@pytest.fixture
def three(notes):
    write(notes, draft("Laser one"), draft("Laser two"), draft("Paint"))
    return notes


@pytest.mark.parametrize("typed", ["laser", "  LASER ", "Lasér!", '"laser"'])
def test_pick_stands_first_and_once(client, three, typed):
    pick("Laser", "3")
    pick("laser", "2", position=2)

    data = answer(client, q=typed)

    assert (keyed(data["picks"]), keyed(data["results"])) == (["Paint", "Laser two"], ["Laser one"])
    assert data["total"] == 2


def test_page_says_who_chose(client, three):
    pick("laser", "2")

    html = client.get(PAGE, {"q": "laser"}).text

    assert html.count("Chosen by the editors") == 1
    assert html.index("Chosen by the editors") < html.index("Laser</mark> one")
    assert html.count("Laser two") + html.count("Laser</mark> two") == 1


@pytest.mark.parametrize(
    "params", [{"q": "lasers"}, {"q": ""}, {"q": "laser", "sort": "date"}, {"q": "laser", "kind": KIND}]
)
def test_nothing_is_chosen_for_another_text_or_an_order_of_ones_own(client, three, params):
    pick("laser", "3")

    data = answer(client, **params)

    assert data["picks"] == []


def test_pick_on_a_later_page_is_neither_shown_nor_repeated(client, notes):
    write(notes, *(draft(f"Laser {number}") for number in range(21)))
    pages = [answer(client, q="laser", page=number) for number in (1, 2)]
    last = pages[1]["results"][0]
    pick("laser", next(key for key, note in notes.items() if note.title == last["title"]))

    first, second = (answer(client, q="laser", page=number) for number in (1, 2))

    assert (keyed(first["picks"]), len(first["results"])) == ([last["title"]], 20)
    assert (second["picks"], second["results"]) == ([], [])


def test_pick_shows_only_while_the_public_may_see_it(client, three):
    pick("laser", "3")
    forget(KIND, "3")
    assert answer(client, q="laser")["picks"] == []

    refresh_now(KIND, "3")

    assert keyed(answer(client, q="laser")["picks"]) == ["Paint"]


def test_pick_helps_where_the_words_find_nothing(client, three):
    pick("zzzz", "3")

    html = client.get(PAGE, {"q": "zzzz"}).text

    assert "Nothing else found for “zzzz”" in html
    assert "Nothing here matches" not in html
    assert "Paint" in html


def test_picks_ask_the_same_number_of_questions_for_one_and_for_many(client, notes, django_assert_num_queries):
    write(notes, *(draft(f"Laser {number}") for number in range(8)))
    for key in notes:
        pick("laser", key, position=int(key))
    client.get(PAGE)

    with django_assert_num_queries(9):
        html = client.get(PAGE, {"q": "laser"}).text

    assert html.count("Chosen by the editors") == 5
