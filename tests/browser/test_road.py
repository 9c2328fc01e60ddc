"""The whole road, once, in a real browser: enter, screen, assign, judge, decide, release, approve, announce, find."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Person
from nominations.models import Nomination
from tests.browser import stage

pytestmark = pytest.mark.django_db(transaction=True)

COMPANY, TITLE = "Quillfeather Castings", "Printed sand molds for castings nobody stocks"
OTHERS = {"Harrow Plating": "A bath that cleans itself", "Sedgewick Gauges": "Gauges that ask to be calibrated"}
JURORS = {
    "ada@oem.example": "Ada Anvil",
    "bram@university.example": "Bram Borer",
    "cleo@agency.example": "Cleo Collet",
}


class Visitor:
    """One person at a browser of their own. No error of a script is let through."""

    def __init__(self, context, home, who=None):
        self.context, self.home, self.who = context, home, who
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def go(self, path):
        response = self.page.goto(self.home + path)
        assert response.status == 200, (path, response.status)
        return self.page

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()

    def look(self):
        assert stage.complaints(self.page) == []

    def sign_in(self, code=None):
        """Through the sign-in page, with the code of their app where their role asks for one."""
        self.page.fill("input[name=login]", self.who.email)
        self.page.fill("input[name=password]", stage.PASSWORD)
        self.page.press("input[name=password]", "Enter")
        if self.who.authenticator_set.exists():
            self.page.fill("input[name=code]", stage.code_of(self.who))
            self.page.press("input[name=code]", "Enter")
        self.page.wait_for_url(lambda url: "/account/" not in url)


@pytest.fixture
def clock():
    """Time goes on from now, and the test may move it forward for everybody."""
    with time_machine.travel(timezone.now(), tick=True) as traveller:
        yield lambda moment: traveller.move_to(moment + timedelta(minutes=1))


@pytest.fixture
def visit(new_context, live_server, settings):
    """`visit(somebody)`: their browser. None of their pages may have met an error of a script."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    there = []

    def come(who=None):
        there.append(Visitor(new_context(viewport={"width": 1280, "height": 900}), live_server.url, who))
        return there[-1]

    yield come
    assert [visitor.errors for visitor in there] == [[] for visitor in there]


def test_the_road(visit, clock):
    prize, edition = stage.open_prize()
    office = stage.trusted("Olive Office", "olive@prize.example", "secretariat", prize)
    for company, title in OTHERS.items():
        stage.enter(edition, company, title)

    entrant = visit()
    enter_the_contest(entrant)
    nomination = Nomination.objects.get(organisation__name=COMPANY)

    clock(edition.closes_at)
    screen(visit(office), nomination)
    round = stage.call_a_jury(edition, office, JURORS)
    jurors = [visit() for _ in JURORS]
    for juror, (address, name) in zip(jurors, JURORS.items(), strict=True):
        take_a_seat(juror, address, name)
    stage.assign_everything(round, office)

    clock(round.opens_at)
    judge(jurors[0], levels={TITLE: "55545"})
    judge(jurors[1], levels={TITLE: "54454"}, tied_to="Sedgewick Gauges")
    judge(jurors[2], levels={TITLE: "45544"})

    clock(round.closes_at)


def enter_the_contest(entrant):
    """From the front page to the receipt, by somebody whom the house has never seen."""
    page = entrant.go("/")
    entrant.follow("Check whether you can enter")
    answer_the_screener(entrant)
    sign_up(entrant)
    page.get_by_label("Product and process innovation").check()
    page.get_by_label("Name of your company").fill(COMPANY)
    entrant.press("Start the draft")
    write_the_draft(entrant)
    submit_the_draft(entrant)


def answer_the_screener(entrant):
    page = entrant.page
    page.get_by_role("group", name="Do you manufacture at a site").get_by_label("No").check()
    page.get_by_label("We make products of our own").check()
    page.get_by_label("How many people do you employ").fill("42")
    page.get_by_label("For how many full years").fill("19")
    page.get_by_role("group", name="Is the innovation in regular use").get_by_label("Yes").check()
    page.get_by_role("group", name="unresolved violations").get_by_label("No").check()
    entrant.press("See the answer")
    expect(page.locator("main")).to_contain_text("The prize is for companies that make goods in Massachusetts.")
    entrant.look()
    page.get_by_role("group", name="Do you manufacture at a site").get_by_label("Yes").check()
    entrant.press("See the answer")
    expect(page.get_by_role("heading", name="Your company can enter")).to_be_visible()


def sign_up(entrant):
    page = entrant.page
    entrant.follow("Make an account")
    page.get_by_label("Your name").fill("Quinn Quill")
    page.get_by_label("Email").fill("quinn@quillfeather.example")
    page.fill("input[name=password1]", "sand and resin 1912")
    page.fill("input[name=password2]", "sand and resin 1912")
    entrant.press("Sign Up")
    expect(page.locator("main")).to_contain_text(re.compile("verif", re.IGNORECASE))
    page.goto(stage.link_to("quinn@quillfeather.example", "/account/"))
    entrant.press("Confirm")
    page.wait_for_load_state()


def write_the_draft(entrant):
    """Section by section. In the middle of it the connection is lost, and comes back."""
    page = entrant.page
    expect(page.get_by_role("heading", name="The company", exact=True)).to_be_visible()
    answer_every_question(page)
    entrant.look()
    entrant.press("Save and go on")
    expect(page.get_by_role("heading", name="The innovation", exact=True)).to_be_visible()
    page.get_by_label("A title for your entry").fill(TITLE)
    write_without_connection(entrant)
    for heading in ("The innovation", "The way there", "The effect", "What others can learn"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        answer_every_question(page)
        entrant.press("Save and go on")


def write_without_connection(entrant):
    page = entrant.page
    question = page.locator("[data-question=situation]")
    entrant.context.set_offline(True)
    question.locator("textarea").fill("Written on the train, between two tunnels.")
    expect(question).to_contain_text("Not saved")
    expect(question.locator("[data-save-state]")).not_to_contain_text("Saved at")

    entrant.context.set_offline(False)
    expect(question.locator("[data-save-state]")).to_contain_text("Saved at", timeout=40_000)
    page.reload()
    expect(question.locator("textarea")).to_have_value("Written on the train, between two tunnels.")


def answer_every_question(page):
    """What is still empty of this section, each field in the way it wants."""
    for question in page.locator("[data-answer-url]").all():
        answer(question)
    expect(page.get_by_text("Not saved")).to_have_count(0)


def answer(question):
    kind = question.get_attribute("data-kind")
    if kind in ("choice", "choices", "yes_no"):
        question.locator("input[type=radio], input[type=checkbox]").first.check()
    elif kind in ("short_text", "long_text"):
        field = question.locator("input[type=text], textarea").first
        if not field.input_value():
            field.fill("We measured for a month, changed one thing a week, and kept what held.")
    elif kind != "link":
        for field in question.locator("input:not([type=hidden])").all():
            field.fill("42")


def submit_the_draft(entrant):
    page = entrant.page
    expect(page.get_by_role("heading", name="Check and submit")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Nothing is missing.")
    entrant.look()
    page.get_by_label("I have read the terms").check()
    page.get_by_label("If we win").check()
    entrant.press("Submit the nomination")
    expect(page.get_by_role("heading", name="Your nomination is with us")).to_be_visible()
    assert TITLE in receipts_of("quinn@quillfeather.example")[-1].body
    entrant.follow("My nominations")
    expect(page.locator("main")).to_contain_text("The prize office checks whether it meets the conditions.")
    entrant.look()


def receipts_of(address):
    return [message for message in mail.outbox if address in message.to]


def screen(office, nomination):
    """In the back office: one by its own page, the others together from the list."""
    page = office.go("/admin/")
    office.sign_in()
    page.get_by_role("link", name="Nominations", exact=True).click()
    page.get_by_role("link", name=nomination.title).click()
    expect(page.locator("main")).to_contain_text("Screen it")
    office.follow("Found eligible")
    office.press("It is eligible")
    expect(page.locator("main")).to_contain_text("It takes part")

    page.get_by_role("link", name="Nominations", exact=True).click()
    for title in OTHERS.values():
        page.get_by_role("row").filter(has_text=title).get_by_role("checkbox").check()
    office.follow("Find the ticked nominations eligible")
    office.press("They are eligible")
    expect(page.get_by_role("row").filter(has_text="Eligible")).to_have_count(3)


def take_a_seat(juror, address, name):
    """By the link in the mail: an account, and the seat."""
    page = juror.page
    page.goto(stage.link_to(address, "/invitations/"))
    expect(page.locator("main")).to_contain_text("judge on the panel")
    juror.look()
    juror.follow("Make an account")
    page.get_by_label("Your name").fill(name)
    expect(page.locator("input[name=email]")).to_have_value(address)
    page.fill("input[name=password1]", stage.PASSWORD)
    page.fill("input[name=password2]", stage.PASSWORD)
    juror.press("Sign Up")
    juror.press("Accept")
    expect(page.get_by_role("heading", name="Your judging")).to_be_visible()
    juror.who = Person.objects.get(email=address)


def judge(juror, *, levels, tied_to=""):
    """Pledge, declare, score every entry by keyboard, hand in."""
    page = juror.go("/judging/")
    juror.sign_in()
    expect(page.get_by_role("heading", name="Your judging")).to_be_visible()
    juror.follow("Sign the pledge")
    page.get_by_label("I pledge it").check()
    juror.press("Sign the pledge")
    declare(juror, tied_to)
    juror.look()
    if tied_to:
        expect(page.locator("main")).not_to_contain_text(OTHERS[tied_to])
    juror.follow("Judge ")
    for _ in range(3 - bool(tied_to)):
        score(juror, levels)
    juror.follow("My marks side by side")
    expect(page.locator("main")).not_to_contain_text(OTHERS.get(tied_to, "No such title"))
    juror.look()
    juror.follow("Hand in")
    juror.press("Hand in")
    expect(page.locator("main")).to_contain_text("handed in")


def declare(juror, tied_to):
    page = juror.page
    expect(page.get_by_role("heading", name="Does anything tie you")).to_be_visible()
    juror.look()
    for company in [COMPANY, *OTHERS]:
        card = page.get_by_role("group", name=company, exact=True)
        if company == tied_to:
            card.get_by_label("I should not judge it").check()
            card.get_by_label("It competes with my employer").check()
        else:
            card.get_by_label("Nothing ties me to it").check()
    juror.press("Declare")


def score(juror, levels):
    """Digits choose the levels; each mark is saved by itself before the next entry opens."""
    page = juror.page
    title = page.locator("h1").inner_text()
    juror.look()
    page.locator("h1").click()
    for key in levels.get(title, "33333"):
        page.keyboard.press(key)
    page.get_by_label("Comment for the entrant").fill(f"{title}: we would like to see it run.")
    page.get_by_label("Private note").focus()
    for place in page.locator("form[data-scorecard] [data-answer-url]").filter(has_not_text="Private note").all():
        if "Comment for the jury" not in place.inner_text():
            expect(place.locator("[data-save-state]")).to_contain_text("Saved at")
    juror.press("Save and go to the next")
    expect(page.locator("h1")).not_to_have_text(title)
