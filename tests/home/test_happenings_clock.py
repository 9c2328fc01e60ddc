"""What those who signed up hear of changes, and before it begins; who came; and when it is forgotten who it was."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actions import erase_person
from accounts.enums import RoleName
from accounts.registries import exporters
from accounts.rules import NotAllowed
from audit.models import Event
from home.actions import cancel_sign_up, forget_sign_ups, note_arrival, note_who_came, remind_before_events, sign_up
from home.models import EventPage, SignUp
from notices.clock import registered_jobs
from notices.models import Notice
from tests.accounts.factories import PersonFactory, staff
from tests.home.event_factories import SignUpFactory, event, event_of, events_prize, publish, reread
from tests.prizes.factories import PrizeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def office_of(page, role=RoleName.SECRETARIAT):
    return staff(role, events_prize(page))


def mailed(template):
    return sorted(Notice.objects.filter(template=f"home.event_{template}").values_list("address", flat=True))


# Changes.


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"venue": "3 Mill Road"}, "There is a new place"),
        ({"online_address": "https://meet.example/new"}, "There is a new place"),
        ({"time_zone": "America/Chicago"}, "There is a new time:"),
        (
            {"ends_at": timezone.now() + timedelta(days=30), "starts_at": timezone.now() + timedelta(days=29)},
            "There is a new time:",
        ),
        ({"venue": "3 Mill Road", "ends_at": timezone.now() + timedelta(days=30)}, "a new time and a new place"),
    ],
)
def test_new_time_or_place_is_told_once_to_everybody_on_the_list(changes, said):
    page = event()
    there = [SignUpFactory(event=page), SignUpFactory(event=page, waiting=True)]
    SignUpFactory(event=page, canceled=True)

    publish(page, **changes)

    assert mailed("changed") == sorted(row.email for row in there)
    assert said in Notice.objects.filter(template="home.event_changed").first().body_text
    assert Event.objects.filter(verb="event.change_told").count() == 1


@pytest.mark.parametrize("changes", [{"summary": "Other words."}, {"capacity": 12}, {"bring": "A hat."}])
def test_other_words_are_told_to_nobody(changes):
    page = event()
    SignUpFactory(event=page)

    publish(page, **changes)

    assert mailed("changed") == []


def test_draft_is_told_to_nobody():
    page = event()
    SignUpFactory(event=page)

    page.venue = "3 Mill Road"
    page.save_revision()

    assert mailed("changed") == []


def test_change_while_the_page_was_taken_off_is_told_once_it_is_back():
    page = event()
    row = SignUpFactory(event=page)
    reread(page).unpublish()

    publish(page, venue="3 Mill Road")

    assert mailed("changed") == [row.email]


def test_change_of_what_is_over_is_told_to_nobody():
    page = event(days=-3)
    SignUpFactory(event=page)

    publish(page, venue="3 Mill Road")

    assert mailed("changed") == []


def test_unchanged_publication_after_a_change_tells_nothing_again():
    page = event()
    SignUpFactory(event=page)
    publish(page, venue="3 Mill Road")

    publish(page)

    assert len(mailed("changed")) == 1


# Called off.


def test_event_that_is_called_off_is_told_to_everybody_on_the_list():
    page = event()
    there = [SignUpFactory(event=page), SignUpFactory(event=page, waiting=True)]
    SignUpFactory(event=page, canceled=True)

    publish(page, called_off="The hall is flooded.", venue="3 Mill Road")
    publish(page, summary="Other words.")

    assert mailed("called_off") == sorted(row.email for row in there)
    assert mailed("changed") == []
    assert (
        "is called off: The hall is flooded."
        in Notice.objects.filter(template="home.event_called_off").first().body_text
    )


def test_event_that_takes_place_after_all_is_told_again():
    page = event()
    SignUpFactory(event=page)
    publish(page, called_off="The hall is flooded.")

    publish(page, called_off="")

    assert "It takes place after all" in Notice.objects.get(template="home.event_changed").body_text


def test_place_given_back_meanwhile_goes_to_the_next_once_it_takes_place_after_all():
    page = event(capacity=1)
    row, waiting = SignUpFactory(event=page), SignUpFactory(event=page, waiting=True)
    publish(page, called_off="The hall is flooded.")
    cancel_sign_up(sign_up=row)
    assert reread(waiting).state == "waiting"

    publish(page, called_off="")

    assert reread(waiting).state == "registered"
    assert mailed("moved_up") == [waiting.email]


def test_nobody_is_reminded_of_what_is_called_off():
    page = event(days=1, called_off="The hall is flooded.")
    SignUpFactory(event=page, created_at=timezone.now() - timedelta(days=9))

    remind_before_events()

    assert mailed("reminder") == []


# The reminder.


def test_reminder_goes_two_days_before_and_once():
    page = event(days=5)
    row = SignUpFactory(event=page)
    SignUpFactory(event=page, waiting=True)
    SignUpFactory(event=page, canceled=True)

    remind_before_events()
    assert mailed("reminder") == []

    for day in (3.2, 3.3):
        remind_before_events(now=timezone.now() + timedelta(days=day))
    assert mailed("reminder") == [row.email]


def test_whoever_signs_up_within_the_two_days_is_not_reminded():
    SignUpFactory(event=event(days=1))

    remind_before_events()

    assert mailed("reminder") == []


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), lambda page: None])
def test_what_is_not_public_or_has_begun_is_not_reminded_of(hide):
    page = event(days=5)
    SignUpFactory(event=page)
    hide(page)

    remind_before_events(now=timezone.now() + timedelta(days=4 if not reread(page).live else 6))

    assert mailed("reminder") == []


def test_moved_event_is_reminded_of_anew():
    page = event(days=5)
    row = SignUpFactory(event=page, reminded_at=timezone.now())

    publish(page, starts_at=page.starts_at + timedelta(days=7), ends_at=page.ends_at + timedelta(days=7))

    assert reread(row).reminded_at is None


# Who came.


def test_ticked_list_is_one_event():
    page = event(days=0)
    came, absent, took_back = SignUpFactory.create_batch(3, event=page)
    SignUp.objects.filter(pk=took_back.pk).update(came_at=timezone.now())

    counted = note_who_came(event=page, came=[came.pk], by=office_of(page))

    assert counted == {"came": 1, "listed": 3}
    assert [bool(reread(row).came_at) for row in (came, absent, took_back)] == [True, False, False]
    assert Event.objects.get().verb == "event.attendance_noted"


def test_ticking_twice_keeps_the_first_hour():
    page = event(days=0)
    row = SignUpFactory(event=page)
    office = office_of(page)
    note_who_came(event=page, came=[row.pk], by=office)
    first = reread(row).came_at

    note_who_came(event=page, came=[row.pk], by=office)

    assert reread(row).came_at == first


@pytest.mark.parametrize("came", [True, False])
def test_one_person_came_or_did_not(came):
    page = event(days=0)
    row = SignUpFactory(event=page, came_at=None if came else timezone.now())

    note_arrival(sign_up=row, came=came, by=office_of(page))

    assert (reread(row).came_at is not None) == came
    assert Event.objects.get().verb == ("event.came" if came else "event.did_not_come")


def test_nobody_comes_days_before():
    page = event(days=1)
    row = SignUpFactory(event=page)
    office = office_of(page)

    with pytest.raises(ValidationError, match="Nobody can have come yet"):
        note_who_came(event=page, came=[row.pk], by=office)
    with pytest.raises(ValidationError, match="Nobody can have come yet"):
        note_arrival(sign_up=row, came=True, by=office)


@pytest.mark.parametrize("state", ["waiting", "canceled"])
def test_only_who_has_a_place_comes(state):
    page = event(days=0)
    row = SignUpFactory(event=page, **{state: True})
    office = office_of(page)

    with pytest.raises(ValidationError):
        note_arrival(sign_up=row, came=True, by=office)
    note_who_came(event=page, came=[row.pk], by=office)

    assert reread(row).came_at is None


def test_neighbour_notes_nothing():
    page = event(days=0)
    events_prize(page)
    row = SignUpFactory(event=page)

    for person in (staff(), PersonFactory()):
        with pytest.raises(NotAllowed):
            note_who_came(event=page, came=[row.pk], by=person)
        with pytest.raises(NotAllowed):
            note_arrival(sign_up=row, came=True, by=person)

    assert reread(row).came_at is None


def test_door_list_is_alphabetical_and_saves_ticks(client):
    page = event(days=0)
    late, early = SignUpFactory(event=page, name="zoe"), SignUpFactory(event=page, name="Ada", needs="A ramp.")
    SignUpFactory(event=page, name="Wanda", waiting=True)
    client.force_login(office_of(page))
    url = reverse("event_door", args=[page.pk])

    text = client.get(url).text
    response = client.post(url, {"came": [str(late.pk)]}, follow=True)

    assert text.index("Ada") < text.index("zoe") < text.index("Wanda")
    assert "A ramp." in text
    assert "Saved: 1 of 2 came." in response.text
    assert reread(late).came_at
    assert not reread(early).came_at


def test_door_list_keeps_ticks_that_came_too_early(client):
    page = event(days=3)
    row = SignUpFactory(event=page)
    client.force_login(office_of(page))

    text = client.post(reverse("event_door", args=[page.pk]), {"came": [str(row.pk)]}).text

    assert "Nobody can have come yet" in text
    assert "checked" in text


def test_door_list_of_another_prize_is_not_there(client):
    page = event_of(PrizeFactory())
    client.force_login(staff())

    assert client.get(reverse("event_door", args=[page.pk])).status_code == 404


# Forgetting.


def test_names_are_erased_ninety_days_after_and_counts_stay():
    page = event(days=1)
    row = sign_up(event=page, name="Robin", email="robin@ashfield.example", needs="A ramp.", company_name="Ashfield")
    SignUp.objects.filter(pk=row.pk).update(came_at=timezone.now())

    forget_sign_ups(now=page.ends_at + timedelta(days=89))
    assert reread(row).name == "Robin"
    forget_sign_ups(now=page.ends_at + timedelta(days=91))

    row = reread(row)
    assert (row.name, row.email, row.needs, row.company_name) == ("", "", "", "")
    assert (row.state, bool(row.came_at)) == ("registered", True)
    notice = Notice.objects.get()
    assert (notice.address, notice.body_text) == ("", "")
    assert Event.objects.filter(verb="event.sign_ups_forgotten").count() == 1


def test_forgetting_twice_records_nothing_more():
    SignUpFactory(event=event(days=-100))

    forget_sign_ups()
    forget_sign_ups()

    assert Event.objects.count() == 1


def test_link_of_a_forgotten_place_opens_nothing(client):
    page = event(days=1)
    row = sign_up(event=page, name="Robin", email="robin@ashfield.example")
    link = Notice.objects.get().body_text
    forget_sign_ups(now=page.ends_at + timedelta(days=91))

    path = "/sign-up/place/" + link.split("/sign-up/place/")[1].split()[0]
    assert client.get(path).status_code == 404
    assert row.pk


def test_person_gets_a_copy_of_their_places_by_their_address():
    person = PersonFactory(email="robin@ashfield.example")
    SignUpFactory(email="robin@ashfield.example", name="Robin")
    SignUpFactory()

    copies = [export(person)["places_at_events"] for export in exporters() if "places_at_events" in export(person)]

    [[place]] = copies
    assert place["name"] == "Robin"


def test_erased_person_gives_places_back_and_is_named_nowhere():
    person = PersonFactory(email="robin@ashfield.example")
    page = event(capacity=1)
    row = SignUpFactory(event=page, email=person.email, name="Robin")
    old = SignUpFactory(event=event(number=2, days=-3), email=person.email)
    waiting = SignUpFactory(event=page, waiting=True)

    erase_person(person=person, by=person)

    assert [(reread(each).name, reread(each).email) for each in (row, old)] == [("", ""), ("", "")]
    assert [reread(each).state for each in (row, old, waiting)] == ["canceled", "registered", "registered"]


def test_clock_of_the_house_does_all_of_it():
    names = {job.name for job in registered_jobs()}

    assert {"home.remind_before_events", "home.remind_of_commitments", "home.forget_sign_ups"} <= names


def test_canceled_place_is_forgotten_too():
    page = event(days=1)
    row = cancel_sign_up(sign_up=sign_up(event=page, name="Robin", email="robin@ashfield.example"))

    with time_machine.travel(page.ends_at + timedelta(days=91)):
        forget_sign_ups()

    assert reread(row).name == ""


# Who relies on it keeps it.


def taking_away(page, way):
    """The address of the act, and what is sent with it."""
    if way in {"delete", "unpublish"}:
        return reverse(f"wagtailadmin_pages:{way}", args=[page.pk]), {}
    action = way.removeprefix("bulk ")
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?id={page.pk}&next=/admin/", {
        "include_descendants": "on"
    }


def is_public(page):
    return EventPage.objects.live().filter(pk=page.pk).exists()


# The list of events itself no editor deletes.
@pytest.mark.parametrize(
    ("way", "whole"),
    [(way, False) for way in ("delete", "unpublish", "bulk delete", "bulk unpublish")]
    + [(way, True) for way in ("unpublish", "bulk delete", "bulk unpublish")],
)
def test_event_that_somebody_relies_on_is_called_off_before_it_is_taken_away(client, way, whole):
    page = event_of(PrizeFactory())
    SignUpFactory(event=page, waiting=True)
    client.force_login(office_of(page, RoleName.EDITOR))
    address, sent = taking_away(page.get_parent() if whole else page, way)

    refused = client.post(address, sent, follow=True)

    assert "Call it off first" in refused.text
    assert is_public(page)

    publish(page, called_off="The hall is flooded.")
    client.post(taking_away(page, way)[0], sent)

    assert not is_public(page)


def test_event_that_ran_out_of_its_schedule_is_not_deleted_from_under_those_on_its_list(client):
    page = event_of(PrizeFactory())
    SignUpFactory(event=page)
    page.unpublish()
    client.force_login(office_of(page, RoleName.EDITOR))

    client.post(*taking_away(page, "delete"))

    assert EventPage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("gone", ["nobody", "who canceled", "what has begun"])
def test_event_on_which_nobody_relies_is_taken_away(client, gone):
    page = event_of(PrizeFactory(), days=-0.01 if gone == "what has begun" else 10)
    if gone != "nobody":
        SignUpFactory(event=page, canceled=gone == "who canceled")
    client.force_login(office_of(page, RoleName.EDITOR))

    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))

    assert not is_public(page)
