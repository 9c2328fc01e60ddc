"""The whole road, once, in a real browser: enter, screen, assign, judge, decide, release, approve, announce, find."""

from datetime import timedelta

import pytest
from django.utils import timezone

from judging.models import Round
from nominations.models import Nomination
from tests.browser.road import stage
from tests.browser.road.entering import approve, enter_the_contest, read_the_outcome
from tests.browser.road.jury import judge, lead, take_a_seat, take_the_chair
from tests.browser.road.office import (
    ask_the_company,
    assign,
    call_a_jury,
    let_through,
    release,
    screen,
    set_the_announcement,
)
from tests.browser.road.public import find_the_winner, nobody_is_told

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_road(visit, clock):
    prize, edition = stage.open_prize()
    office = visit(stage.trusted("Olive Office", "olive@prize.example", "secretariat", prize))
    auditor = visit(stage.trusted("Audrey Auditor", "audrey@audit.example", "auditor", prize))
    editor = visit(stage.trusted("Edwin Editor", "edwin@prize.example", "editor", prize))
    chair = visit(stage.trusted("Cyra Chair", stage.CHAIR))
    entrant, public = visit(), visit()
    for company, title in stage.OTHERS.items():
        stage.enter(edition, company, title)

    enter_the_contest(entrant)
    nomination = Nomination.objects.get(organisation__name=stage.COMPANY)

    clock(edition.closes_at)
    screen(office, nomination)
    call_a_jury(office, edition)
    jurors = [visit() for _ in stage.JURORS]
    for juror, (address, name) in zip(jurors, stage.JURORS.items(), strict=True):
        take_a_seat(juror, address, name)
    take_the_chair(chair)
    assign(office)
    round = Round.objects.get(edition=edition, key="scoring")

    clock(round.opens_at)
    judge(jurors[0], levels={stage.TITLE: "55545"})
    judge(jurors[1], levels={stage.TITLE: "54454"}, tied_to="Sedgewick Gauges")
    judge(jurors[2], levels={stage.TITLE: "45544"})

    clock(round.closes_at)
    lead(chair)
    release(auditor)
    told_at, shown_at = timezone.now() + timedelta(days=7), timezone.now() + timedelta(days=21)
    set_the_announcement(office, edition, told_at, shown_at)
    nobody_is_told(public)

    clock(told_at)
    read_the_outcome(entrant)
    ask_the_company(office)
    approve(visit())
    let_through(editor)
    stage.tick()
    nobody_is_told(public)

    clock(shown_at)
    find_the_winner(public)
