"""Pictures of every kind of page, and those of the editors' guide: `make screenshots`.

Loads the demo into a folder of its own, at one fixed hour, so that a page looks the same whenever it is taken. One
process does all of it: the clock that stands for the demo stands for the server as well.
"""

import io
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
OUT = HERE / "screenshots"
NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
PORT = 8765
HOME = f"http://localhost:{PORT}"
SIZES = {"desk": (1280, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
# What lies lower than this tells nothing new about a page.
LOWEST = 3600
QUALITY = 56
BROWSER = os.environ.get("BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")


def prepare(folder):
    """Django, with a database and files of its own, and without the banner of a demonstration."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "prize_site.settings.dev",
        "VAR_DIR": folder,
        "SITE_URL": HOME,
        "DEMO": "1",
    }
    # Playwright runs an event loop in this thread, where Django otherwise refuses to query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sys.path.insert(0, str(HERE.parent))
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("load_demo")
    settings.DEMO = False
    settings.PAGE_CACHE_SECONDS = 0


def serve():
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("localhost", StaticFilesHandler, port=PORT)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    return server


class Photographer:
    home = HOME

    def __init__(self, browser):
        self.browser = browser
        self.taken = []

    def context(self, size="desk", scheme="light", who=None):
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            locale="en-US",
            timezone_id="America/New_York",
        )
        context.set_default_timeout(30_000)
        if who:
            context.add_cookies([{"name": "sessionid", "value": session_of(who), "url": HOME}])
        return context

    def take_all(self, name, title, path, who=None, status=200):
        """Wide and narrow, by day and by night."""
        for size in SIZES:
            for scheme in SCHEMES:
                context = self.context(size, scheme, who)
                page = context.new_page()
                response = page.goto(HOME + path)
                if response.status != status or "/account/login/" in page.url and who:
                    raise SystemExit(f"{path} answers {response.status} at {page.url}")
                self.shoot(page, f"{name}-{size}-{scheme}")
                context.close()
        self.taken.append((name, title))
        print(name)  # noqa: T201

    def shoot(self, page, name):
        """The whole page."""
        settle(page)
        height = min(page.evaluate("document.documentElement.scrollHeight"), LOWEST)
        clip = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": height}
        save(page.screenshot(animations="disabled", full_page=True, clip=clip), name)

    def frame(self, page, name, top=None):
        """What the screen shows now, from `top` on."""
        if top:
            top.first.evaluate("element => element.scrollIntoView({block: 'start'})")
            page.mouse.wheel(0, -120)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(400)
        save(page.screenshot(animations="disabled"), name)


def settle(page):
    """Scroll past everything, so that what is loaded late is there."""
    page.evaluate(
        """async () => {
          for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
            window.scrollTo(0, y);
            await new Promise((done) => setTimeout(done, 30));
          }
          window.scrollTo(0, 0);
          await document.fonts.ready;
          await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
        }"""
    )
    page.wait_for_load_state("networkidle")


def save(picture, name):
    from PIL import Image

    Image.open(io.BytesIO(picture)).convert("RGB").save(OUT / f"{name}.webp", quality=QUALITY, method=6)


def session_of(email):
    """A whole sign-in, second factor included."""
    from django.test import Client

    from accounts.models import Person
    from accounts.sessions import SECOND_FACTOR_OF

    person = Person.objects.get(email=email)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SECOND_FACTOR_OF] = str(person.pk)
    session.save()
    return session.session_key


def public_pages():
    """Each kind of page that everybody may read: name, title, address."""
    from home.models import NewsPage, StoryPage
    from prizes.models import SupportService
    from showcase.models import WinnerPage, WinnersPage

    winners = WinnersPage.objects.get()
    page = WinnerPage.objects.live().filter(award__kind="winner").order_by("award__company_name").first()
    story = StoryPage.objects.get(company_name="Marrowstone Precision")
    year = page.award.category.edition.year
    return [
        ("front", "Front page", "/"),
        ("prize", "Prize: the year at a glance", "/prize/"),
        ("stories", "Stories", "/stories/"),
        ("stories-filtered", "Stories, filtered", "/stories/?technology=digital-manufacturing"),
        ("story", "A story", path_of(story)),
        ("winners", "Winners", winners.url),
        ("winners-year", "The winners of a year", winners.address_of(year)),
        ("winners-archive", "Winners, filtered", f"{winners.url}?year={year}"),
        ("winner", "A winner's page", path_of(page)),
        ("press-pack", "Press pack of a year", winners.address_of(year, "press")),
        ("news", "News", "/news/"),
        ("news-page", "A piece of news", path_of(NewsPage.objects.live().exclude(picture=None).first())),
        ("facts", "Facts and figures", "/facts/"),
        ("contact", "Contact", "/contact/"),
        ("standard", "Standard page", "/about/"),
        ("accessibility", "Accessibility statement", "/accessibility/"),
        ("support", "Support for manufacturers", "/support/"),
        ("support-service", "One support service", f"/support/{SupportService.objects.order_by('pk').first().pk}/"),
        ("search", "Search", "/search/?q=grinding"),
        ("search-nothing", "Search without a hit", "/search/?q=zeppelin"),
        ("sign-in", "Sign-in", "/account/login/"),
    ]


def path_of(page):
    return urlsplit(page.get_full_url()).path


def working_pages():
    """Those of entrants, jurors and the chair: name, title, address, who."""
    from home.demo import cast
    from judging.models import Assignment, FeedbackReport, Round
    from nominations.models import Collaborator, Nomination

    juror = "diego@jury.example"
    entry = Assignment.objects.filter(juror__email=juror).latest("pk").candidacy
    decided = Round.objects.filter(release__isnull=False).latest("pk")
    chaired = f"/judging/rounds/{decided.pk}"
    report = FeedbackReport.objects.filter(candidacy__round=decided).exclude(sent_at=None).first()
    nomination = report.candidacy.nomination
    entrant = Collaborator.objects.filter(nomination=nomination).first().person
    submitted = Nomination.objects.submitted().filter(collaborators__person__email=cast.ENTRANT.email).latest("pk")
    draft = Nomination.objects.filter(collaborators__person__email=cast.DRAFTER.email, state="draft").latest("pk")
    return [
        ("nominations", "An entrant's nominations", "/nominations/", cast.ENTRANT.email),
        ("nomination", "A nomination", f"/nominations/{submitted.pk}/", cast.ENTRANT.email),
        ("draft", "A nomination being drafted", f"/nominations/{draft.pk}/draft/", cast.DRAFTER.email),
        ("queue", "A juror's entries", "/judging/", juror),
        ("entry", "An entry beside its marks", f"/judging/entries/{entry.pk}/", juror),
        ("round", "The chair's round", f"/judging/rounds/{entry.round_id}/", cast.CHAIR.email),
        ("results", "Results of a finished round", f"{chaired}/results/", cast.CHAIR.email),
        ("reliability", "How reliable the marks are", f"{chaired}/results/reliability/", cast.CHAIR.email),
        ("minutes", "The minutes of a round", f"{chaired}/minutes/", cast.CHAIR.email),
        ("feedback", "What an entrant hears", f"/nominations/{nomination.pk}/feedback/{report.pk}/", entrant.email),
    ]


def meeting_pages():
    """The jury meets: the running round is closed and sealed for it, so these come last."""
    from django.utils import timezone

    from accounts.models import Person
    from home.demo import cast
    from judging.actions import seal_figures
    from judging.actions.meeting import note_attendance, open_meeting
    from judging.agenda import Agenda
    from judging.models import Round
    from judging.room import jurors_of

    chair = Person.objects.get(email=cast.CHAIR.email)
    round = Round.objects.open().get()
    Round.objects.filter(pk=round.pk).update(closes_at=timezone.now())
    round.refresh_from_db()
    seal_figures(round=round, by=chair)
    open_meeting(round=round, by=chair)
    note_attendance(round=round, jurors=jurors_of(round.pk), by=chair)
    first = Agenda(chair, round).items[0].candidacy
    meeting = f"/judging/rounds/{round.pk}/meeting/"
    return [
        ("meeting", "The jury's meeting", meeting, chair.email),
        ("meeting-entry", "One entry in the meeting", f"{meeting}{first.pk}/", chair.email),
    ]


def index(taken, guide):
    lines = [
        "# What it looks like",
        "",
        "Made by `make screenshots` from the demo, at one fixed hour; nobody here exists. Each page on a desk and on a phone,",
        "by day and by night. The pictures of the back office belong to [the editors' guide](../editors.md).",
        "",
        "| page | desk | phone |",
        "|---|---|---|",
    ]
    for name, title in taken:
        cells = [" ".join(f"[{scheme}]({name}-{size}-{scheme}.webp)" for scheme in SCHEMES) for size in SIZES]
        lines.append(f"| {title} | {cells[0]} | {cells[1]} |")
    lines += ["", "## Editors' guide", ""]
    lines += [f"- [{name.removeprefix('guide-').replace('-', ' ')}]({name}.webp)" for name in guide]
    return "\n".join(lines) + "\n"


def main(only=()):
    import time_machine

    OUT.mkdir(exist_ok=True)
    folder = tempfile.mkdtemp(prefix="prizewright-screenshots-")
    try:
        with time_machine.travel(NOW, tick=True):
            prepare(folder)
            take(only)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take(only):
    from editor_scenes import SCENES
    from playwright.sync_api import sync_playwright

    server = serve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        photographer = Photographer(browser)
        wanted = [(*page, None) for page in public_pages()] + working_pages()
        for name, title, path, who in wanted:
            if not only or name in only:
                photographer.take_all(name, title, path, who)
        if not only or only & {"meeting", "meeting-entry"}:
            for name, title, path, who in meeting_pages():
                photographer.take_all(name, title, path, who)
        if not only or "not-found" in only:
            photographer.take_all("not-found", "No such page", "/no-such-page/", status=404)
        for name, scene in SCENES.items():
            if not only or name in only or "guide" in only:
                scene(photographer)
                print(name)  # noqa: T201
        browser.close()
    server.terminate()
    if not only:
        (OUT / "README.md").write_text(index(photographer.taken, SCENES))


if __name__ == "__main__":
    main(set(sys.argv[1:]))
