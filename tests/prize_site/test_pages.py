import pytest
from django.template.loader import get_template

from tests.accounts.factories import PersonFactory, staff

pytestmark = pytest.mark.django_db


def test_missing_page_is_told_in_the_house_look(client):
    response = client.get("/nothing-of-the-kind/")

    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_failed_page_needs_no_request_and_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = get_template("500.html").render()

    assert "Something failed on our side" in page


@pytest.mark.parametrize(("demo", "shown"), [(True, True), (False, False)])
def test_demonstration_says_that_it_is_one(client, settings, demo, shown):
    settings.DEMO = demo

    assert ("Demonstration." in client.get("/account/login/").content.decode()) is shown


def test_stranger_is_offered_to_sign_in_and_staff_the_back_office(client):
    assert ">Sign in</a>" in client.get("/account/login/").content.decode()

    client.force_login(staff())

    assert '<a href="/admin/">Back office</a>' in client.get("/account/email/").content.decode()


def test_neighbour_is_not_told_of_the_back_office(client):
    client.force_login(PersonFactory())

    assert "Back office" not in client.get("/account/email/").content.decode()
