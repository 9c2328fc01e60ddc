"""The house answers a real browser, without an error on its console."""

import pytest
from django.test import Client
from wagtail.models import Site

from tests.accounts.factories import PersonFactory
from tests.showcase.factories import home_page

pytestmark = pytest.mark.django_db(transaction=True)


def test_sign_in_page_runs_nothing_that_its_policy_refuses(site):
    response = site.goto(f"{site.server.url}/account/login/")

    assert response.status == 200
    assert "default-src 'self'" in response.headers["content-security-policy"].split("; ")


def test_back_office_leads_to_the_sign_in_page(site):
    site.goto(f"{site.server.url}/admin/")

    assert site.url == f"{site.server.url}/account/login/?next=/admin/"


def test_back_office_works_under_its_policy(site, settings):
    """Page editor, rich text and date pickers start without anything refused; the fixture demands a silent console."""
    settings.DEMO = True
    sign_in(site, PersonFactory(is_superuser=True))
    top = Site.objects.get(is_default_site=True).root_page

    site.goto(f"{site.server.url}/admin/pages/{top.pk}/edit/")

    site.get_by_role("tab", name="Promote").click()
    assert site.get_by_label("Slug").is_visible()


def sign_in(site, person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = client.cookies["sessionid"]
    site.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site.server.url}])


def test_data_for_search_engines_passes_the_policy(site):
    """A block of data is no script: the strict policy says nothing of it, and the fixture demands a silent console."""
    home_page()

    response = site.goto(f"{site.server.url}/")

    assert "default-src 'self'" in response.headers["content-security-policy"].split("; ")
    assert site.locator('script[type="application/ld+json"]').count() > 0
