"""The demo's running round, as its chair would end it: from live results through the meeting to the minutes."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Person
from judging.actions import decide
from judging.agenda import Agenda
from judging.enums import Outcome, RoundState
from judging.models import Candidacy, Round
from tests.browser.looking import cookie_of
from tests.browser.road import stage
from tests.judging.factories import close

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "Shown on two lines; the third follows in spring."
REASON = "Read by the jury, weighed, agreed."


def test_demo_round_is_walked_from_live_results_to_minutes(visit, tasks_wait, live_server):
    call_command("load_demo", verbosity=0)
    person = Person.objects.get(email="chair@jury.example")
    round = Round.objects.open().get()
    chair = visit(person)
    chair.context.add_cookies([cookie_of(person, live_server.url)])

    read_live_results(chair, round)
    seal_the_figures(chair, round)
    meet(chair, round)
    seal_the_decisions(chair, round)
    read_the_minutes(chair, round)


def address(name, round, *more):
    return reverse(f"judging:{name}", args=[round.pk, *more])


def read_live_results(chair, round):
    """Half the marks are given: the page says why it does not correct for leniency yet."""
    main = chair.go(address("results", round)).locator("main")
    expect(main).to_contain_text("being computed for the first time")
    stage.work()
    chair.follow("Look again")
    expect(main).to_contain_text("Ranked on the plain score")
    for candidacy in Candidacy.objects.filter(round=round).annotate_names():
        expect(main).to_contain_text(candidacy.company)


def seal_the_figures(chair, round):
    close(round)
    page = chair.go(address("results", round))
    chair.follow("Seal the figures")
    chair.press("Seal the figures")
    stage.work()
    expect(page.locator("main")).to_contain_text("The figures are sealed")


def meet(chair, round):
    page = chair.go(address("decisions", round))
    chair.follow("Decide in a meeting, entry by entry")
    chair.press("Open the meeting")
    page.locator("[name=present]").first.check()
    chair.press("Note who is here")
    page.locator("main a.btn-primary").click()
    page.get_by_label("Discussion").fill(NOTE)
    expect(page.locator("[data-question=note]")).to_contain_text("Saved at")
    page.locator(".meeting-vote select").first.select_option(label="Finalist")
    chair.press("Note this vote")
    page.get_by_label("Finalist").check()
    page.get_by_label("Reason").fill(REASON)
    chair.press("Record it and go on")
    expect(page.locator(".meeting-head .kicker")).to_contain_text("Entry 2 of")
    chair.follow("All entries")
    chair.press("Close the meeting")
    expect(page.locator("main")).to_contain_text("Met from")


def seal_the_decisions(chair, round):
    for item in Agenda(chair.who, round).open:
        decide(candidacy=item.candidacy, outcome=Outcome.DECLINE, reason=REASON, by=chair.who)
    page = chair.go(address("decisions", round))
    chair.follow("Seal the decisions")
    chair.press("Seal the decisions")
    expect(page.locator("main")).to_contain_text("Decisions sealed by")
    assert Round.objects.get(pk=round.pk).state == RoundState.DECISIONS_SEALED


def read_the_minutes(chair, round):
    main = chair.go(address("minutes", round)).locator("main")
    for said in (NOTE, REASON, "Ballot 1", *(seal.input_hash for seal in round.seals.all())):
        expect(main).to_contain_text(said)
    expect(main.get_by_text("Helen Achterberg").first).to_be_visible()
