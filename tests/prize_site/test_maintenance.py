"""The switch that closes the site, and the pages that need neither request nor database."""

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"


def test_closed_site_says_so_to_everybody_without_a_query(client, django_assert_num_queries):
    call_command("maintenance", "on", stdout=None)

    with django_assert_num_queries(0):
        responses = [client.get("/"), client.post("/account/login/"), client.get("/admin/")]

    for response in responses:
        assert response.status_code == 503
        assert response["Retry-After"] == "300"
        assert "We are back in a moment" in response.text


def test_probe_still_finds_the_site_well(client):
    call_command("maintenance", "on", stdout=None)

    assert client.get("/healthz").status_code == 200


def test_opened_site_is_open(client):
    call_command("maintenance", "on", stdout=None)
    call_command("maintenance", "off", stdout=None)

    assert client.get("/account/login/").status_code == 200


def test_turning_off_what_is_off_is_no_error():
    call_command("maintenance", "off", stdout=None)


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_page_for_trouble_stands_alone(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = render_to_string(name)

    assert "<h1>" in html


def test_form_without_its_token_is_told_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "somebody@example.org"})

    assert response.status_code == 403
    assert "Please send it again" in response.text


def test_missing_page_helps_to_search(client):
    text = client.get("/nothing-of-the-kind/").text

    assert 'action="/search/"' in text
    assert 'href="/support/"' in text
