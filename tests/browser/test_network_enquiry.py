"""A startup finds who can make it near by and writes to one; the company answers, and only then each sees an address."""

import pytest
from playwright.sync_api import expect

from accounts.models import Person
from network.models import Enquiry
from prizes.enums import Vocabulary
from tests.browser.road import stage
from tests.network.factories import ClaimFactory, ProfileFactory
from tests.prizes.factories import PrizeFactory, TermFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("network_enquiry")]

STARTUP, KEEPER = "ines@northlight.example", "quinn@quillfeather.example"
NEED = "Eight gearbox covers, milled from plate to a tenth of a millimeter, with six bores each."
ANSWER = "We can start with a pair next week. Which alloy do you use?"


@pytest.fixture
def company():
    PrizeFactory()
    profile = ProfileFactory(organisation__name="Quillfeather Castings", open_to_pilots=True)
    milling = TermFactory(vocabulary=Vocabulary.PROCESS, name="Milling")
    profile.terms.add(milling)
    for name, place in (
        ("Fennimore Springs", "Marlborough"),
        ("Tarn Works", "Lowell"),
        ("Westward Tool", "Pittsfield"),
    ):
        ProfileFactory(organisation__name=name, place=place).terms.add(milling)
    ClaimFactory(organisation=profile.organisation, person=stage.person("Quinn Quill", KEEPER))
    return profile


def describe(visitor):
    visitor.page.get_by_label("What do you need, in one line?").fill("Eight gearbox covers")
    visitor.page.get_by_label("Describe it").fill(NEED)
    visitor.page.get_by_label("For which company do you ask?").fill("Northlight Robotics")


def find(visitor, name):
    """Of those that mill within forty miles of Worcester."""
    page = visitor.go("/companies/")
    page.get_by_label("Near", exact=True).fill("Worcester")
    page.get_by_label("Within", exact=True).select_option("40 miles")
    visitor.press("Search")
    page.get_by_label("Milling").check()
    expect(page.locator(".search-count")).to_contain_text("3 results")
    visitor.follow(name)


def test_startup_writes_and_both_see_addresses_once_the_company_answers(company, visit, tasks_wait):
    founder, keeper = visit(stage.person("Ines Calder", STARTUP)), visit(Person.objects.get(email=KEEPER))

    find(founder, company.organisation.name)
    founder.follow("Write to this company")
    founder.look("write to a company")
    describe(founder)
    founder.press("Send the enquiry")
    founder.sign_in()
    expect(founder.page.get_by_label("Describe it")).to_have_value(NEED)
    founder.press("Send the enquiry")
    sent = founder.page.locator("main")
    expect(sent).to_contain_text("Waits for an answer")
    expect(sent).not_to_contain_text(KEEPER)
    founder.look("enquiry sent")
    own_page = founder.page.url

    keeper.go("/enquiries/")
    keeper.look("enquiries")
    keeper.follow("Eight gearbox covers")
    received = keeper.page.locator("main")
    expect(received).to_contain_text("Northlight Robotics")
    expect(received).to_contain_text(NEED)
    expect(received).not_to_contain_text(STARTUP)
    expect(received).not_to_contain_text("Ines Calder")
    keeper.look("enquiry received")
    keeper.page.get_by_label("Your answer").fill(ANSWER)
    keeper.press("Answer, and exchange addresses")
    expect(keeper.page.locator("main")).to_contain_text(STARTUP)

    founder.page.goto(own_page)
    expect(founder.page.locator("main")).to_contain_text(ANSWER)
    expect(founder.page.locator("main")).to_contain_text(KEEPER)


def test_need_finds_its_companies_in_two_steps(visit, tasks_wait, company):
    founder = visit(stage.person("Ines Calder", STARTUP))

    founder.go("/enquiries/new/")
    describe(founder)
    founder.page.get_by_label("Process").select_option(label="Milling")
    founder.page.get_by_label("How many pieces?").fill("8")
    founder.press("See which companies fit")
    founder.sign_in()
    founder.look("companies that fit")
    expect(founder.page.locator("main")).to_contain_text("Open to prototypes and pilots")
    founder.page.get_by_label("Quillfeather Castings").check()
    founder.press("Send the enquiry")

    expect(founder.page.locator("body")).to_contain_text("Your enquiry is on its way to 1 company.")
    assert Enquiry.objects.get().recipients.get().profile == company
