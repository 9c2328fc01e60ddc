"""A real browser against a live server on localhost: passkeys refuse to work on 127.0.0.1."""

import os
import shutil

import pytest

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
)


def find_browser():
    return os.environ.get("BROWSER") or next(filter(None, map(shutil.which, BROWSER_NAMES)), None)


def pytest_collection_modifyitems(items):
    if find_browser():
        return
    skip = pytest.mark.skip(reason="No Chromium found. Install it, or give its path in BROWSER.")
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_browser(), "args": [*QUIET]}


@pytest.fixture(scope="session", autouse=True)
def _allow_queries_in_browser_tests():
    """Playwright runs an event loop in the test's thread, where Django otherwise refuses to query."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def site(page, live_server):
    """The browser's page, with the live server's address as its home and no error let through."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.context.set_default_timeout(10_000)
    page.server = live_server
    yield page
    assert errors == []
