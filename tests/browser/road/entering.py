"""What the entrant does: from the front page to the receipt, and at the end the outcome."""

import re

from playwright.sync_api import expect

from accounts.models import Person
from tests.browser.road import stage


def enter_the_contest(entrant):
    """From the front page to the receipt, by somebody whom the house has never seen."""
    page = entrant.go("/")
    entrant.follow("Check whether you can enter")
    answer_the_screener(entrant)
    sign_up(entrant)
    page.get_by_label("Product and process innovation").check()
    page.get_by_label("Name of your company").fill(stage.COMPANY)
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
    entrant.look("screener")
    page.get_by_role("group", name="Do you manufacture at a site").get_by_label("Yes").check()
    entrant.press("See the answer")
    expect(page.get_by_role("heading", name="Your company can enter")).to_be_visible()


def sign_up(entrant):
    page = entrant.page
    entrant.follow("Make an account")
    page.get_by_label("Your name").fill("Quinn Quill")
    page.get_by_label("Email").fill("quinn@quillfeather.example")
    page.fill("input[name=password1]", stage.PASSWORD)
    page.fill("input[name=password2]", stage.PASSWORD)
    entrant.press("Sign Up")
    expect(page.locator("main")).to_contain_text(re.compile("verif", re.IGNORECASE))
    page.goto(stage.link_to("quinn@quillfeather.example", "/account/"))
    entrant.press("Confirm")
    expect(page.get_by_role("heading", name="Start a nomination")).to_be_visible()
    entrant.who = Person.objects.get(email="quinn@quillfeather.example")


def write_the_draft(entrant):
    """Section by section. In the middle of it the connection is lost, and comes back."""
    page = entrant.page
    expect(page.get_by_role("heading", name="The company", exact=True)).to_be_visible()
    answer_every_question(page)
    entrant.look("draft")
    entrant.press("Save and go on")
    expect(page.get_by_role("heading", name="The innovation", exact=True)).to_be_visible()
    page.get_by_label("A title for your entry").fill(stage.TITLE)
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
    entrant.look("submit")
    page.get_by_label("I have read the terms").check()
    page.get_by_label("If we win").check()
    entrant.press("Submit the nomination")
    expect(page.get_by_role("heading", name="Your nomination is with us")).to_be_visible()
    assert stage.TITLE in stage.mails_to("quinn@quillfeather.example")[-1].body
    entrant.follow("My nominations")
    expect(page.locator("main")).to_contain_text("The prize office checks whether it meets the conditions.")
    entrant.look("my nominations")


def read_the_outcome(entrant):
    page = entrant.go("/nominations/")
    entrant.follow("Answer")
    page.get_by_label("We accept the award").check()
    entrant.press("Send our answer")
    expect(page.locator("main")).to_contain_text("You have accepted this award.")
    entrant.go("/nominations/")
    entrant.follow("Read the outcome")
    expect(page.locator("main")).to_contain_text("Winner")
    expect(page.get_by_text("The jury's feedback is being prepared")).to_be_visible()
    entrant.look("outcome")


def approve(company, door="/approve/"):
    """By the signed link, without an account."""
    page = company.page
    page.goto(stage.link_to("quinn@quillfeather.example", door))
    expect(page.locator("main")).to_contain_text(stage.COMPANY)
    company.look(f"approval at {door}")
    page.get_by_label("We approve this text").check()
    page.get_by_label("Your name").fill("Quinn Quill")
    company.press("Send our answer")
    expect(page.locator("main")).to_contain_text("Thank you")
