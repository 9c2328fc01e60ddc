"""A real browser against a live server on localhost: passkeys refuse to work on 127.0.0.1."""

import os
import shutil
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.browser.road import stage
from tests.browser.road.visitor import Visitor

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


@pytest.fixture
def clock(tasks_wait):
    """Time goes on from now. `clock(moment)` moves it forward for everybody, and the clock's jobs run."""
    with time_machine.travel(timezone.now(), tick=True) as traveller:

        def move(moment):
            traveller.move_to(moment + timedelta(minutes=1))
            stage.tick()

        yield move


@pytest.fixture
def visit(new_context, live_server, settings):
    """`visit(somebody)`: their browser. None of their pages may have met an error of a script."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    there, looked_at = [], set()

    def come(who=None):
        context = new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        there.append(Visitor(context, live_server.url, looked_at, who))
        return there[-1]

    yield come
    assert [visitor.errors for visitor in there] == [[] for visitor in there]
