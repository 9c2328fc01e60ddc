import pytest

from prizes.models import SupportService
from search import engines
from search.query import Query
from tests.accounts.factories import OrganisationFactory
from tests.prizes.factories import SupportServiceFactory, TermFactory

pytestmark = pytest.mark.django_db


def search(text):
    return engines.current().search(Query(text))


def test_support_list_shows_public_services_only(client):
    SupportServiceFactory(name="Lean coaching")
    SupportServiceFactory(name="Secret help", published=False)

    html = client.get("/support/").content.decode()

    assert "Lean coaching" in html
    assert "Secret help" not in html


def test_support_list_narrows_by_assistance(client):
    training, money = TermFactory(name="Training", slug="training"), TermFactory(name="Money", slug="money")
    SupportServiceFactory(name="Welding school").assistance.add(training)
    SupportServiceFactory(name="Growth fund").assistance.add(money)

    html = client.get("/support/", {"assistance": "training"}).content.decode()

    assert "Welding school" in html
    assert "Growth fund" not in html


@pytest.mark.parametrize("number", [1, 3])
def test_support_list_query_count(client, number, django_assert_num_queries):
    for service in SupportServiceFactory.create_batch(number):
        service.assistance.add(TermFactory())
    client.get("/support/")

    with django_assert_num_queries(4):
        client.get("/support/")


def test_support_page_shows_a_service(client):
    service = SupportServiceFactory(name="Lean coaching", website="https://help.example/")
    service.assistance.add(TermFactory(name="Training"))

    html = client.get(service.get_absolute_url()).content.decode()

    assert all(text in html for text in ["Lean coaching", service.provider.name, "Training", "https://help.example/"])


def test_support_page_of_an_unpublished_service_is_not_there(client):
    service = SupportServiceFactory(published=False)

    assert client.get(service.get_absolute_url()).status_code == 404


def test_service_is_found_by_name_provider_and_assistance():
    service = SupportServiceFactory(name="Lean coaching", provider=OrganisationFactory(name="Anvil Institute"))
    service.assistance.add(TermFactory(name="Process training"))

    for text in ("coaching", "anvil", "process training"):
        assert [hit.url for hit in search(text).hits] == [service.get_absolute_url()]


def test_service_leaves_the_index_when_it_is_unpublished_or_deleted():
    service, other = SupportServiceFactory(name="Lean coaching"), SupportServiceFactory(name="Lean clinic")

    service.published = False
    service.save()
    SupportService.objects.get(pk=other.pk).delete()

    assert search("lean").total == 0


def test_service_follows_its_provider_and_terms():
    service = SupportServiceFactory()
    term = TermFactory(name="Training")
    service.assistance.add(term)

    service.provider.name = "Renamed Works"
    service.provider.save()
    term.name = "Schooling"
    term.save()

    assert search("renamed works").total == search("schooling").total == 1
    assert search("training").total == 0


def test_service_follows_a_change_of_its_terms_from_either_side():
    service, term = SupportServiceFactory(), TermFactory(name="Training")

    term.support_services.add(service)
    assert search("training").total == 1

    service.assistance.clear()
    assert search("training").total == 0


def test_service_follows_when_its_terms_go(django_capture_on_commit_callbacks):
    service, term, other = SupportServiceFactory(), TermFactory(name="Training"), TermFactory(name="Testing")
    service.assistance.set([term, other])

    with django_capture_on_commit_callbacks(execute=True):
        term.delete()
        other.support_services.clear()

    assert search("training").total == search("testing").total == 0
