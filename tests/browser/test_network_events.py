"""The last place at an event: one takes it, the next waits, the first gives it back, the second has it."""

import re

import pytest
from playwright.sync_api import expect

from home.models import SignUp
from notices.models import Notice
from tests.home.event_factories import event, event_index

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("network-events")]
ADA, BRAM = "ada@ashfield.example", "bram@harrow.example"


def sign_up(visitor, page, name, address, way):
    visitor.go(page.get_parent().url)
    visitor.follow(page.title)
    visitor.look("event")
    visitor.follow(way)
    visitor.look("signing up")
    visitor.page.get_by_label("Your name").fill(name)
    visitor.page.get_by_label("Your e-mail address").fill(address)
    visitor.press(way)
    return expect(visitor.page.get_by_role("alert").or_(visitor.page.locator(".messages")).first)


def link_mailed_to(address, template):
    text = Notice.objects.get(address=address, template=template).body_text
    return re.search(r"/sign-up/place/\S+", text).group()


def test_last_place_finds_its_next(visit, tasks_wait):
    page = event(event_index(), title="A morning at the foundry", capacity=1)
    first, second = visit(), visit()

    told = sign_up(first, page, "Ada Anvil", ADA, "Sign up")
    told.to_contain_text("confirms your place")
    expect(first.page.locator("main")).to_contain_text("Full: waiting list")
    told = sign_up(second, page, "Bram Borer", BRAM, "Join the waiting list")
    told.to_contain_text("All places are taken")

    second.go(link_mailed_to(BRAM, "home.event_waiting"))
    expect(second.page.locator("main")).to_contain_text("Bram Borer is number 1 on the waiting list.")
    second.look("place")

    first.go(link_mailed_to(ADA, "home.event_place"))
    first.press("Give my place back")
    expect(first.page.locator("main")).to_contain_text("You are no longer on the list")

    second.go(link_mailed_to(BRAM, "home.event_moved_up"))
    expect(second.page.locator("main")).to_contain_text("There is a place for Bram Borer.")
    assert SignUp.objects.holding_a_place().get().email == BRAM
