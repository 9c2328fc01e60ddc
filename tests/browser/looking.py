"""What a page is looked at for: what axe finds in it, and what does not fit its window."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.conftest import HouseClient

# Colours that fade from one scheme to the other are no finding.
SETTLED = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  do { await frame(); await frame(); } while (document.getAnimations().length);
}"""

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth
    && one.getBoundingClientRect().right > document.scrollingElement.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


def complaints(page):
    page.evaluate(SETTLED)
    found = Axe().run(page).response["violations"]
    return [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found]


def cookie_of(who, url):
    client = HouseClient()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}
