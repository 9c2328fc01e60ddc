"""The house answers a real browser, without an error on its console."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_sign_in_page_runs_nothing_that_its_policy_refuses(site):
    response = site.goto(f"{site.server.url}/account/login/")

    assert response.status == 200
    assert response.headers["content-security-policy"].startswith("default-src 'self'")


def test_back_office_leads_to_the_sign_in_page(site):
    site.goto(f"{site.server.url}/admin/")

    assert site.url == f"{site.server.url}/account/login/?next=/admin/"
