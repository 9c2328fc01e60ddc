"""A company comes to the directory: it claims its place, fills it in by hand, and publishes it."""

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import expect

from network.models import CapabilityProfile
from tests.accounts.factories import OrganisationDomainFactory, OrganisationFactory, PersonFactory
from tests.browser.road import stage
from tests.network.factories import ProfileFactory
from tests.prizes.factories import PrizeFactory, TermFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("network-profile")]
ADDRESS = "quinn@quillfeather.example"


@pytest.fixture
def owner():
    company = OrganisationFactory(name=stage.COMPANY)
    OrganisationDomainFactory(organisation=company, domain="quillfeather.example")
    person = PersonFactory(email=ADDRESS, name="Quinn Quill")
    EmailAddress.objects.create(user=person, email=ADDRESS, verified=True, primary=True)
    for vocabulary in ("process", "material", "certification", "capability", "sub_industry"):
        for number in range(10):
            TermFactory(
                vocabulary=vocabulary, slug=f"{vocabulary}-{number}", name=f"{vocabulary.capitalize()} {number}"
            )
    return person


def test_company_claims_fills_and_publishes_its_profile(visit, tasks_wait, owner):
    PrizeFactory()
    ProfileFactory(organisation__name="Harrow Plating")
    company, reader = visit(owner), visit()

    claim(company)
    fill(company)
    publish(company)

    reader.go(CapabilityProfile.objects.get(organisation__name=stage.COMPANY).get_absolute_url())
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(stage.COMPANY)


def claim(company):
    page = company.go("/profile/claim/")
    page.get_by_label("Name of the company").fill("harrow")
    company.press("Find it")
    expect(page.get_by_label("Harrow Plating")).to_be_visible()
    page.get_by_label(stage.COMPANY).check()
    company.look("claim")
    company.press("Claim the company")
    expect(page.get_by_text("you speak for")).to_be_visible()


def fill(company):
    page = company.page
    page.get_by_label("What you make").fill("Castings that nobody stocks.")
    page.get_by_label("City or town").fill("Springfeld")
    page.locator("summary", has_text="Processes").click()
    group = page.locator("#processes")
    group.get_by_label("Find in this list").fill("process 7")
    expect(group.get_by_label("Process 3")).to_be_hidden()
    group.get_by_label("Process 7").check()
    expect(group.locator("summary")).to_contain_text("Process 7")
    page.get_by_label("Machine", exact=True).first.fill("Induction furnace")
    company.press("Add a machine")
    page.get_by_label("Machine", exact=True).last.fill("Shot blaster")
    company.look("profile")
    company.press("Save and publish")

    expect(page.get_by_role("alert")).to_contain_text("We know of no place")
    expect(page.get_by_label("What you make")).to_have_value("Castings that nobody stocks.")
    page.get_by_label("City or town").fill("Springfield")
    company.press("Save the draft")
    expect(page.locator("main").get_by_label("Machine", exact=True).nth(1)).to_have_value("Shot blaster")


def publish(company):
    company.follow("See it as buyers will")
    company.look("preview")
    company.press("Publish it")
    expect(company.page.locator("main")).to_contain_text("Published")
    company.look("my company")
