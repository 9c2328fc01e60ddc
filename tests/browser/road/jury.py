"""What jurors and their chair do: seat, pledge, ties, keys, hand-in; seals and decisions."""

from playwright.sync_api import expect

from accounts.models import Person
from tests.browser.road import stage


def take_the_chair(chair):
    """Somebody who has an account already."""
    page = chair.page
    page.goto(stage.link_to(stage.CHAIR, "/invitations/"))
    expect(page.locator("main")).to_contain_text("chair the panel")
    page.locator("main").get_by_role("link", name="Sign in").click()
    chair.sign_in()
    chair.press("Accept")
    expect(page.get_by_role("heading", name="Your judging")).to_be_visible()


def take_a_seat(juror, address, name):
    """By the link in the mail: an account, and the seat."""
    page = juror.page
    page.goto(stage.link_to(address, "/invitations/"))
    expect(page.locator("main")).to_contain_text("judge on the panel")
    juror.look("invitation")
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
    expect(page.get_by_role("heading", name="Your judging")).to_be_visible()
    juror.follow("Sign the pledge")
    page.get_by_label("I pledge it").check()
    juror.press("Sign the pledge")
    declare(juror, tied_to)
    juror.look("queue")
    if tied_to:
        expect(page.locator("main")).not_to_contain_text(stage.OTHERS[tied_to])
    juror.follow("Judge ")
    for _ in range(3 - bool(tied_to)):
        score(juror, levels)
    juror.follow("My marks side by side")
    expect(page.locator("main")).not_to_contain_text(stage.OTHERS.get(tied_to, "No such title"))
    juror.look("my marks")
    juror.follow("Hand in")
    juror.press("Hand in")
    expect(page.locator("main")).to_contain_text("handed in")


def declare(juror, tied_to):
    page = juror.page
    expect(page.get_by_role("heading", name="Does anything tie you")).to_be_visible()
    juror.look("declare")
    for company in [stage.COMPANY, *stage.OTHERS]:
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
    juror.look("entry")
    page.locator("h1").click()
    page.keyboard.press("1")
    expect(page.locator("form[data-scorecard] input:checked")).to_have_count(0)
    page.get_by_role("link", name="Scorecard").click()
    for key in levels.get(title, "33333"):
        page.keyboard.press(key)
    page.get_by_label("Comment for the entrant").fill(f"{title}: we would like to see it run.")
    page.get_by_label("Private note").focus()
    for place in page.locator("form[data-scorecard] [data-answer-url]").filter(has_not_text="Private note").all():
        if "Comment for the jury" not in place.inner_text():
            expect(place.locator("[data-save-state]")).to_contain_text("Saved at")
    juror.press("Save and go to the next")
    expect(page.locator("h1")).not_to_have_text(title)


def lead(chair):
    """Seal the figures, decide on every entry, seal the decisions."""
    page = chair.go("/judging/")
    chair.follow("Lead ")
    chair.look("progress")
    chair.follow("Results")
    expect(page.get_by_role("row").nth(1)).to_contain_text(stage.COMPANY)
    chair.look("results")
    chair.follow("Seal the figures")
    chair.press("Seal the figures")
    expect(page.locator("main")).to_contain_text("The full model is running")
    stage.work()
    expect(page.locator("main")).to_contain_text("The figures are sealed")
    for company, outcome in {
        stage.COMPANY: "Winner",
        "Harrow Plating": "Finalist",
        "Sedgewick Gauges": "Not selected",
    }.items():
        chair.follow("Decisions")
        page.get_by_role("row").filter(has_text=company).get_by_role("link", name="Decide").click()
        page.get_by_label(outcome).check()
        page.get_by_label("Reason").fill("Read by three, discussed, agreed.")
        chair.press("Record the decision")
    chair.look("decisions")
    chair.follow("Seal the decisions")
    chair.press("Seal the decisions")
    expect(page.locator("main")).to_contain_text("Decisions sealed by Cyra Chair")
