"""Every component, and the pages of signing in, looked at by axe in both schemes on a desk and on a phone."""

import pytest
from django.conf import settings

from tests.accounts.factories import PersonFactory, SuperuserFactory
from tests.browser.looking import TOO_WIDE, complaints

pytestmark = pytest.mark.django_db(transaction=True)

ACCOUNT_PAGES = ["/account/login/", "/account/signup/", "/account/password/reset/"]
OWN_PAGES = ["/account/email/", "/account/password/change/", "/account/2fa/", "/account/logout/"]


@pytest.fixture
def sign_in(site, client):
    def enter(person):
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        site.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.server.url}])

    return enter


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_style_guide_is_accessible(site, sign_in, scheme, width):
    sign_in(SuperuserFactory())
    site.emulate_media(color_scheme=scheme)
    site.set_viewport_size({"width": width, "height": 900})

    site.goto(f"{site.server.url}/styleguide/")

    assert complaints(site) == []
    assert site.evaluate(TOO_WIDE) == []


def test_part_of_the_frame_of_a_page_is_accessible(site, sign_in):
    """Those that the style guide shows in windows of their own."""
    sign_in(SuperuserFactory())
    site.set_viewport_size({"width": 320, "height": 900})
    site.goto(f"{site.server.url}/styleguide/")

    for path in site.eval_on_selector_all("iframe", "windows => windows.map(window => window.getAttribute('src'))"):
        site.goto(site.server.url + path)
        for scheme in ("light", "dark"):
            site.emulate_media(color_scheme=scheme)
            assert (path, scheme, complaints(site)) == (path, scheme, [])
        assert (path, site.evaluate(TOO_WIDE)) == (path, [])


@pytest.mark.parametrize("path", ACCOUNT_PAGES)
def test_page_of_signing_in_is_accessible(site, path):
    site.goto(site.server.url + path)

    assert complaints(site) == []


@pytest.mark.parametrize("path", OWN_PAGES)
def test_page_of_the_account_is_accessible(site, sign_in, path):
    sign_in(PersonFactory())

    site.goto(site.server.url + path)

    assert complaints(site) == []


def test_error_summary_takes_the_focus_and_leads_to_the_field(site, sign_in):
    sign_in(SuperuserFactory())
    site.goto(f"{site.server.url}/styleguide/")

    assert site.evaluate("document.activeElement.matches('[data-error-summary]')")
    site.click("[data-error-summary] a:has-text('Which is true of you?')")
    site.wait_for_function("document.activeElement.name === 'size'")


def test_menu_of_a_phone_opens_by_keyboard(site):
    site.set_viewport_size({"width": 390, "height": 800})
    site.goto(f"{site.server.url}/account/login/")
    menu = site.get_by_role("button", name="Menu")

    menu.focus()
    site.keyboard.press("Enter")

    assert menu.get_attribute("aria-expanded") == "true"
    assert site.get_by_role("navigation", name="Your work").is_visible()


def test_words_are_counted_while_typing(site, sign_in):
    sign_in(SuperuserFactory())
    site.goto(f"{site.server.url}/styleguide/")

    site.fill("#id_blank-story", "one two\nthree ")

    assert site.inner_text("[data-word-count-for='id_blank-story']") == "3 of 120 words"


def test_save_state_is_told_by_event(site, sign_in):
    sign_in(SuperuserFactory())
    site.goto(f"{site.server.url}/styleguide/")

    site.evaluate(
        "document.querySelector('[data-save-state]').dispatchEvent("
        "new CustomEvent('house:save-state', {bubbles: true, detail: {state: 'failed'}}))"
    )

    assert site.inner_text("[data-save-state] >> nth=0") == "Not saved"


def test_first_stop_of_the_keyboard_leads_to_the_content(site):
    site.goto(f"{site.server.url}/account/login/")

    site.keyboard.press("Tab")
    assert site.evaluate("document.activeElement.matches('.skip-link') && document.activeElement.checkVisibility()")
    site.keyboard.press("Enter")

    assert site.evaluate("document.activeElement.id") == "main"
