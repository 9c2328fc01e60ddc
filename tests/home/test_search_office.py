"""Editors and the office look after the public search: synonyms, chosen results, and what people look for."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from audit.models import Event
from search.models import Pick, SearchedText, SynonymGroup
from tests.accounts.factories import staff
from tests.home.walks import document
from tests.showcase.factories import approve, awarded, editor_of, mark_ready, published, showcase_of

pytestmark = pytest.mark.django_db
SEARCHES = reverse("searches:index")


@pytest.fixture(autouse=True)
def editor(client):
    person = staff("editor")
    client.force_login(person)
    return person


def searched(text, *, times=1, results=0, day=date(2026, 3, 1)):
    SearchedText.objects.create(day=day, text=text, times=times, results=results)


def rows(response):
    return [(row["text"], row["asked"], row["found"]) for row in response.context["object_list"]]


def test_synonyms_written_here_are_known_and_recorded(client, editor):
    response = client.post(reverse("synonyms:add"), {"names": "swarf, metal shavings"})

    assert response.status_code == 302
    assert SynonymGroup.objects.filter(names="swarf\nmetal shavings").exists()
    assert Event.objects.latest("position").verb == "synonymgroup.created"


def test_name_of_another_group_is_refused_beside_the_field(client):
    response = client.post(reverse("synonyms:add"), {"names": "CNC, swarf"})

    assert "stands in another group already" in response.text


@pytest.mark.parametrize(
    "form", ["{path}", "http://testserver{path}", "https://elsewhere.example{path}?from=mail", "{bare}"]
)
def test_result_is_chosen_by_its_address(client, form):
    shown = document()
    address = form.format(path=shown.url, bare=shown.url.strip("/"))

    response = client.post(
        reverse("chosen_results:add"), {"text": "Orbital welding", "address": address, "position": 1}
    )

    assert response.status_code == 302
    pick = Pick.objects.get()
    assert (pick.text, pick.words, pick.kind, pick.key) == ("Orbital welding", "orbital welding", "page", shown.key)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"address": "/nowhere/"}, "address"),
        ({"address": ""}, "address"),
        ({"address": "http://["}, "address"),
        ({"address": "x\x00"}, "address"),
        ({"text": "..."}, "text"),
        ({"text": ""}, "text"),
        ({"position": "-1"}, "position"),
    ],
)
def test_choice_that_leads_nowhere_is_refused_where_it_was_typed(client, changes, field):
    typed = {"text": "welding", "address": document().url, "position": 1} | changes

    response = client.post(reverse("chosen_results:add"), typed)

    assert list(response.context["form"].errors) == [field]


def test_result_is_chosen_once_for_a_text(client):
    typed = {"text": "welding", "address": document().url, "position": 1}
    client.post(reverse("chosen_results:add"), typed)

    response = client.post(reverse("chosen_results:add"), typed | {"text": "WELDING!"})

    assert list(response.context["form"].errors) == ["address"]


def test_winner_page_is_refused_as_if_it_did_not_exist_until_it_is_announced(client, editor):
    award = awarded(showcase_of(editor.roles.get().prize).prize)
    approve(award)
    mark_ready(page=award.page, by=editor_of(award.category.edition.prize))
    typed = {"text": "welding", "position": 1, "address": award.page.get_url()}

    def answer(**changes):
        return client.post(reverse("chosen_results:add"), typed | changes)

    assert answer().context["form"].errors == answer(address="/nowhere/").context["form"].errors

    published(award)

    assert answer().status_code == 302


def test_list_of_choices_says_what_the_public_does_not_see(client):
    shown = document()
    Pick.objects.create(text="welding", kind=shown.kind, key=shown.key)
    assert shown.url in client.get(reverse("chosen_results:index")).text

    shown.delete()

    assert "the public does not see it at present" in client.get(reverse("chosen_results:index")).text


def test_searches_are_summed_by_text_the_most_frequent_first(client):
    searched("laser", times=3, results=7)
    searched("laser", times=2, results=9, day=date(2026, 4, 1))
    searched("swarf", times=4)

    assert rows(client.get(SEARCHES)) == [("laser", 5, 9), ("swarf", 4, 0)]


def test_searches_of_a_period(client):
    searched("laser", times=3, results=7)
    searched("laser", times=2, results=9, day=date(2026, 4, 1))

    response = client.get(SEARCHES, {"day_from": "2026-03-15", "day_to": "2026-04-15"})

    assert rows(response) == [("laser", 2, 9)]


@pytest.mark.parametrize(("found", "texts"), [("nothing", ["swarf"]), ("something", ["laser"])])
def test_searches_without_results(client, found, texts):
    searched("laser", results=0)
    searched("laser", results=9, day=date(2026, 4, 1))
    searched("swarf")

    assert [text for text, *_ in rows(client.get(SEARCHES, {"found": found}))] == texts


@pytest.mark.parametrize("junk", [{"day_from": "x"}, {"found": "x"}, {"ordering": "x"}, {"p": "x"}])
def test_searches_survive_junk_in_the_address(client, junk):
    assert client.get(SEARCHES, junk).status_code in (200, 404)


@pytest.mark.parametrize("ordering", ["text", "-asked", "found", "-last_day"])
def test_searches_can_be_ordered(client, ordering):
    searched("laser", times=3, results=7)
    searched("swarf")

    assert len(rows(client.get(SEARCHES, {"ordering": ordering}))) == 2


def test_search_without_results_leads_to_forms_that_are_filled_in(client):
    searched('swarf & "chips"')

    html = client.get(SEARCHES).text

    for name, field in (("synonyms:add", "names"), ("chosen_results:add", "text")):
        assert f"{reverse(name)}?{field}=swarf+%26+%22chips%22" in html
    url = f"{reverse('synonyms:add')}?names=swarf"
    assert client.get(url).context["form"].initial["names"] == "swarf"
    assert parse_qs(urlsplit(url).query) == {"names": ["swarf"]}


def test_searches_as_a_sheet(client):
    searched("laser", times=3, results=7)

    lines = b"".join(client.get(SEARCHES, {"export": "csv"}).streaming_content).decode().splitlines()

    assert lines == ["Looked for,Times,Found the last time,Last on", "laser,3,7,2026-03-01"]


@pytest.mark.parametrize("name", ["synonyms", "chosen_results", "searches"])
@pytest.mark.parametrize("role", ["auditor"])
def test_auditor_has_no_part_in_it(client, name, role):
    client.force_login(staff(role))

    assert client.get(reverse(f"{name}:index")).status_code == 404
