"""Filters of the list of nominations that are kept under a name."""

import pytest
from django.urls import reverse

from accounts.enums import RoleName
from accounts.registries import erasers, exporters
from audit.models import Event
from nominations.models import SavedFilter
from tests.accounts.factories import PersonFactory, RoleFactory, SuperuserFactory, staff
from tests.nominations.factories import NominationFactory, SavedFilterFactory
from tests.prizes.factories import CategoryFactory, PrizeFactory

pytestmark = pytest.mark.django_db
LIST, SAVE = "nomination:index", "saved_filter:add"


@pytest.fixture
def prize():
    return PrizeFactory()


@pytest.fixture
def secretary(prize):
    return staff(prize=prize)


@pytest.fixture
def at_office(client, secretary):
    client.force_login(secretary)
    return client


def page(name, saved):
    return reverse(f"saved_filter:{name}", args=[saved.pk])


def shown(client):
    return [each["name"] for each in client.get(reverse(LIST)).context["saved_filters"]]


def save(client, **typed):
    return client.post(reverse(SAVE), {"name": "To screen", "prize": "", "query": "state=submitted"} | typed)


def errors(response):
    return response.context["form"].errors


# Saving


def test_what_the_list_shows_is_saved_and_shown_again(at_office, secretary, prize):
    waiting = NominationFactory(category=CategoryFactory(edition__prize=prize), handed_in=True, title="Mould")
    NominationFactory(category=waiting.category, title="Mould as well")
    chosen = {"state": ["submitted", "eligible"], "q": "mould", "ordering": "title", "p": "2", "category": ""}
    offered = at_office.get(reverse(LIST), chosen).context["save_url"]
    form = at_office.get(offered).context["form"]

    response = save(at_office, query=form["query"].value())

    saved = SavedFilter.objects.get()
    assert (saved.owner, saved.name, saved.prize) == (secretary, "To screen", None)
    assert saved.query == "ordering=title&q=mould&state=submitted&state=eligible"
    again = at_office.get(response.url)
    assert list(again.context["object_list"]) == [waiting]
    assert [each["current"] for each in again.context["saved_filters"]] == [True]
    assert again.context["save_url"] == ""


def test_nothing_is_offered_to_be_saved_where_nothing_is_chosen(at_office):
    assert at_office.get(reverse(LIST), {"p": "1", "export": "", "unknown": "x"}).context["save_url"] == ""


@pytest.mark.parametrize(
    "query", ["export=xlsx&state=draft", "state=draft&next=//evil.example", "_w_filter_fragment=1&state=draft&p=9"]
)
def test_nothing_but_filters_words_and_order_is_saved(at_office, query):
    save(at_office, query=query)

    assert SavedFilter.objects.get().query == "state=draft"


def test_both_ends_of_a_range_are_saved(at_office):
    save(at_office, query="score_max=80&score_min=20")

    assert SavedFilter.objects.get().query == "score_max=80&score_min=20"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"query": "q=" + "x" * 2001}, "__all__"),
        ({"query": "p=2"}, "__all__"),
        ({"prize": "0"}, "prize"),
    ],
)
def test_what_cannot_be_saved_is_said(at_office, typed, field):
    assert field in errors(save(at_office, **typed))
    assert not SavedFilter.objects.exists()


def test_a_name_is_taken_once_per_person(at_office, secretary):
    SavedFilterFactory(name="To screen")
    save(at_office)

    refused = save(at_office, name=" To screen")

    assert "There is a saved filter of this name already." in str(errors(refused)["name"])
    assert SavedFilter.objects.filter(owner=secretary).count() == 1
    other = SavedFilterFactory(owner=secretary, name="Another")
    assert "name" in errors(at_office.post(page("edit", other), {"name": "To screen"}))


def test_saving_is_an_event_that_tells_no_name(at_office):
    save(at_office)

    event = Event.objects.get()
    assert event.verb == "savedfilter.created"
    assert "screen" not in event.canonical


# Seeing


def test_own_and_shared_ones_stand_above_the_list(at_office, secretary, prize):
    SavedFilterFactory(name="Mine", owner=secretary)
    SavedFilterFactory(name="Ours", prize=prize)
    SavedFilterFactory(name="Somebody else's")
    SavedFilterFactory(name="Of the neighbours", prize=PrizeFactory())

    assert shown(at_office) == ["Mine", "Ours"]


def test_the_auditor_sees_what_the_office_shares_and_keeps_own_ones(client, prize):
    auditor = staff(RoleName.AUDITOR, prize)
    shared = SavedFilterFactory(name="Ours", prize=prize)
    client.force_login(auditor)
    save(client, name="Mine")

    assert shown(client) == ["Mine", "Ours"]
    for name in ("edit", "delete"):
        assert client.post(page(name, shared), {"name": "Theirs"}).status_code == 404
        assert client.get(page(name, SavedFilter.objects.get(owner=auditor))).status_code == 200


@pytest.mark.parametrize("who", ["neighbour", "stranger", "editor", "superuser", "colleague"])
def test_nobody_else_opens_one(client, prize, secretary, who):
    saved = SavedFilterFactory(owner=secretary)
    people = {
        "neighbour": lambda: staff(),
        "stranger": PersonFactory,
        "editor": lambda: staff(RoleName.EDITOR, prize),
        "superuser": SuperuserFactory,
        "colleague": lambda: staff(prize=prize),
    }
    client.force_login(people[who]())

    for name in ("edit", "delete", "history"):
        assert client.get(page(name, saved)).status_code == 404
        assert client.post(page(name, saved), {"name": "Mine now"}).status_code in (404, 405)
    saved.refresh_from_db()
    assert saved.name != "Mine now"


def test_it_is_shared_only_with_an_office_of_ones_own(at_office, secretary, prize):
    RoleFactory(person=secretary, name=RoleName.EDITOR)

    form = at_office.get(reverse(SAVE)).context["form"]

    assert list(form.fields["prize"].queryset) == [prize]
    assert "prize" in errors(save(at_office, prize=PrizeFactory().pk))
    save(at_office, prize=prize.pk)
    assert SavedFilter.objects.get().prize == prize


# Renaming and deleting


def test_the_office_renames_and_deletes_what_is_shared_with_it(at_office, prize):
    saved = SavedFilterFactory(prize=prize)
    owner = saved.owner
    assert "prize" not in at_office.get(page("edit", saved)).context["form"].fields

    at_office.post(page("edit", saved), {"name": "Ours", "prize": "", "query": "state=draft"})

    saved.refresh_from_db()
    assert (saved.name, saved.prize, saved.owner, saved.query) == ("Ours", prize, owner, "state=submitted")
    at_office.post(page("delete", saved))
    assert not SavedFilter.objects.exists()


def test_whoever_saved_it_takes_it_back_from_the_office(at_office, secretary, prize):
    saved = SavedFilterFactory(owner=secretary, prize=prize)

    at_office.post(page("edit", saved), {"name": saved.name, "prize": ""})

    saved.refresh_from_db()
    assert saved.prize is None


# What is gone


@pytest.mark.parametrize("query", ["round=999999", "category=999999", "state=gone", "edition=x", "coverage=x"])
def test_what_names_something_gone_says_so_and_shows_nothing(at_office, prize, query):
    NominationFactory(category=CategoryFactory(edition__prize=prize), handed_in=True)

    response = at_office.get(f"{reverse(LIST)}?{query}&q=Innovation&p=3")

    assert list(response.context["object_list"]) == []
    assert "Nothing is shown, because these filters cannot be answered" in response.content.decode()
    assert response.context["without_refused"] == f"{reverse(LIST)}?q=Innovation"
    assert len(at_office.get(response.context["without_refused"]).context["object_list"]) == 1


def test_a_filter_that_there_is_no_more_is_left_out(at_office, secretary):
    SavedFilterFactory(owner=secretary, query="retired=1&state=draft")

    url = at_office.get(reverse(LIST)).context["saved_filters"][0]["url"]

    assert at_office.get(url).status_code == 200


# Personal data


def test_they_are_in_the_copy_of_what_is_kept_and_go_with_the_person(secretary):
    SavedFilterFactory(owner=secretary, name="Mine")
    SavedFilterFactory()

    copies = [export(secretary) for export in exporters()]
    for erase in erasers():
        erase(secretary)

    assert {"name": "Mine", "filters": "state=submitted"} in [
        each for copy in copies for each in copy.get("saved_filters", [])
    ]
    assert SavedFilter.objects.count() == 1
