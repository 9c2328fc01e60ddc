"""A company that may not enter reaches a support service in two clicks, and asks it for help."""

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import expect

from notices.models import Notice
from prizes.models import ServiceRequest
from tests.accounts.factories import PersonFactory
from tests.browser.road import stage
from tests.prizes.factories import AskedServiceFactory, EditionFactory, NumberRuleFactory, TermFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("support")]


@pytest.fixture
def edition():
    edition = EditionFactory(published=True)
    term = TermFactory(slug="growth", name="Growth advice")
    NumberRuleFactory(edition=edition, key="employees", least=5, most=None, reason="Too small yet.", assistance=term)
    service = AskedServiceFactory(name="First steps", employees_most=10, provider__name="Bay Extension")
    service.assistance.add(term)
    return edition


@pytest.fixture
def owner():
    owner = PersonFactory(name="Robin Ashfield", password=stage.PASSWORD)
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    return owner


def test_refused_company_asks_for_help(visit, tasks_wait, edition, owner):
    visitor = visit(owner)
    page = visitor.go(f"/nominations/start/{edition.pk}/")
    page.get_by_label("How many employees").fill("3")
    visitor.press("See the answer")
    expect(page.locator("main")).to_contain_text("Too small yet.")
    visitor.look("refusal")

    # First click: the service that fits. Second: its door.
    visitor.follow("First steps")
    expect(page.get_by_role("heading", level=1)).to_have_text("First steps")
    visitor.look("service")
    visitor.follow("Send a request")
    if "/account/login/" in page.url:
        visitor.sign_in()

    expect(page.get_by_role("heading", level=1)).to_contain_text("First steps")
    visitor.look("ask")
    page.get_by_label("Your company").fill("Ashfield Castings")
    page.get_by_label("What do you need?").fill("We are three and want to be ten.")
    page.get_by_label("I agree that my name").check()
    visitor.press("Send the request")

    expect(page.get_by_role("status").or_(page.locator(".messages"))).to_contain_text("on its way to Bay Extension")
    visitor.look("requests")
    assert ServiceRequest.objects.get().text == "We are three and want to be ten."
    assert Notice.objects.get(template="prizes.service_request").address.endswith("@provider.example")


def test_three_questions_are_answered_with_reasons(visit, edition):
    reader = visit()
    page = reader.go("/support/")
    page.get_by_label("How many people work in your company?").fill("8")
    page.get_by_label("Where is it?").fill("Springfield")
    page.get_by_label("Growth advice").check()
    reader.press("Show who fits")

    expect(page.locator("#found")).to_contain_text("1 service fits")
    expect(page.locator("#found")).to_contain_text("For companies of up to 10 people")
    reader.look("fits")
