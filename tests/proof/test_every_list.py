"""Every list asks the database the same number of questions for one row and for fifty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.record import record_event
from judging.actions import decide, seal_decisions, seal_figures
from judging.models import Round
from tests.accounts.factories import AffiliationFactory, PersonFactory, PrizeFactory, staff, token_for
from tests.judging.factories import (
    CandidacyFactory,
    DeclarationFactory,
    auditor_of,
    close,
    mark_card,
    open_round_with_entries,
    ready_juror,
    seat,
    secretary_of,
)
from tests.nominations.factories import AttachmentFactory, CollaboratorFactory, complete_draft, submitted
from tests.prizes.factories import CategoryFactory, SupportServiceFactory
from tests.proof.world import notice_about
from tests.showcase.factories import (
    PressPassFactory,
    awarded,
    let_through,
    published,
    round_of,
    showcase_of,
    story,
    story_index,
    tell_company,
    tell_press,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MANY = 50


def questions(client, url):
    """How many queries a page takes. Asked once before, so that what is kept for the next reader is there."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


class JudgedRound:
    """Entries that one juror has marked, until the figures are sealed and decisions made."""

    def __init__(self):
        self.round, [self.first] = open_round_with_entries(1)
        self.entries = [self.first]
        self.juror = ready_juror(self.entries)
        self.chair = seat(self.round, is_chair=True, scores=False)
        mark_card(self.first, self.juror, 4, 4, state="complete")

    def add(self, count):
        entries = CandidacyFactory.create_batch(count, round_category=self.first.round_category)
        for entry in entries:
            DeclarationFactory(edition=self.round.edition, juror=self.juror, organisation=entry.nomination.organisation)
            mark_card(entry, self.juror, 3, 4, state="complete")
        self.entries += entries

    def decide(self):
        seal_figures(round=close(self.round), by=self.chair)
        for number, entry in enumerate(self.entries):
            decide(candidacy=entry, outcome="decline" if number else "winner", reason="Seen.", by=self.chair)
        seal_decisions(round=Round.objects.get(pk=self.round.pk), by=self.chair)


OPEN_PAGES = {
    "judging:queue": "juror",
    "judging:search": "juror",
    "judging:my_marks": "juror",
    "judging:hand_in": "juror",
    "judging:declare": "juror",
    "judging:round": "chair",
    "judging:conflicts": "chair",
    "judging:results": "chair",
    "judging:decisions": "chair",
}


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_page_of_an_open_round(client, name):
    judged = JudgedRound()
    client.force_login(getattr(judged, OPEN_PAGES[name]))
    url = reverse(name, args=[] if name in ("judging:queue", "judging:search") else [judged.round.pk])

    one = questions(client, url)
    judged.add(MANY - 1)

    assert questions(client, url) == one


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("judging:results", secretary_of),
        ("judging:results", auditor_of),
        ("judging:decisions", secretary_of),
        ("judging:decisions", auditor_of),
        ("judging:release", auditor_of),
    ],
)
def test_page_of_a_decided_round(client, name, who):
    asked = []
    for more in (0, MANY - 1):
        judged = JudgedRound()
        judged.add(more)
        judged.decide()
        client.force_login(who(judged.round))
        asked.append(questions(client, reverse(name, args=[judged.round.pk])))

    assert asked[0] == asked[1]


def test_support_services(client):
    SupportServiceFactory()
    url = reverse("prizes:support_services")

    one = questions(client, url)
    SupportServiceFactory.create_batch(MANY - 1)

    assert questions(client, url) == one


def test_profile(client):
    person = AffiliationFactory().person
    client.force_login(person)

    one = questions(client, reverse("people:profile"))
    AffiliationFactory.create_batch(MANY - 1, person=person)

    assert questions(client, reverse("people:profile")) == one


@pytest.mark.parametrize("name", ["collaborators", "detail"])
def test_people_of_a_nomination(client, name):
    nomination, person = complete_draft()
    client.force_login(person)
    url = reverse(f"nominations:{name}", args=[nomination.pk])

    one = questions(client, url)
    CollaboratorFactory.create_batch(MANY - 1, nomination=nomination)

    assert questions(client, url) == one


def test_files_of_a_draft(client):
    nomination, person = complete_draft()
    client.force_login(person)
    url = reverse("nominations:draft_section", args=[nomination.pk, "work"])
    AttachmentFactory(nomination=nomination)

    one = questions(client, url)
    AttachmentFactory.create_batch(9, nomination=nomination)

    assert questions(client, url) == one


@pytest.mark.parametrize("name", ["outbox:index", "record:index"])
def test_outbox_and_record(client, name):
    round, _ = open_round_with_entries(1)
    office = staff(prize=round.edition.prize)
    client.force_login(office)

    def add(count):
        for _ in range(count):
            notice_about(round, to=PersonFactory())
            record_event("round.opened", target=round, by=PersonFactory())

    add(1)
    one = questions(client, reverse(name))
    add(MANY - 1)

    assert questions(client, reverse(name)) == one


def test_submissions_of_a_nomination_in_the_office(client):
    submission = submitted(category=CategoryFactory())
    client.force_login(staff(prize=submission.nomination.edition.prize))
    url = reverse("nomination:inspect", args=[submission.nomination_id])

    one = questions(client, url)
    AttachmentFactory.create_batch(9, nomination=submission.nomination)

    assert questions(client, url) == one


class HonouredYears:
    """One that everybody knows, with stories, and one that the press alone may read."""

    def __init__(self):
        self.winners = showcase_of(PrizeFactory())
        self.stories = story_index()
        self.told = round_of(self.winners.prize, edition__year=2031)
        self.early = round_of(self.winners.prize, edition__year=2032)
        press_pass = PressPassFactory(edition=self.early.edition, accepted=True)
        self.link = reverse("press:pass", args=[token_for(press_pass.invitation.address)])

    def add(self, count):
        for number in range(count):
            award = awarded(round=self.told, company=f"Company {number}")
            published(award)
            story(self.stories, f"{award.pk}", award=award)
            tell_press(let_through(tell_company(awarded(round=self.early, company=f"Company {number}"))))

    def pages(self):
        below = [self.winners.address_of(2031, route) for route in ("year", "judging", "press")]
        return [self.winners.url, f"{self.winners.url}?year=2031", *below, self.link]


def test_showcase_and_press_packs(client, monkeypatch):
    years = HonouredYears()
    monkeypatch.setattr(type(years.winners), "per_page", MANY)

    years.add(1)
    one = {url: questions(client, url) for url in years.pages()}
    years.add(MANY - 1)

    assert {url: questions(client, url) for url in years.pages()} == one
