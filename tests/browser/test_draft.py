"""The draft page in a real browser: whatever happens to the connection or the session, no word is lost."""

import re
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from nominations.actions import save_answer
from nominations.enums import QuestionKind
from nominations.models import Section
from tests.nominations.factories import CollaboratorFactory, QuestionFactory, complete_draft

pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def draft():
    nomination, nomination.person = complete_draft()
    section = Section.objects.get(form__category=nomination.category)
    QuestionFactory(section=section, key="evidence", kind=QuestionKind.FILE, required=False, label="Evidence")
    return nomination


@pytest.fixture
def desk(page, live_server, client, draft):
    """The draft page of its collaborator. Refused requests are part of these tests; errors of the script are not."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.context.set_default_timeout(10_000)
    page.server = live_server
    client.force_login(draft.person)
    page.session = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }
    page.context.add_cookies([page.session])
    page.goto(live_server.url + reverse("nominations:draft_section", args=[draft.pk, "work"]))
    yield page
    assert errors == []


def question(page, key="headline"):
    return page.locator(f"[data-question={key}]")


def field(page, key="headline"):
    return question(page, key).locator("input[type=text], textarea").first


def state(page, key="headline"):
    return question(page, key).locator("[data-save-state]")


def kept(draft, key="headline"):
    return draft.answers.get(question_key=key).value


def save_elsewhere(draft, value, *, by=None):
    base = draft.answers.get(question_key="headline").revision
    return save_answer(
        nomination=draft,
        question_key="headline",
        value=value,
        client_id=uuid.uuid4(),
        base_revision=base,
        by=by or draft.person,
    )


def test_typing_saves_by_itself(desk, draft):
    field(desk).fill("A better mould")

    expect(state(desk)).to_have_text(re.compile("Saved at"))
    assert kept(draft) == "A better mould"


def test_every_kind_saves_by_itself(desk, draft):
    desk.get_by_label("Brass").check()
    desk.get_by_label("Printing").check()
    question(desk, "exports").get_by_label("Yes").check()
    question(desk, "scrap").locator("input[data-year]").first.fill("9.25")
    desk.get_by_label("Headline").focus()

    for key in ("material", "methods", "exports", "scrap"):
        expect(state(desk, key)).to_have_text(re.compile("Saved at"))
    assert kept(draft, "material") == "brass"
    assert kept(draft, "methods") == ["casting", "milling", "printing"]
    assert kept(draft, "exports") is True
    assert sorted(kept(draft, "scrap").values()) == ["2", "9.25"]


def test_lost_connection_keeps_the_text_and_saves_it_later(desk, draft):
    desk.context.set_offline(True)
    field(desk).fill("Written on the train")

    expect(question(desk)).to_contain_text("Not saved, will retry.")
    assert kept(draft) == "A mould that reports its own wear"
    desk.context.set_offline(False)

    expect(state(desk)).to_have_text(re.compile("Saved at"))
    assert kept(draft) == "Written on the train"


def test_text_typed_before_the_script_came_is_saved(desk, draft):
    held = []
    desk.route("**/js/draft.js", lambda route: held.append(route), times=1)
    desk.goto(desk.url, wait_until="commit")
    field(desk).fill("Typed on a slow line")
    held[0].continue_()

    expect(state(desk)).to_have_text(re.compile("Saved at"))
    assert kept(draft) == "Typed on a slow line"


def lose_tab(desk, text):
    """Type without a connection, and close the tab. Returns a new one with the connection back, which only then comes
    back: a request that is held while its tab closes would be let go.
    """
    desk.context.set_offline(True)
    field(desk).fill(text)
    expect(question(desk)).to_contain_text("Not saved, will retry.")
    address = desk.url
    desk.close()
    desk.context.set_offline(False)
    return desk.context.new_page(), address


def test_text_survives_a_closed_tab(desk, draft):
    page, address = lose_tab(desk, "Written on the train")
    assert kept(draft) == "A mould that reports its own wear"

    page.goto(address)

    expect(field(page)).to_have_value("Written on the train")
    expect(state(page)).to_have_text(re.compile("Saved at"))
    assert kept(draft) == "Written on the train"


def test_older_copy_never_replaces_newer_text(desk, draft):
    page, address = lose_tab(desk, "Written on the train")
    save_elsewhere(draft, "Written on the phone")

    page.goto(address)

    box = question(page).locator(".conflict")
    expect(box.locator("[data-theirs]")).to_have_text("Written on the phone")
    expect(box.locator("[data-yours]")).to_have_text("Written on the train")
    assert kept(draft) == "Written on the phone"


@pytest.mark.parametrize(("choice", "value"), [("theirs", "Theirs"), ("yours", "Yours")])
def test_conflict_shows_both_until_one_is_chosen(desk, draft, choice, value):
    colleague = CollaboratorFactory(nomination=draft, person__name="Grace").person
    save_elsewhere(draft, "Theirs", by=colleague)

    field(desk).fill("Yours")
    box = question(desk).locator(".conflict")
    expect(box).to_contain_text("Grace changed this answer")
    expect(box.locator("[data-theirs]")).to_have_text("Theirs")
    expect(box.locator("[data-yours]")).to_have_text("Yours")
    assert kept(draft) == "Theirs"
    box.locator(f"[data-keep={choice}]").click()

    expect(box).to_have_count(0)
    expect(field(desk)).to_have_value(value)
    if choice == "yours":
        expect(state(desk)).to_have_text(re.compile("Saved at"))
    assert kept(draft) == value


def test_ended_session_keeps_the_text_until_signed_in_again(desk, draft):
    desk.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    field(desk).fill("Written over lunch")

    expect(desk.get_by_role("link", name="Sign in again in a new tab")).to_be_visible()
    assert kept(draft) == "A mould that reports its own wear"
    desk.context.add_cookies([desk.session])

    expect(state(desk)).to_have_text(re.compile("Saved at"))
    expect(desk.get_by_role("link", name="Sign in again in a new tab")).to_have_count(0)
    assert kept(draft) == "Written over lunch"


def test_refused_value_says_why_and_stays(desk, draft):
    field(desk, "people").fill("many")

    expect(question(desk, "people")).to_contain_text("Write a number")
    expect(field(desk, "people")).to_have_value("many")
    assert kept(draft, "people") == "42"


def test_going_on_waits_for_what_is_not_saved_yet(desk, draft):
    field(desk).fill("Typed just now")
    desk.get_by_role("button", name="Save and go on").click()

    expect(desk).to_have_url(re.compile("/submit/$"))
    assert kept(draft) == "Typed just now"


def test_going_on_takes_what_was_typed_during_a_save(desk, draft):
    held = []
    desk.route("**/answers/**", lambda route: held.append(route), times=1)
    field(desk).fill("Typed first")
    expect(state(desk)).to_have_text("Saving…")
    field(desk).fill("Typed meanwhile")
    desk.get_by_role("button", name="Save and go on").click()
    held[0].continue_()

    expect(desk).to_have_url(re.compile("/submit/$"))
    assert kept(draft) == "Typed meanwhile"


def test_word_count_lives(desk):
    field(desk, "story").fill("one two three")

    expect(question(desk, "story").locator("[data-count]")).to_have_text("3")


def test_file_is_attached_by_script(desk, draft):
    desk.locator("[data-file]").set_input_files({"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF})

    expect(desk.locator(".file-list")).to_contain_text("plan.pdf")
    assert draft.attachments.get().name == "plan.pdf"


def test_refused_file_says_why(desk, draft):
    page = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"<html>no</html>"}

    desk.locator("[data-file]").set_input_files(page)

    expect(desk.locator("[data-upload-message]")).to_contain_text("The file's content is not what its name says.")
    assert not draft.attachments.exists()


def test_draft_without_script(browser, live_server, desk, draft):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([desk.session])
    page = context.new_page()
    page.goto(live_server.url + reverse("nominations:draft_section", args=[draft.pk, "work"]))

    page.get_by_label("Headline").fill("Without script")
    page.get_by_role("button", name="Save and go on").click()

    expect(page).to_have_url(re.compile("/submit/$"))
    assert kept(draft) == "Without script"
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["mine", "detail", "draft", "submit", "preview", "collaborators", "withdraw"])
def test_page_is_accessible(desk, draft, name, width):
    desk.set_viewport_size({"width": width, "height": 900})
    arguments = [] if name == "mine" else [draft.pk]

    desk.goto(desk.server.url + reverse(f"nominations:{name}", args=arguments))

    found = Axe().run(desk).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert desk.evaluate("document.documentElement.scrollWidth") == width
