"""Places at events: who gets one, who waits, who moves up, and what nobody learns of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import RoleName
from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event
from home.actions import cancel_sign_up, sign_up
from home.enums import SignUpState
from home.models import SignUp
from home.sign_up_links import key_of, link_to
from notices.models import Notice
from tests.accounts.factories import PersonFactory, staff
from tests.home.event_factories import SignUpFactory, event, events_prize, publish, reread

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TYPED = {"name": "Robin Ashfield", "email": "robin@ashfield.example", "company_name": "Ashfield", "needs": "A ramp."}


def mails():
    return sorted(Notice.objects.values_list("template", "address"))


def office_of(page, role=RoleName.SECRETARIAT):
    return staff(role, events_prize(page))


def test_first_come_has_a_place_and_a_mail_with_the_link():
    row = sign_up(event=event(), **TYPED)

    notice = Notice.objects.get()
    assert row.state == SignUpState.REGISTERED
    assert (notice.template, notice.address) == ("home.event_place", TYPED["email"])
    assert link_to(row) in notice.body_text
    assert "12 Foundry Lane, Lowell" in notice.body_text
    assert Event.objects.get().verb == "event.signed_up"


def test_record_names_nobody():
    sign_up(event=event(), **TYPED)

    told = Event.objects.get()
    assert "robin" not in (told.canonical + told.detail.payload).lower()


def test_whoever_comes_to_a_full_event_waits():
    page = event(capacity=1)
    SignUpFactory(event=page)

    row = sign_up(event=page, **TYPED)

    assert row.state == SignUpState.WAITING
    assert mails() == [("home.event_waiting", TYPED["email"])]


def test_without_a_limit_nobody_waits():
    page = event(capacity=None)
    SignUpFactory.create_batch(3, event=page)

    assert sign_up(event=page, **TYPED).state == SignUpState.REGISTERED


def test_nobody_overtakes_those_who_wait():
    page = event(capacity=2)
    SignUpFactory(event=page)
    SignUpFactory(event=page, waiting=True)

    assert sign_up(event=page, **TYPED).state == SignUpState.WAITING


def test_same_address_gets_the_same_mail_again_and_no_second_place():
    page = event()
    first = sign_up(event=page, **TYPED)

    again = sign_up(event=page, **TYPED | {"email": "ROBIN@ashfield.example", "name": "Somebody else"})

    assert again == first
    assert reread(first).name == "Robin Ashfield"
    assert [template for template, _ in mails()] == ["home.event_place", "home.event_place"]
    assert Event.objects.filter(verb="event.signed_up").count() == 1


def test_whoever_gave_a_place_back_may_come_again():
    page = event()
    cancel_sign_up(sign_up=sign_up(event=page, **TYPED))

    assert sign_up(event=page, **TYPED).state == SignUpState.REGISTERED
    assert page.sign_ups.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"takes_sign_ups": False},
        {"days": -1},
        {"sign_up_until": timezone.now() - timedelta(minutes=1)},
        {"starts_at": timezone.now() - timedelta(hours=1), "ends_at": timezone.now() + timedelta(hours=1)},
    ],
    ids=["takes none", "over", "closed", "has begun"],
)
def test_visitor_signs_up_only_while_it_is_open(fields):
    page = event(**fields)

    with pytest.raises(ValidationError):
        sign_up(event=page, **TYPED)

    assert not SignUp.objects.exists()


def test_online_address_is_told_to_those_with_a_place_alone():
    page = event(venue="", place="", capacity=1, online_address="https://meet.example/secret")

    sign_up(event=page, **TYPED)
    sign_up(event=page, **TYPED | {"email": "late@ashfield.example"})

    assert "meet.example/secret" in Notice.objects.get(template="home.event_place").body_text
    assert "meet.example" not in Notice.objects.get(template="home.event_waiting").body_text


# Giving it back.


def test_place_given_back_goes_to_whoever_waited_longest():
    page = event(capacity=1)
    first = SignUpFactory(event=page)
    second = SignUpFactory(event=page, waiting=True, created_at=timezone.now() - timedelta(hours=1))
    third = SignUpFactory(event=page, waiting=True)

    cancel_sign_up(sign_up=first)

    assert [reread(row).state for row in (first, second, third)] == ["canceled", "registered", "waiting"]
    assert reread(second).moved_up_at
    assert mails() == [("home.event_canceled", first.email), ("home.event_moved_up", second.email)]
    assert Event.objects.get().verb == "event.sign_up_canceled"


def test_leaving_the_queue_frees_no_place():
    page = event(capacity=1)
    SignUpFactory(event=page)
    waiting, behind = SignUpFactory.create_batch(2, event=page, waiting=True)

    cancel_sign_up(sign_up=waiting)

    assert reread(behind).state == SignUpState.WAITING


def test_place_is_given_back_once():
    row = SignUpFactory()
    cancel_sign_up(sign_up=row)

    with pytest.raises(TransitionRefused):
        cancel_sign_up(sign_up=row)


def test_after_it_has_begun_nothing_is_given_back_by_link():
    row = SignUpFactory(event=event(days=-0.01))

    with pytest.raises(ValidationError, match="has begun"):
        cancel_sign_up(sign_up=row)


def test_nobody_moves_up_to_what_has_begun():
    page = event(days=-0.01, capacity=1)
    row, waiting = SignUpFactory(event=page), SignUpFactory(event=page, waiting=True)

    cancel_sign_up(sign_up=row, by=office_of(page))

    assert reread(waiting).state == SignUpState.WAITING


def test_more_places_go_to_those_who_wait():
    page = event(capacity=1)
    SignUpFactory(event=page)
    waiting = SignUpFactory.create_batch(3, event=page, waiting=True)

    publish(page, capacity=3)

    assert [reread(row).state for row in waiting] == ["registered", "registered", "waiting"]
    assert Event.objects.filter(verb="event.places_filled").count() == 1
    assert {template for template, _ in mails()} == {"home.event_moved_up"}


def test_fewer_places_send_nobody_away():
    page = event(capacity=3)
    rows = SignUpFactory.create_batch(3, event=page)

    publish(page, capacity=1)

    assert {reread(row).state for row in rows} == {"registered"}


# The office at the telephone.


@pytest.mark.parametrize("role", [RoleName.SECRETARIAT, RoleName.EDITOR])
def test_office_adds_somebody_without_an_address(role):
    page = event()

    row = sign_up(event=page, name="Robin", email="", by=office_of(page, role))

    assert row.state == SignUpState.REGISTERED
    assert not Notice.objects.exists()


def test_office_adds_after_sign_up_has_closed():
    page = event(sign_up_until=timezone.now() - timedelta(minutes=1))

    assert sign_up(event=page, by=office_of(page), **TYPED).pk


def test_office_is_told_that_an_address_is_there_already():
    page = event()
    sign_up(event=page, **TYPED)

    with pytest.raises(ValidationError) as refusal:
        sign_up(event=page, by=office_of(page), **TYPED)

    assert "email" in refusal.value.error_dict


@pytest.mark.parametrize("who", [staff, lambda: staff(RoleName.EDITOR), PersonFactory])
def test_neighbour_and_stranger_keep_no_list_of_this_event(who):
    page = event()
    events_prize(page)
    row = SignUpFactory(event=page)
    person = who()

    with pytest.raises(NotAllowed):
        sign_up(event=page, by=person, **TYPED)
    with pytest.raises(NotAllowed):
        cancel_sign_up(sign_up=row, by=person)

    assert reread(row).state == SignUpState.REGISTERED


def test_auditor_of_the_prize_keeps_no_list():
    page = event()

    with pytest.raises(NotAllowed):
        sign_up(event=page, by=office_of(page, RoleName.AUDITOR), **TYPED)


# The pages.


def test_form_says_how_many_places_are_left(client):
    page = event(capacity=2)
    SignUpFactory(event=page)

    assert "There is 1 place left." in client.get(f"/sign-up/{page.pk}/").text


def test_form_says_before_that_one_will_wait(client):
    page = event(capacity=1)
    SignUpFactory(event=page)
    SignUpFactory(event=page, waiting=True)

    text = client.get(f"/sign-up/{page.pk}/").text

    assert "you go on the waiting list" in text
    assert "1 person waits already." in text


def test_visitor_signs_up(client):
    page = event()

    response = client.post(f"/sign-up/{page.pk}/", TYPED, follow=True)

    row = SignUp.objects.get()
    assert (row.name, row.company_name, row.needs) == ("Robin Ashfield", "Ashfield", "A ramp.")
    assert "A mail to robin@ashfield.example confirms your place" in response.text
    assert response.redirect_chain[0][0] == page.url


@pytest.mark.parametrize("capacity", [1, 5])
def test_answer_is_the_same_for_who_is_on_the_list_and_who_is_not(client, capacity):
    page = event(capacity=capacity)
    SignUpFactory(event=page, email="known@ashfield.example")

    answers = []
    for local in ("known", "other"):
        response = client.post(f"/sign-up/{page.pk}/", TYPED | {"email": f"{local}@ashfield.example"}, follow=True)
        [told] = response.context["messages"]
        answers.append((response.redirect_chain, str(told).replace(local, "")))

    assert answers[0] == answers[1]
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "nobody"}, "Enter a valid email address"),
        ({"name": ""}, "This field is required"),
        ({"needs": "x" * 301}, "at most 300 characters"),
        ({"fax": "https://spam.example"}, "Leave this field empty"),
    ],
)
def test_bad_sign_up_is_kept_and_told_what_is_wrong(client, typed, said):
    text = client.post(f"/sign-up/{event().pk}/", TYPED | typed).text

    assert said in text
    assert 'value="Ashfield"' in text
    assert not SignUp.objects.exists()


def test_sixth_mail_to_one_address_waits(client):
    page = event()
    for _ in range(5):
        client.post(f"/sign-up/{page.pk}/", TYPED)

    text = client.post(f"/sign-up/{page.pk}/", TYPED).text

    assert "Try again later" in text
    assert Notice.objects.count() == 5


def test_one_office_signs_up_twenty_people_an_hour(client):
    page = event(capacity=None)
    for number in range(21):
        client.post(f"/sign-up/{page.pk}/", TYPED | {"email": f"{number}@ashfield.example"})

    assert page.sign_ups.count() == 20


def test_closed_sign_up_says_so_and_takes_nothing(client):
    page = event(sign_up_until=timezone.now() - timedelta(minutes=1))

    assert "Sign-up has closed" in client.get(f"/sign-up/{page.pk}/").text
    assert "Sign-up has closed" in client.post(f"/sign-up/{page.pk}/", TYPED).text
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), lambda page: publish(page, takes_sign_ups=False)])
def test_event_that_nobody_can_come_to_has_no_form(client, hide):
    page = event()
    hide(page)

    assert client.get(f"/sign-up/{page.pk}/").status_code == 404
    assert client.post(f"/sign-up/{page.pk}/", TYPED).status_code == 404


def test_place_shows_what_its_holder_needs_and_no_other(client):
    page = event(capacity=1, online_address="https://meet.example/secret")
    row, waiting = SignUpFactory(event=page), SignUpFactory(event=page, waiting=True)

    first, second = (client.get(f"/sign-up/place/{key_of(each)}/").text for each in (row, waiting))

    assert "https://meet.example/secret" in first
    assert "meet.example" not in second
    assert "is number 1 on the waiting list" in second
    assert row.name not in second


def test_place_is_given_back_by_its_link(client):
    row = SignUpFactory()

    response = client.post(f"/sign-up/place/{key_of(row)}/", follow=True)

    assert reread(row).state == SignUpState.CANCELED
    assert "You are no longer on the list" in response.text


@pytest.mark.parametrize(("days", "offered"), [(1, True), (-0.01, False), (-3, False)])
def test_place_is_offered_back_until_it_begins(client, days, offered):
    row = SignUpFactory(event=event(days=days))

    assert ("Give my place back" in client.get(f"/sign-up/place/{key_of(row)}/").text) == offered


def test_second_press_says_that_it_is_given_back(client):
    row = SignUpFactory(canceled=True)

    assert "This is canceled" in client.post(f"/sign-up/place/{key_of(row)}/", follow=True).text


def test_link_of_another_key_opens_nothing(client, settings):
    key = key_of(SignUpFactory())
    settings.SECRET_KEY = "another"

    assert client.get(f"/sign-up/place/{key}/").status_code == 404
    assert client.post(f"/sign-up/place/{SignUpFactory().pk}/").status_code == 404


def test_place_is_kept_by_no_cache(client):
    response = client.get(f"/sign-up/place/{key_of(SignUpFactory())}/")

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response.text


# Called off.


def test_nobody_signs_up_for_what_is_called_off():
    page = event(called_off="The hall is flooded.")

    with pytest.raises(ValidationError):
        sign_up(event=page, **TYPED)
    with pytest.raises(ValidationError):
        sign_up(event=page, by=office_of(page), **TYPED)
    assert not SignUp.objects.exists()


def test_nobody_moves_up_at_what_is_called_off():
    page = event(capacity=1, called_off="The hall is flooded.")
    row, waiting = SignUpFactory(event=page), SignUpFactory(event=page, waiting=True)

    cancel_sign_up(sign_up=row)

    assert reread(waiting).state == SignUpState.WAITING
