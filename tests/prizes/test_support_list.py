"""The list that answers three questions, and the page of a service."""

from datetime import timedelta

import pytest
from django.utils import timezone

from prizes.enums import Vocabulary
from prizes.models import TermRedirect
from tests.prizes.factories import AskedServiceFactory, SupportServiceFactory, TermFactory

pytestmark = pytest.mark.django_db


def names(fits):
    return [fit.service.name for fit in fits]


def asked(client, **query):
    response = client.get("/support/", query)
    assert response.status_code == 200
    return response.context["search"]


def test_list_says_who_fits_and_why(client):
    SupportServiceFactory(name="Small only", employees_most=50, counties=["Hampden"])
    SupportServiceFactory(name="Elsewhere", counties=["Essex"])
    SupportServiceFactory(name="Large and elsewhere", employees_least=200, counties=["Essex"])

    search = asked(client, people="45", where="Springfield")
    html = client.get("/support/", {"people": "45", "where": "Springfield"}).content.decode()

    assert (names(search.fits.fitting), names(search.fits.nearly)) == (["Small only"], ["Elsewhere"])
    assert "For companies of up to 50 people" in html
    assert "Works in Hampden County" in html
    assert "Works in Essex County only" in html
    assert "Large and elsewhere" not in html


@pytest.mark.parametrize(("where", "told"), [("springfield", True), ("Hampden County", False), ("Atlantis", False)])
def test_list_says_in_which_county_a_town_was_found(client, where, told):
    SupportServiceFactory()

    html = client.get("/support/", {"where": where, "people": "5"}).content.decode()

    assert ("Springfield lies in Hampden County." in html) is told
    assert "lies in" not in html or told


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"people": "many"}, "people"),
        ({"people": "0"}, "people"),
        ({"people": "9" * 50}, "people"),
        ({"where": "Atlantis"}, "where"),
        ({"stage": "nothing"}, "stage"),
    ],
)
def test_bad_answer_is_said_at_its_field_and_loses_nothing(client, query, field):
    SupportServiceFactory(name="Help", counties=["Hampden"])
    good = {"people": "20", "where": "Springfield"}

    response = client.get("/support/", good | query)
    search = response.context["search"]

    assert list(search.form.errors) == [field]
    assert query[field][:40] in response.content.decode() or field == "stage"
    assert names(search.fits.fitting) == ["Help"]
    assert search.is_narrowed


def test_old_word_for_a_need_still_leads_to_it(client):
    term = TermFactory(slug="lean", name="Lean")
    SupportServiceFactory(name="Help").assistance.add(term)
    SupportServiceFactory(name="Other")
    TermRedirect.objects.create(vocabulary=Vocabulary.ASSISTANCE, slug="older", term=term)

    assert names(asked(client, assistance="older").fits.fitting) == ["Help"]
    assert names(asked(client, assistance="never-known").fits.fitting) == ["Help", "Other"]


def test_list_of_one_company_is_not_for_search_engines(client):
    SupportServiceFactory().assistance.add(TermFactory(slug="lean"))

    assert client.get("/support/", {"assistance": "lean"}).context["share"].indexed
    assert not client.get("/support/", {"assistance": "lean", "people": "9"}).context["share"].indexed


@pytest.mark.parametrize("rows", [1, 50])
def test_narrowed_list_query_count(client, rows, django_assert_num_queries):
    for service in SupportServiceFactory.create_batch(rows, counties=["Hampden"]):
        service.assistance.add(TermFactory())
        service.sub_industries.add(TermFactory(vocabulary=Vocabulary.SUB_INDUSTRY))
    query = {"people": "20", "where": "Springfield"}
    client.get("/support/", query)

    with django_assert_num_queries(4):
        client.get("/support/", query)


def test_page_tells_all_facts(client):
    service = AskedServiceFactory(
        employees_most=50, counties=["Hampden"], cost="free", cost_note="Lunch too.", how_to_ask="Call on a Monday."
    )

    html = client.get(service.get_absolute_url()).content.decode()

    for text in ("up to 50 people", "Hampden County", "Free of charge. Lunch too.", "Call on a Monday.", "/ask/"):
        assert text in html
    assert service.contact_email not in html


def test_page_without_requests_has_no_door_for_them(client):
    assert "/ask/" not in client.get(SupportServiceFactory().get_absolute_url()).content.decode()


@pytest.mark.parametrize(("days", "told"), [(60, False), (61, True)])
def test_page_says_when_nobody_confirmed_it(client, days, told):
    today = timezone.localdate()
    service = SupportServiceFactory(reviewed_on=today - timedelta(days=400), review_due_on=today - timedelta(days=days))

    html = client.get(service.get_absolute_url()).content.decode()

    assert ("Not confirmed since" in html) is told
    assert ("Last confirmed" in html) is not told
