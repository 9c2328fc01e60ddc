"""Before the announcement nobody can tell who won.

The same prize is decided twice, once each way round, and every door is read by everybody who must not know. Whatever
the two runs answer differently tells the outcome; so they may not differ in a single character.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.backoffice import registered_viewsets
from judging.actions import decide, release_results, seal_decisions, seal_figures, set_announcement
from judging.enums import Outcome
from judging.models import Round
from notices.clock import registered_jobs
from notices.models import Notice
from search.indexing import reconcile
from showcase.tasks import keep_press_archive
from tests.accounts.factories import PersonFactory, PrizeFactory, SuperuserFactory, staff, token_for
from tests.accounts.viewset_walk import all_viewsets
from tests.judging.factories import PanelFactory, auditor_of, close, mark_card, ready_juror, seat, secretary_of
from tests.nominations.factories import CollaboratorFactory
from tests.proof.reading import Readers, differences, quiet
from tests.showcase.factories import PressPassFactory, candidacy_in, round_of, showcase_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
COMPANIES = ("Ashfield Castings", "Birchwood Bearings")


class Stage:
    """A closed round of two entries that nothing tells apart, and clients of all who look."""

    def __init__(self, **edition_fields):
        prize = PrizeFactory()
        self.winners = showcase_of(prize)
        self.round = round_of(prize, **{f"edition__{name}": value for name, value in edition_fields.items()})
        self.entries = [candidacy_in(self.round, company=company) for company in COMPANIES]
        PanelFactory(round=self.round, categories=[entry.round_category.category for entry in self.entries])
        self.chair = seat(self.round, is_chair=True, scores=False)
        self.juror = ready_juror(self.entries)
        for entry in self.entries:
            mark_card(entry, self.juror, 4, 4)
        self.office, self.auditor = secretary_of(self.round), auditor_of(self.round)
        self.editor = staff("editor", prize)
        self.press_pass = PressPassFactory(edition=self.round.edition, accepted=True)
        self.entrants = [CollaboratorFactory(nomination=entry.nomination).person for entry in self.entries]
        seal_figures(round=close(self.round), by=self.chair)

    def readers(self):
        """Who looks, and at what."""
        public = self.public_pages()
        yield "anonymous", None, public
        yield "stranger", PersonFactory(), [*public, *self.front_of_house()]
        yield "superuser", SuperuserFactory(), self.front_of_house()
        for number, entrant in enumerate(self.entrants):
            yield f"entrant {number}", entrant, self.front_of_house()
        yield "juror", self.juror, self.front_of_house()
        yield "press", None, self.press_pages()
        for role in ("secretariat", "editor"):
            yield f"{role} of another prize", staff(role), [*self.front_of_house(), *self.back_office()]

    def public_pages(self):
        words = ("Ashfield", "Birchwood", "casting", "winner", "")
        return [
            *("/", "/sitemap.xml", "/robots.txt", "/support/"),
            self.winners.url,
            f"{self.winners.url}feed/",
            f"{self.winners.url}?year={self.round.edition.year}",
            f"{self.winners.url}ashfield-castings/",
            *(
                self.winners.address_of(self.round.edition.year, route)
                for route in ("year", "judging", "press", "press_archive")
            ),
            *(f"/search/?q={word}" for word in words),
            *(f"/search/suggest/?q={word}" for word in words),
        ]

    def press_pages(self):
        """By a pass that was accepted: before the hour of the press it tells no more than to anybody."""
        token = token_for(self.press_pass.invitation.address)
        return [reverse(f"press:{name}", args=[token]) for name in ("pass", "archive")]

    def front_of_house(self):
        pages = [reverse("nominations:mine"), reverse("people:profile"), reverse("judging:queue")]
        pages += [f"{reverse('judging:search')}?q={word}" for word in ("Ashfield", "Birchwood", "winner", "")]
        for entry in self.entries:
            named = ("detail", "receipt", "draft", "preview", "withdraw", "submit")
            pages += [reverse(f"nominations:{name}", args=[entry.nomination_id]) for name in named]
            pages += [
                reverse("nominations:submission", args=[entry.nomination_id, 1]),
                reverse("outcomes:outcome", args=[entry.nomination_id]),
                reverse("award:answer", args=[entry.nomination_id]),
                reverse("judging:entry", args=[entry.pk]),
                reverse("judging:result", args=[self.round.pk, entry.pk]),
                reverse("judging:decide", args=[self.round.pk, entry.pk]),
            ]
        named = (
            "pledge",
            "declare",
            "my_marks",
            "hand_in",
            "round",
            "results",
            "decisions",
            "release",
            "announcements",
        )
        return pages + [reverse(f"judging:{name}", args=[self.round.pk]) for name in named]

    def back_office(self):
        all_viewsets()
        lists = [reverse(viewset.get_url_name("index")) for viewset in registered_viewsets()]
        pages = [reverse("wagtailadmin_home"), reverse("wagtailadmin_explore_root"), reverse("outbox:index")]
        pages += [f"{url}?q=Ashfield" for url in lists] + [f"{url}?export=csv" for url in lists]
        return [*lists, *pages, f"{reverse('wagtailadmin_pages:search')}?q=Ashfield"]

    def decide(self, *outcomes):
        for entry, outcome in zip(self.entries, outcomes, strict=True):
            decide(candidacy=entry, outcome=outcome, reason="Seen and weighed.", by=self.chair)
        seal_decisions(round=self.round, by=self.chair)

    def release(self):
        release_results(round=Round.objects.get(pk=self.round.pk), by=self.auditor)

    def announce(self, at, *, press_at=None):
        times = {"entrants_at": press_at or at, "press_at": press_at, "public_at": at}
        for outcome in (Outcome.WINNER, Outcome.FINALIST):
            set_announcement(round=self.round, outcome=outcome, by=self.office, **times)

    def mails(self):
        """All mail but what goes to those who may know."""
        knowing = [self.office, self.auditor, self.chair]
        notices = Notice.objects.exclude(recipient__in=knowing).order_by("address", "subject")
        return [quiet(f"{row.address} {row.subject} {row.body_text}") for row in notices]


def tick():
    for job in registered_jobs():
        job.act()
    reconcile()


def both_ways(stage, readers, act):
    """What everybody reads when the first wins, and when the second does."""
    readers = Readers(readers)
    return [run(stage, readers, act, outcomes) for outcomes in (("winner", "finalist"), ("finalist", "winner"))]


def run(stage, readers, act, outcomes):
    with transaction.atomic():
        stage.decide(*outcomes)
        act(stage)
        tick()
        for is_early in (True, False):
            keep_press_archive.call(stage.round.edition_id, is_early, "en")
        read = readers.read() | {f"mail {number}": mail for number, mail in enumerate(stage.mails())}
        transaction.set_rollback(True)
    return read


def sealed(stage):
    stage.announce(timezone.now() + timedelta(days=1))


def released(stage):
    stage.release()
    stage.announce(timezone.now() + timedelta(days=1))


def told_to_press(stage):
    stage.release()
    stage.announce(timezone.now() + timedelta(days=1), press_at=timezone.now())


def announced(stage):
    stage.release()
    stage.announce(timezone.now())


def test_sealed_round_tells_nothing(tasks_wait):
    stage = Stage(published=True)
    editor = ("editor", stage.editor, [*stage.front_of_house(), *stage.back_office()])
    readers = [reader for reader in stage.readers() if reader[0] in ("juror", "entrant 0")]

    assert differences(*both_ways(stage, [*readers, editor], sealed)) == []


def test_released_round_tells_nothing_before_its_time(tasks_wait):
    stage = Stage(published=True)

    assert differences(*both_ways(stage, stage.readers(), released)) == []


def test_hour_of_the_press_tells_the_press_and_no_visitor(tasks_wait):
    stage = Stage(published=True)
    neighbour = PressPassFactory(
        edition=stage.round.edition.prize.editions.create(**another_year(stage)), accepted=True
    )
    theirs = reverse("press:pass", args=[token_for(neighbour.invitation.address)])
    readers = [reader for reader in stage.readers() if reader[0] in ("anonymous", "stranger", "press")]

    doors = differences(*both_ways(stage, [*readers, ("press of another year", None, [theirs])], told_to_press))

    assert [door for door in doors if not door.startswith("mail")] == [
        f"press: {url}" for url in sorted(stage.press_pages())
    ]


def another_year(stage):
    edition = stage.round.edition
    return {"year": edition.year + 1, "name": "Next", "opens_at": edition.opens_at, "closes_at": edition.closes_at}


def test_rehearsal_tells_the_public_nothing_ever(tasks_wait):
    stage = Stage(rehearsal=True)
    readers = [reader for reader in stage.readers() if reader[0] in ("anonymous", "stranger")]

    doors = differences(*both_ways(stage, readers, announced))

    assert [door for door in doors if not door.startswith("mail")] == []


def test_announced_round_tells_all(tasks_wait):
    """That the comparison sees what it looks for."""
    stage = Stage(published=True)

    readers = [reader for reader in stage.readers() if reader[0] in ("anonymous", "entrant 0")]

    doors = differences(*both_ways(stage, readers, announced))

    for route in ("year", "press", "press_archive"):
        assert f"anonymous: {stage.winners.address_of(stage.round.edition.year, route)}" in doors
    assert f"anonymous: {stage.winners.url}" in doors
    assert f"entrant 0: {reverse('outcomes:outcome', args=[stage.entries[0].nomination_id])}" in doors
    assert [door for door in doors if door.startswith("mail")]
