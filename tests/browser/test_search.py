"""The search page by keyboard, by pointer, without scripts, on a desk and on a phone."""

import pytest

from search import builders
from tests.browser.looking import TOO_WIDE, complaints
from tests.search.factories import NoteBuilder, draft, write
from tests.showcase.factories import home_page

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = ("Laser cladding", "Laser cutting", "Laser welding")


@pytest.fixture
def found(monkeypatch, live_server):
    """Three titles that begin alike, each with an address that answers."""
    builder = NoteBuilder()
    monkeypatch.setattr(builders, "_builders", {builder.kind: builder})
    home_page()
    write(
        builder.notes,
        *(draft(title, url=f"/search/?q={title.split()[1]}", technology=["Laser"], year=2026) for title in TITLES),
        draft("Paint", technology=["Robots"], year=2025),
    )
    return builder.notes


@pytest.fixture
def search(site, found):
    site.goto(f"{site.server.url}/search/")
    return site


def field(page):
    return page.get_by_role("combobox", name="Words to look for")


def type_in(page, text):
    field(page).click()
    page.keyboard.type(text)
    page.locator("#search-suggestions [role=option]").first.wait_for()


def titles(page):
    return page.locator("#search-suggestions [role=option] > span:first-child").all_inner_texts()


def active(page):
    """The title that a screen reader is told of; None while the text itself is edited."""
    return page.evaluate(
        """() => {
          const pointed = document.activeElement.getAttribute("aria-activedescendant");
          const option = pointed && document.getElementById(pointed);
          return option && option.getAttribute("aria-selected") === "true" ? option.firstChild.textContent : null;
        }"""
    )


def is_open(page):
    listed = page.locator("#search-suggestions").is_visible()
    assert field(page).get_attribute("aria-expanded") == str(listed).lower()
    return listed


def test_combobox_by_keyboard(search):
    type_in(search, "las")
    first, last = titles(search)[0], titles(search)[-1]
    assert sorted(titles(search)) == list(TITLES)
    assert search.get_by_role("status").filter(has_text="3 suggestions").count() == 1
    assert (is_open(search), active(search)) == (True, None)

    for key, title in [
        ("ArrowDown", first),
        ("ArrowUp", None),
        ("ArrowUp", last),
        ("ArrowDown", None),
        ("ArrowDown", first),
        ("Home", None),
        ("ArrowDown", first),
        ("End", None),
        ("ArrowDown", first),
        ("ArrowLeft", None),
    ]:
        search.keyboard.press(key)
        assert (key, active(search)) == (key, title)
    assert is_open(search)
    # The arrow moved the caret as it does in any field: from behind the last letter to before it.
    assert search.evaluate("document.activeElement.selectionStart") == 2
    assert field(search).input_value() == "las"

    search.keyboard.press("Escape")
    assert (is_open(search), field(search).input_value()) == (False, "las")
    search.keyboard.press("Escape")
    assert field(search).input_value() == ""


def test_combobox_opens_again_by_arrow(search):
    type_in(search, "las")
    search.keyboard.press("Escape")

    search.keyboard.press("ArrowUp")
    search.locator("#search-suggestions [role=option]").first.wait_for()
    search.wait_for_function("document.activeElement.hasAttribute('aria-activedescendant')")
    assert active(search) == titles(search)[-1]
    search.keyboard.press("Alt+ArrowUp")
    assert not is_open(search)

    search.keyboard.press("Alt+ArrowDown")
    search.locator("#search-suggestions [role=option]").first.wait_for()
    assert active(search) is None


def test_enter_goes_to_the_chosen_title_or_else_searches(search):
    type_in(search, "las")
    search.keyboard.press("ArrowDown")
    chosen = active(search)
    search.keyboard.press("Enter")
    search.wait_for_url(f"**/search/?q={chosen.split()[1]}")

    field(search).fill("")
    type_in(search, "lase")
    search.keyboard.press("Enter")

    search.wait_for_url("**/search/?q=lase")
    assert search.title().startswith("Search: lase")


def test_pointer_goes_to_a_title(search):
    type_in(search, "laser cut")

    search.get_by_role("option", name="Laser cutting").click()

    search.wait_for_url("**/search/?q=cutting")


def test_list_closes_when_the_field_is_left_and_says_when_there_is_nothing(search):
    type_in(search, "las")
    search.keyboard.press("Tab")
    assert not is_open(search)

    field(search).fill("zzzz")

    search.get_by_role("status").filter(has_text="No suggestions").wait_for()
    assert not is_open(search)


def test_list_that_was_closed_is_not_opened_by_a_late_answer(search):
    search.route("**/suggest/**", lambda route: (search.wait_for_timeout(300), route.continue_()))
    with search.expect_request("**/suggest/**"):
        field(search).click()
        search.keyboard.type("las")
    search.keyboard.press("Escape")

    search.wait_for_timeout(600)

    assert not is_open(search)


def test_choice_of_a_facet_comes_back_to_it(search):
    search.get_by_role("checkbox", name="Robots").focus()
    search.keyboard.press("Space")

    search.wait_for_url("**technology=robots**")
    assert search.evaluate("document.activeElement.value") == "robots"
    assert search.get_by_role("link", name="Paint").is_visible()


def test_open_list_has_no_complaints_in_either_scheme_and_fits_a_phone(search):
    search.set_viewport_size({"width": 390, "height": 844})
    type_in(search, "las")
    search.keyboard.press("ArrowDown")

    for scheme in ("light", "dark"):
        search.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert complaints(search) == []
    assert search.evaluate(TOO_WIDE) == []
    assert is_open(search)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("query", ["laser", "zzzz", "lasre", "laser&technology=laser"])
def test_results_have_no_complaints(search, width, query):
    search.set_viewport_size({"width": width, "height": 844})

    search.goto(f"{search.server.url}/search/?q={query}")

    assert complaints(search) == []
    assert search.evaluate(TOO_WIDE) == []


def test_search_without_scripts(new_context, live_server, found):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/search/")

    page.get_by_label("Words to look for").fill("laser")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_text("3 results for “laser”").is_visible()

    page.get_by_role("checkbox", name="2026").check()
    page.get_by_label("Order").select_option("date")
    page.get_by_role("button", name="Narrow the results").click()
    assert "sort=date" in page.url
    assert page.get_by_text("Year: 2026").is_visible()

    page.get_by_role("link", name="Take back all").click()
    assert "year" not in page.url
