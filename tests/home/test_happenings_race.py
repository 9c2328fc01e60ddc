"""Several people reach for the last place of an event at the same moment, each on a connection of their own."""

import pytest

from home.actions import cancel_sign_up, sign_up
from home.enums import SignUpState
from home.models import SignUp
from notices.models import Notice
from tests.home.event_factories import SignUpFactory, event, reread
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def states():
    return sorted(SignUp.objects.values_list("state", flat=True))


def come(page, name):
    return sign_up(event=page, name=name, email=f"{name}@ashfield.example")


def test_of_two_who_want_the_last_place_one_gets_it_and_one_waits():
    page = event(capacity=1)

    run_together(lambda name: come(page, name), ["robin", "kim"])

    assert states() == [SignUpState.REGISTERED, SignUpState.WAITING]
    assert sorted(Notice.objects.values_list("template", flat=True)) == ["home.event_place", "home.event_waiting"]


def test_same_person_in_two_tabs_takes_one_place():
    page = event(capacity=5)

    first, second = run_together(lambda name: come(page, name), ["robin", "robin"])

    assert first == second
    assert states() == [SignUpState.REGISTERED]


def test_two_places_given_back_at_once_go_to_two_who_wait():
    page = event(capacity=2)
    there = SignUpFactory.create_batch(2, event=page)
    waiting = SignUpFactory.create_batch(3, event=page, waiting=True)

    run_together(lambda row: cancel_sign_up(sign_up=row), there)

    assert [reread(row).state for row in waiting] == ["registered", "registered", "waiting"]
    assert Notice.objects.filter(template="home.event_moved_up").count() == 2


def test_place_that_is_given_back_while_somebody_comes_goes_to_one():
    page = event(capacity=1)
    holder = SignUpFactory(event=page)
    first = SignUpFactory(event=page, waiting=True)

    run_together(lambda act: act(), [lambda: cancel_sign_up(sign_up=holder), lambda: come(page, "robin")])

    assert reread(first).state == SignUpState.REGISTERED
    assert states() == [SignUpState.CANCELED, SignUpState.REGISTERED, SignUpState.WAITING]
