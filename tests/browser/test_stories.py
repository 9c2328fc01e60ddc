"""A story from an editor's empty form to a reader who looks for it without a mouse, and a company's word on its own page."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect
from wagtail.images.tests.utils import get_test_image_file

from home.models import StoryPage
from prizes.enums import Vocabulary
from showcase.models import Award
from tests.browser.road import stage
from tests.browser.road.entering import approve
from tests.home.factories import site_of
from tests.prizes.factories import PrizeFactory, TermFactory
from tests.showcase.factories import announce, asked, awarded, mark_ready, publish_due, showcase_of, story

pytestmark = pytest.mark.django_db(transaction=True)

TITLE, SPEAKER = "A furnace that waits", "quinn@quillfeather.example"


@pytest.fixture
def prize():
    return PrizeFactory()


@pytest.fixture
def index(prize):
    return site_of(prize)


def test_story_goes_public_with_the_word_of_its_company_and_of_a_second_editor(visit, tasks_wait, prize, index):
    writer = visit(stage.trusted("Edwin Editor", "edwin@prize.example", "editor", prize))
    second = visit(stage.trusted("Edda Editor", "edda@prize.example", "editor", prize))
    reader, company = visit(), visit()

    write(writer, index)
    draft = StoryPage.objects.get(title=TITLE)
    writer.follow("Ask the company for approval")
    writer.page.get_by_label("Send the link to").fill(SPEAKER)
    writer.press("Send the link")
    expect(writer.page.locator("main")).to_contain_text(f"The link is on its way to {SPEAKER}.")
    more(writer, draft, "Submit to Editor approves")
    expect(reader.go(index.url).locator("main")).not_to_contain_text(TITLE)

    approve(company, "/approve-story/")
    expect(reader.go(index.url).locator("main")).not_to_contain_text(TITLE)

    page = second.go("/admin/")
    page.get_by_role("link", name=TITLE).first.click()
    more(second, draft, "Approve")

    reader.go(index.url)
    reader.follow(TITLE)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.page.get_by_role("img", name="A furnace with its door open")).to_be_visible()
    reader.look("story")


def test_story_without_the_word_of_its_company_is_published_by_no_button(visit, prize, index):
    draft = story(index, approved=False)
    editor = visit(stage.trusted("Edwin Editor", "edwin@prize.example", "editor", prize))

    more(editor, draft, "Publish")

    expect(editor.page.locator("main")).to_contain_text("has not approved this text")
    assert not StoryPage.objects.live().exists()


def test_company_approves_its_winner_page_by_link(visit, tasks_wait, prize):
    showcase_of(prize)
    award = awarded(prize, company=stage.COMPANY)
    asked(award, SPEAKER, stage.trusted("Olive Office", "olive@prize.example", "secretariat", prize))
    company, reader = visit(), visit()

    approve(company)
    mark_ready(page=award.page, by=stage.trusted("Edwin Editor", "edwin@prize.example", "editor", prize))
    announce(award)
    publish_due()

    assert Award.objects.get(pk=award.pk).approvals.get().given_name == "Quinn Quill"
    reader.go(f"/winners-{prize.pk}/")
    reader.follow(stage.COMPANY)
    expect(reader.page.locator("main")).to_contain_text("We cast the part in one piece.")


def test_stories_are_filtered_by_keyboard_alone(visit, index):
    castings = TermFactory(vocabulary=Vocabulary.SUB_INDUSTRY, slug="castings", name="Castings")
    gauges = TermFactory(vocabulary=Vocabulary.SUB_INDUSTRY, slug="gauges", name="Gauges")
    story(index, 1, terms=[castings])
    story(index, 2, terms=[gauges])
    reader = visit()
    page = reader.go(index.url)

    tab_to(page, page.get_by_label("Sub-industry"))
    page.keyboard.type("Gau")
    tab_to(page, page.get_by_role("button", name="Show"))
    page.keyboard.press("Enter")
    page.wait_for_url("**gauges**")
    expect(page.locator("main").get_by_role("article")).to_have_count(1)

    tab_to(page, page.get_by_role("link", name="Story 2"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Story 2")
    page.go_back()
    tab_to(page, page.get_by_role("link", name="Clear filters"))
    page.keyboard.press("Enter")
    expect(page.locator("main").get_by_role("article")).to_have_count(2)


def test_bars_of_a_story_are_there_on_paper(visit, index):
    row = {"label": "Hours spent waiting", "before": Decimal(19), "after": Decimal(4), "unit": "%"}
    story(index, body=[("figures", [row])])
    page = visit().go(f"{index.url}story-1/")
    page.emulate_media(media="print")

    inks = page.eval_on_selector_all(".figures-table rect", "bars => bars.map(bar => getComputedStyle(bar).fill)")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len({*inks, paper}) == 3


def write(editor, index):
    """From the editor's first page, every field that the form insists on, with a picture of its own."""
    page = editor.go("/admin/")
    editor.follow("Write a story")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("It starts when the castings are there.")
    add_picture(page)
    page.locator("#id_company_name").fill(stage.COMPANY)
    page.locator("#id_situation").fill("It burned all night for an hour of work.")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text").click()
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("A switch counts the castings.")
    # The editor hands what is typed to the form after a moment.
    expect(page.locator("input[name=body-0-value]")).to_have_value(re.compile("counts the castings"))
    editor.press("Save draft")
    expect(page.locator("main")).to_contain_text("has not approved this text")


def add_picture(page):
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("tab", name="Upload").click()
    window = page.locator(".modal-content")
    window.locator("input[type=file]").set_input_files(
        {"name": "furnace.png", "mimeType": "image/png", "buffer": get_test_image_file(size=(96, 64)).file.getvalue()}
    )
    window.get_by_label("Title").fill("Furnace")
    window.get_by_label("Alternative text").fill("A furnace with its door open")
    window.get_by_label("Credit").fill("Quinn Quill")
    window.get_by_label("Rights").fill("Given by the company")
    window.get_by_role("button", name="Upload").click()
    expect(window).to_have_count(0)


def more(editor, story, act):
    """An act from the menu beside the form's first button."""
    page = editor.go(f"/admin/pages/{story.pk}/edit/")
    page.get_by_role("navigation", name="Actions (footer)").get_by_role("button", name="More actions").click()
    with page.expect_navigation():
        page.get_by_role("button", name=act, exact=True).click()


def tab_to(page, target):
    """As somebody without a mouse comes to it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached by Tab.")
