"""A large manufacturer nominates two suppliers: one accepts, one declines, and the nominator sees no more than that."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from accounts.actions import affiliate, create_organisation
from nominations.models import Nomination
from tests.browser.road import stage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("network_nominate")]
PRAISE = "They found the fault in our own drawing."
COMPANIES = {"Quillfeather Castings": "quinn@quillfeather.example", "Harrow Plating": "hal@harrow.example"}


def test_two_suppliers_are_nominated_and_answer(visit, clock):
    stage.open_prize()
    buyer = visit(buyer_of("Granite Aero"))
    accepting, declining = visit(), visit()

    nominate(buyer)
    accept(accepting, path_of(COMPANIES["Quillfeather Castings"]))
    decline(declining, path_of(COMPANIES["Harrow Plating"]))
    see_how_far_they_came(buyer)


def buyer_of(name):
    person = stage.person("Petra Purchase", "petra@granite.example")
    affiliate(person=person, organisation=create_organisation(name=name, by=None, kind="oem"), by=None)
    return person


def path_of(address):
    return urlsplit(stage.link_to(address, "/nominate/answer/")).path


def nominate(buyer):
    page = buyer.go("/industry/")
    buyer.look("industry door")
    buyer.follow("Nominate a company")
    buyer.follow("Sign in to nominate")
    buyer.sign_in()
    expect(page.get_by_label("for Granite Aero")).to_be_checked()
    for number, (company, address) in enumerate(COMPANIES.items()):
        if number:
            buyer.press("Add another company")
        name_company(page.locator(".nominee").nth(number), company, address)
    buyer.look("nominate")
    buyer.press("Nominate and write to them")
    expect(page.get_by_role("heading", name="Companies you nominated")).to_be_visible()
    expect(page.locator("body")).to_contain_text("We have written to the 2 companies.")


def name_company(row, company, address):
    row.get_by_label("Company", exact=True).fill(company)
    row.get_by_label("E-mail address of somebody there").fill(address)
    row.get_by_label("Category").select_option("Product and process innovation")
    row.get_by_label("Why this company").fill(PRAISE)


def accept(owner, path):
    page = owner.go(path)
    expect(page.locator("main")).to_contain_text(PRAISE)
    expect(page.locator("main")).to_contain_text("Petra Purchase, Granite Aero")
    owner.look("nominated")
    owner.follow("Make an account")
    page.get_by_label("Your name").fill("Quinn Quill")
    page.fill("input[name=password1]", stage.PASSWORD)
    page.fill("input[name=password2]", stage.PASSWORD)
    owner.press("Sign Up")
    owner.press("Accept and begin")
    expect(page.locator("main")).to_contain_text("You have accepted.")
    answer_the_conditions(owner)
    expect(page.get_by_role("heading", name="The company", exact=True)).to_be_visible()


def answer_the_conditions(owner):
    page = owner.page
    page.get_by_role("group", name="Do you manufacture at a site").get_by_label("Yes").check()
    page.get_by_label("We make products of our own").check()
    page.get_by_label("How many people do you employ").fill("42")
    page.get_by_label("For how many full years").fill("19")
    page.get_by_role("group", name="Is the innovation in regular use").get_by_label("Yes").check()
    page.get_by_role("group", name="unresolved violations").get_by_label("No").check()
    owner.press("See the answer")


def decline(owner, path):
    page = owner.go(path)
    page.get_by_label("A word to the prize office").fill("We are moving this spring.")
    owner.press("Decline")
    expect(page.get_by_role("heading", name="You have declined")).to_be_visible()


def see_how_far_they_came(buyer):
    secret = "Castings that nobody else can pour"
    Nomination.objects.filter(organisation__name="Quillfeather Castings").update(title=secret)
    page = buyer.go("/nominate/mine/")
    rows = page.locator(".nominee-list > li")
    expect(rows.filter(has_text="Quillfeather Castings")).to_contain_text("Accepted, writing its entry")
    expect(rows.filter(has_text="Harrow Plating")).to_contain_text("Declined")
    expect(page.locator("main")).not_to_contain_text(secret)
    expect(page.locator("main")).not_to_contain_text("We are moving this spring.")
    expect(page.get_by_role("button", name="Remind once")).to_have_count(0)
    buyer.look("nominated companies")
