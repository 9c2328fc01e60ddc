"""The demo's events, who signed up for them, and what its winners promised."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from home.actions import (
    add_commitment,
    cancel_sign_up,
    change_commitment,
    finish_commitment,
    note_who_came,
    remind_before_events,
    sign_up,
)
from home.demo import cast
from home.demo.clock import at
from home.demo.site import picture
from home.enums import CommitmentKind, EventKind
from home.models import EventIndexPage, EventPage, StoryPage
from nominations.models import Collaborator
from prizes.clock import at_wall_clock
from prizes.models import EditionDate
from showcase.models import Award

ZONE = ZoneInfo("America/New_York")
COMPANIES = (
    *("Alderquay Precision", "Otterburn Controls", "Bellwether Foundry", "Pinemarsh Robotics Works"),
    *("Hazelrigg Turning", "Marrowstone Precision", "Northfall Aerospace", "Merrow Institute of Technology", ""),
)
NEEDS = {3: "I use a wheelchair.", 7: "Spanish, if somebody can.", 11: "No nuts, please."}


@dataclass(frozen=True)
class Happening:
    """`days` from today, below zero for what is over; `hour` and `length` in hours on the clock of the state."""

    slug: str
    title: str
    kind: str
    days: int
    hour: float
    length: float
    summary: str
    paragraphs: tuple
    motif: str
    venue: str = ""
    place: str = ""
    host: str = ""
    bring: str = ""
    online: str = ""
    capacity: int | None = None
    # How many signed up; beyond the capacity they wait.
    guests: int = 0
    # The company whose story its page leads to, once it is over.
    story: str = ""


def hold_events(people, prize, site_home):
    index = EventIndexPage(
        title="Events",
        slug="events",
        show_in_menus=True,
        introduction="See how others make things, ask them yourself, and meet who buys. All of it is free.",
    )
    with at(timezone.now() - timedelta(days=320)):
        site_home.add_child(instance=index)
    ceremony = EditionDate.objects.filter(edition__prize=prize, name__icontains="ceremony").latest("at")
    for happening in HAPPENINGS:
        _hold(happening, index, people)
    _hold(CEREMONY, index, people, starts_at=ceremony.at)
    _promise(people)


def _hold(happening, index, people, starts_at=None):
    starts_at = starts_at or _moment(happening.days, happening.hour)
    announced = min(starts_at, timezone.now()) - timedelta(days=30)
    with at(announced):
        page = _page(happening, starts_at)
        index.add_child(instance=page)
        page.save_revision(user=people.editor).publish(user=people.editor)
    rows = []
    for number in range(happening.guests):
        with at(announced + timedelta(hours=5 * number + 2)):
            rows.append(sign_up(event=page, **_guest(number, happening.slug)))
    if happening.days < 0:
        _look_back(page, rows, people)


def _look_back(page, rows, people):
    """Reminded, one gave a place back, most came."""
    with at(page.starts_at - timedelta(days=1, hours=12)):
        remind_before_events()
    with at(page.starts_at - timedelta(hours=20)):
        cancel_sign_up(sign_up=rows[2])
    with at(page.ends_at):
        there = page.sign_ups.holding_a_place().values_list("pk", flat=True)
        note_who_came(event=page, came=list(there)[: -len(rows) // 8], by=people.office)


def _page(happening, starts_at):
    return EventPage(
        title=happening.title,
        slug=happening.slug,
        kind=happening.kind,
        summary=happening.summary,
        picture=picture(happening.title, happening.motif, f"Drawing for the event “{happening.title}”."),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=happening.length),
        venue=happening.venue,
        place=happening.place,
        host_name=happening.host,
        bring=happening.bring,
        online_address=happening.online,
        capacity=happening.capacity,
        body=_body(happening),
        live=False,
    )


def _body(happening):
    text = ("text", "".join(f"<p>{paragraph}</p>" for paragraph in happening.paragraphs))
    story = StoryPage.objects.live().filter(company_name=happening.story).first()
    if story is None:
        return [text]
    return [text, ("links", [{"title": story.title, "text": story.summary[:240], "page": story}])]


def _guest(number, slug):
    name = cast.entrant_name(number + 5)
    company = COMPANIES[number % len(COMPANIES)]
    address = f"{name.lower().replace(' ', '.')}@{slug}.example"
    return {"name": name, "email": address, "company_name": company, "needs": NEEDS.get(number, "")}


def _moment(days, hour):
    day = timezone.localtime(timezone=ZONE).date() + timedelta(days=days)
    # Shops show themselves on working days.
    day -= timedelta(days=max(0, day.weekday() - 4))
    return at_wall_clock(datetime.combine(day, time(int(hour), round(hour % 1 * 60))), ZONE)


def _promise(people):
    """One kept with a story, one with a tour that is announced, one that nobody has heard of since."""
    awards = {award.company_name: award for award in Award.objects.public().with_context()}
    today = timezone.localtime(timezone=ZONE).date()
    story = StoryPage.objects.live().filter(company_name=TOLD).first()
    with at(timezone.now() - timedelta(days=200)):
        told, shown, _late = (
            add_commitment(
                award=awards[company], kind=kind, what=what, due_on=today + timedelta(days=due), by=people.office
            )
            for company, kind, what, due in PROMISES
        )
    with at(timezone.now() - timedelta(days=140)):
        change_commitment(commitment=told, story=story, by=people.office)
        speaker = Collaborator.objects.filter(nomination=awards[TOLD].nomination).first().person
        finish_commitment(commitment=told, note="The story is on your site since today.", by=speaker)
    with at(timezone.now() - timedelta(days=29)):
        change_commitment(commitment=shown, event=EventPage.objects.get(slug=TOUR), by=people.office)


TOLD, TOUR = "Marrowstone Precision", "a-morning-on-the-floor"
PROMISES = (
    (TOLD, CommitmentKind.STORY, "How the gauges came to check themselves, for everybody to copy.", -120),
    ("Crowfoot Assembly", CommitmentKind.TOUR, "A morning on the floor for a dozen guests.", 40),
    ("Gossamer Falls Textiles", CommitmentKind.TALK, "An evening talk for owners of small shops.", -12),
)
HAPPENINGS = (
    Happening(
        slug="a-first-look-at-the-loom",
        title="A first look at the loom",
        kind=EventKind.TOUR,
        days=-75,
        hour=14,
        length=2,
        summary="How a mill of forty people weaves to order, and what it took to stop weaving to stock.",
        paragraphs=(
            "The guests walked from the yarn store to the loading door in the order in which an order does, and asked "
            "what had gone wrong at each step before it went right.",
            "What was asked most: how the weavers themselves came to set the order of the day. Its owner has written "
            "that down since.",
        ),
        motif="weave",
        venue="4 Millrace Street, Gossamer Falls",
        place="Gossamer Falls",
        host="Gossamer Falls Textiles",
        capacity=16,
        guests=16,
        story="Gossamer Falls Textiles",
    ),
    Happening(
        slug="writing-an-entry-after-the-second-shift",
        title="Writing an entry after the second shift",
        kind=EventKind.WORKSHOP,
        days=-48,
        hour=18,
        length=1.5,
        summary="An evening by video for those who write at night: bring your draft, leave with its hardest answer.",
        paragraphs=(
            "Twelve drafts were read aloud, one answer each. The one that helped most people: say what was the matter "
            "before you say what you did.",
        ),
        motif="hands",
        online="https://meet.example/second-shift",
        host="The prize office",
        capacity=30,
        guests=12,
        story="Hazelrigg Turning",
    ),
    Happening(
        slug=TOUR,
        title="A morning on the floor",
        kind=EventKind.TOUR,
        days=16,
        hour=9,
        length=2.5,
        summary="Walk an assembly line that is rebuilt every Friday, with the people who rebuild it.",
        paragraphs=(
            "Crowfoot Assembly won the prize for a line without fixed stations. You see a changeover from the last part "
            "of one product to the first good part of the next, with the clock running.",
            "After it there is coffee, and an hour with the two team leads who thought of it. Bring a problem of your "
            "own; they like those.",
        ),
        motif="blocks",
        venue="88 Quarry Road, Unit 5, Worcester",
        place="Worcester",
        host="Crowfoot Assembly",
        bring="Closed shoes and an identity card. Glasses and ear plugs are there.",
        capacity=12,
        guests=15,
    ),
    Happening(
        slug="what-a-buyer-looks-for",
        title="What a buyer looks for in a new supplier",
        kind=EventKind.TALK,
        days=36,
        hour=17.5,
        length=1,
        summary="Two buyers of large manufacturers say what makes them call back, and what makes them not.",
        paragraphs=("Twenty minutes each, then your questions. Nothing is recorded, so that they can be frank.",),
        motif="wave",
        online="https://meet.example/what-a-buyer-looks-for",
        host="Guild of Precision Shops",
        guests=7,
    ),
)
CEREMONY = Happening(
    slug="award-ceremony",
    title="Award ceremony",
    kind=EventKind.CEREMONY,
    days=1,
    hour=18,
    length=3,
    summary="This year's winners and finalists are announced, and show what they made.",
    paragraphs=(
        "Doors open at half past five. Every finalist brings the part, the tool or the film that their entry was about, "
        "and stands beside it.",
    ),
    motif="gears",
    venue="Great Hall, 1 Customs Wharf, Boston",
    place="Boston",
    host="The prize office",
    capacity=220,
    guests=9,
)
