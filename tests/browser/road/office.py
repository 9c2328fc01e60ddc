"""What the prize office and its auditor and editor do, in the back office and on the pages of a round."""

from playwright.sync_api import expect

from showcase.models import WinnerPage
from tests.browser.road import stage


def screen(office, nomination):
    """In the back office: one by its own page, the others together from the list."""
    page = office.go("/admin/")
    page.get_by_role("link", name="Nominations", exact=True).click()
    page.get_by_role("link", name=nomination.title).click()
    expect(page.locator("main")).to_contain_text("Screen it")
    office.follow("Found eligible")
    office.press("It is eligible")
    expect(page.locator("main")).to_contain_text("It takes part")

    page.get_by_role("link", name="Nominations", exact=True).click()
    for title in stage.OTHERS.values():
        page.get_by_role("row").filter(has_text=title).get_by_role("checkbox").check()
    office.follow("Find the ticked nominations eligible")
    office.press("They are eligible")
    expect(page.get_by_role("row").filter(has_text="Eligible")).to_have_count(3)


def call_a_jury(office, edition):
    """A panel for the category, a mail to each juror and to the chair."""
    page = office.go("/admin/")
    page.get_by_role("button", name="Judging").click()
    page.get_by_role("link", name="Panels").click()
    office.follow("Add panel")
    page.locator("#id_round").select_option(label=f"Scoring, {edition}")
    page.fill("#id_name", "Makers")
    page.get_by_label("Product and process innovation").check()
    office.press("Create")
    for address in [*stage.JURORS, stage.CHAIR]:
        office.choose("Makers", "Invite a juror")
        page.get_by_label("E-mail address").fill(address)
        if address == stage.CHAIR:
            page.get_by_label("Part").select_option("Chair")
            page.get_by_label("Scores entries").uncheck()
        office.press("Invite")
        expect(page.locator("main")).to_contain_text(f"{address} is invited")


def assign(office):
    """All entries of the round to all jurors, by rows and columns, with the plan in view first."""
    page = office.go("/admin/round/")
    office.choose("Scoring", "Take in the entries")
    office.press("Take them in")
    expect(page.locator("main")).to_contain_text("3 entries came into")
    office.choose("Scoring", "Assign")
    for company in [stage.COMPANY, *stage.OTHERS]:
        page.get_by_label(company).first.check()
    for name in stage.JURORS.values():
        page.get_by_label(name).check()
    office.press("Show the plan")
    expect(page.get_by_role("heading", name="9 pairs to assign")).to_be_visible()
    office.press("Assign 9 pairs")
    expect(page.locator("main")).to_contain_text("9 pairs are assigned.")


def release(auditor):
    page = auditor.go("/judging/releases/")
    auditor.follow("Look and release")
    auditor.look("release")
    auditor.press("Release the results")
    expect(page.locator("main")).to_contain_text("The second key was turned.")


def set_the_announcement(office, edition, told_at, shown_at):
    page = office.go("/admin/round/")
    office.choose("Scoring", "Progress, results, announcement")
    office.follow("Announcement")
    for outcome in ("Winner", "Finalist", "Not selected"):
        page.get_by_role("row").filter(has_text=outcome).get_by_role("link", name="Set").click()
        page.get_by_label("Entrants").fill(wall_clock(told_at, edition))
        if outcome != "Not selected":
            page.get_by_label("The public").fill(wall_clock(shown_at, edition))
        office.press("Set the times")
    office.look("announcements")


def wall_clock(moment, edition):
    return moment.astimezone(edition.zone).strftime("%Y-%m-%dT%H:%M")


def ask_the_company(office):
    page = office.go("/admin/")
    office.follow("Awards")
    office.choose(stage.COMPANY, "Write the citation")
    page.get_by_label("Citation").fill("A foundry that prints what nobody stocks.")
    office.press("Save the citation")
    office.choose(stage.COMPANY, "Ask for approval")
    office.press("Send the link")
    expect(page.locator("main")).to_contain_text("The link is on its way")


def let_through(editor):
    """Wagtail's workflow: submitted, and approved."""
    page = editor.go(f"/admin/pages/{WinnerPage.objects.get(award__company_name=stage.COMPANY).pk}/edit/")
    for act in ("Submit to Editor approves", "Approve"):
        page.get_by_role("navigation", name="Actions (footer)").get_by_role("button", name="More actions").click()
        page.get_by_role("button", name=act, exact=True).click()
        page.wait_for_url("**/admin/pages/*/")
        page.go_back()
        page.reload()
    expect(page.locator("main")).to_contain_text("has approved this text")
