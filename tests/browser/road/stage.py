"""What the road needs before anybody walks it: a prize with its pages and an edition, people of trust, two other entries."""

import re
import signal
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Site

from home.models import HomePage, PrizePage
from nominations.actions import Save, save_answers, start_nomination, submit_nomination
from nominations.questionnaire import current_questionnaire
from prizes.actions import create_prize, create_starter_edition
from prizes.models import Edition
from showcase.models import WinnersPage
from tests.accounts.factories import PersonFactory, RoleFactory
from tests.browser.looking import SETTLED

PASSWORD = "correct horse"
COMPANY, TITLE = "Quillfeather Castings", "Printed sand molds for castings nobody stocks"
OTHERS = {"Harrow Plating": "A bath that cleans itself", "Sedgewick Gauges": "Gauges that ask to be calibrated"}
JURORS = {
    "ada@oem.example": "Ada Anvil",
    "bram@university.example": "Bram Borer",
    "cleo@agency.example": "Cleo Collet",
}
CHAIR = "cyra@jury.example"
CATEGORY = "product-and-process-innovation"
ELIGIBLE = {
    "located-here": True,
    "makes-goods": "own-products",
    "employees": "42",
    "years-in-business": "19",
    "in-use": True,
    "unresolved-violations": False,
}


def open_prize():
    """A prize with its pages, and a starter edition that has been open for ten days."""
    prize = create_prize(slug="road-prize", name="Road Prize", by=None, place="Massachusetts")
    build_pages(prize)
    now = timezone.now()
    edition = create_starter_edition(
        prize=prize,
        year=now.year + 1,
        opens_at=now - timedelta(days=10),
        closes_at=now + timedelta(days=20),
        place="Massachusetts",
        by=None,
    )
    Edition.objects.filter(pk=edition.pk).update(published=True)
    return prize, Edition.objects.get(pk=edition.pk)


def build_pages(prize):
    home = HomePage(
        title=prize.name, slug="road", headline="Good work deserves to be seen", lead="A prize.", prize=prize
    )
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.filter(is_default_site=True).update(root_page=home, site_name=prize.name)
    Site.clear_site_root_paths_cache()
    prize.site = Site.objects.get(is_default_site=True)
    prize.save(update_fields=["site"])
    home.add_child(instance=PrizePage(title="The prize", slug="prize", prize=prize, show_in_menus=True))
    home.add_child(instance=WinnersPage(title="Winners", slug="winners", prize=prize, show_in_menus=True))


def person(name, email):
    """Somebody with an account, whose address is verified."""
    somebody = PersonFactory(name=name, email=email, password=PASSWORD)
    EmailAddress.objects.create(user=somebody, email=email, verified=True, primary=True)
    return somebody


def trusted(name, email, role=None, prize=None):
    """Somebody whose sign-in asks for a code as well."""
    somebody = person(name, email)
    TOTP.activate(somebody, generate_totp_secret())
    if role:
        RoleFactory(person=somebody, prize=prize, name=role)
    return somebody


def code_of(somebody):
    """What the app on their phone shows now."""
    authenticator = Authenticator.objects.get(user=somebody, type=Authenticator.Type.TOTP)
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counters[len(counters) // 2]))


def enter(edition, company, title):
    """Another company's entry, submitted."""
    writer = person(f"Writer of {company}", f"writer@{company.lower().replace(' ', '-')}.example")
    nomination = start_nomination(
        category=edition.categories.get(key=CATEGORY),
        eligibility_answers=ELIGIBLE,
        by=writer,
        organisation_name=company,
    )
    questions = current_questionnaire(nomination.category).questions.values()
    answers = {asked.key: any_answer(asked) for asked in questions if asked.required} | {"title": title}
    save_answers(nomination=nomination, saves=[Save(key, value, 0) for key, value in answers.items()], by=writer)
    submit_nomination(nomination=nomination, terms_version=edition.terms_version, consents_to_publish=True, by=writer)
    return nomination


def any_answer(asked):
    if asked.kind == "table":
        return {str(year): "1000" for year in asked.years}
    if asked.kind in ("choice", "choices"):
        first = asked.choices[0][0]
        return first if asked.kind == "choice" else [first]
    return {"yes_no": False, "number": "42", "money": "120000"}.get(asked.kind, "What we did, and what came of it.")


def work():
    """The worker does what waits for it. It takes signals to itself; the test run gets its own back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    try:
        call_command("db_worker", batch=True, queue_name="*", startup_delay=False, reload=False, verbosity=0)
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def tick():
    call_command("tick")
    work()


def mails_to(address):
    work()
    return [message for message in mail.outbox if address in message.to]


def link_to(address, part):
    """The newest link with this in it that was mailed to the address."""
    mails = mails_to(address)
    links = [link for each in reversed(mails) for link in re.findall(r"https?://\S+", each.body) if part in link]
    assert links, f"No mail to {address} has a link with {part}: {[each.subject for each in mails]}"
    return links[0]


def complaints(page):
    """What axe and a narrow screen find, in both schemes."""
    found = []
    for scheme, width in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        for violation in Axe().run(page).response["violations"]:
            found.append((page.url, scheme, violation["id"], [node["html"] for node in violation["nodes"]]))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((page.url, width, "scrolls sideways", []))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found
