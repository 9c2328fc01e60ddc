"""The pages of events: what is coming, what was, and what others are told of it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import Page, PageViewRestriction

from accounts.enums import RoleName
from home.event_forms import EventPageForm
from home.models import EventPage
from prize_site.public_rows import coming_moments
from search.models import PublicDocument
from search.sharing import place_of
from tests.accounts.factories import staff
from tests.home.event_factories import SignUpFactory, event, event_index, event_of, events_prize, publish, reread
from tests.prizes.factories import PrizeFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2031, 3, 4, 14, tzinfo=UTC)  # nine o'clock in Boston


def at_nine(**fields):
    return event(starts_at=NINE, ends_at=NINE + timedelta(hours=2), **fields)


def count_of(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_coming_stands_first_and_the_soonest_of_it_before_what_was(client):
    index = event_index()
    for number, days in ((1, 20), (2, 10), (3, -10), (4, -20)):
        event(index, number, days=days)

    text = client.get(index.url).text

    places = [text.index(f"Event {number}") for number in (2, 1, 3, 4)]
    assert places == sorted(places)


def test_what_has_begun_is_still_coming_until_it_ends(client):
    index = event_index()
    event(index, days=-0.01)

    response = client.get(index.url)

    assert len(response.context["coming"]) == 1
    assert len(response.context["past"].object_list) == 0


def test_empty_list_says_so(client):
    assert "No event is planned at the moment" in client.get(event_index().url).text


def test_list_is_narrowed_by_kind(client):
    index = event_index()
    event(index, 1)
    event(index, 2, kind="talk")

    text = client.get(f"{index.url}?kind=talk").text

    assert "Event 2" in text
    assert "Event 1" not in text


def test_kind_of_which_only_past_is_left_says_that_none_is_planned(client):
    index = event_index()
    event(index, 1)
    event(index, 2, kind="talk", days=-10)

    assert "No event of this kind is planned" in client.get(f"{index.url}?kind=talk").text


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), lambda page: close(page)])
def test_what_is_not_public_is_in_no_list_and_no_calendar(client, hide):
    index = event_index()
    hide(event(index))

    for url in (index.url, f"{index.url}calendar/", f"{index.url}feed/"):
        assert "Event 1" not in client.get(url).text


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_list_asks_the_same_for_one_and_for_many(client):
    index = event_index()
    SignUpFactory(event=event(index, 1))
    event(index, 2, days=-10)
    client.get(index.url)
    one = count_of(lambda: client.get(index.url))
    for number in range(3, 53):
        SignUpFactory(event=event(index, number, days=number))
        event(index, number + 50, days=-number)

    assert count_of(lambda: client.get(index.url)) == one


@pytest.mark.parametrize("path", ["calendar/", "feed/"])
def test_feed_asks_the_same_for_one_and_for_many(client, path):
    index = event_index()
    event(index, 1)
    client.get(f"{index.url}{path}")
    one = count_of(lambda: client.get(f"{index.url}{path}"))
    for number in range(2, 51):
        event(index, number)

    assert count_of(lambda: client.get(f"{index.url}{path}")) == one


def test_office_list_asks_the_same_for_one_and_for_many(client):
    page = event()
    SignUpFactory(event=page)
    client.force_login(staff(RoleName.EDITOR, events_prize(page)))
    urls = [reverse("sign_ups:index"), reverse("event_door", args=[page.pk])]
    for url in urls:
        client.get(url)
    one = [count_of(lambda url=url: client.get(url)) for url in urls]
    SignUpFactory.create_batch(49, event=page)

    assert [count_of(lambda url=url: client.get(url)) for url in urls] == one


# One event.


def test_time_stands_with_its_zone(client):
    text = client.get(at_nine().url).text

    assert "Tuesday, March 4, 2031, 9:00 a.m. EST to 11:00 a.m. EST" in text


def test_event_of_several_days_says_when_it_ends():
    page = at_nine()
    page.ends_at = NINE + timedelta(days=1)

    assert page.when == "Tuesday, March 4, 2031, 9:00 a.m. EST to Wednesday, March 5, 2031, 9:00 a.m. EST"


@pytest.mark.parametrize(
    ("fields", "guests", "said"),
    [
        ({"capacity": 10}, 2, "8 places left"),
        ({"capacity": 2}, 1, "1 place left"),
        ({"capacity": 2}, 2, "Full: waiting list"),
        ({"capacity": None}, 2, "Sign-up is open"),
        ({"takes_sign_ups": False}, 0, "No sign-up needed"),
        ({"sign_up_until": timezone.now() - timedelta(days=1)}, 0, "Sign-up has closed"),
        ({"days": -1}, 0, "This event is over."),
    ],
)
def test_page_says_whether_one_can_come(client, fields, guests, said):
    page = event(**fields)
    SignUpFactory.create_batch(guests, event=page)

    assert said in client.get(page.url).text


def test_page_counts_its_places_once(client):
    page = event()

    with CaptureQueriesContext(connection) as asked:
        client.get(page.url)

    assert sum("home_signup" in each["sql"] for each in asked) == 1


def test_canceled_place_is_free(client):
    page = event(capacity=2)
    SignUpFactory(event=page, canceled=True)

    assert "2 places left" in client.get(page.url).text


def test_online_address_is_on_no_public_page(client):
    page = event(venue="", place="", online_address="https://meet.example/secret")
    index = page.get_parent()

    for url in (page.url, f"{page.url}calendar/", index.url, f"{index.url}calendar/", f"{index.url}feed/"):
        assert "meet.example" not in client.get(url).text
    assert not PublicDocument.objects.filter(body__contains="meet.example").exists()
    assert "meet.example" not in client.get(f"/sign-up/{page.pk}/").text


def test_kept_page_counts_places_live(client, settings, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE_SECONDS = 60
    caches["pages"].clear()
    page = event(capacity=5)
    assert "5 places left" in client.get(page.url).text

    with django_capture_on_commit_callbacks(execute=True):
        SignUpFactory(event=page)

    assert "4 places left" in client.get(page.url).text


def test_kept_pages_say_at_once_that_it_is_full_and_that_it_is_called_off(
    client, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE_SECONDS = 60
    caches["pages"].clear()
    page = event(capacity=1)
    urls = [page.url, page.get_parent().url]
    assert ["1 place left" in client.get(url).text for url in urls] == [True, True]

    with django_capture_on_commit_callbacks(execute=True):
        SignUpFactory(event=page)
    assert ["Full: waiting list" in client.get(url).text for url in urls] == [True, True]
    with django_capture_on_commit_callbacks(execute=True):
        publish(page, called_off="The hall is flooded.")

    assert ["Called off" in client.get(url).text for url in urls] == [True, True]


@pytest.mark.parametrize("moment", ["starts_at", "ends_at", "sign_up_until"])
def test_hours_of_an_event_end_the_kept_pages(moment):
    page = event(sign_up_until=timezone.now() + timedelta(days=2))

    assert getattr(reread(page), moment) in coming_moments(timezone.now())


def test_page_tells_search_engines_of_it(client):
    page = at_nine(capacity=3)
    SignUpFactory(event=page)

    [told] = page.structured_data(page.share(request_of(client, page), {}), place_of(request_of(client, page)), {})

    assert told["@type"] == "Event"
    assert told["startDate"] == "2031-03-04T09:00:00-05:00"
    assert told["location"]["address"] == "12 Foundry Lane, Lowell"
    assert (told["maximumAttendeeCapacity"], told["remainingAttendeeCapacity"]) == (3, 2)
    assert '"@type": "Event"' in client.get(page.url).text


def request_of(client, page):
    return client.get(page.url).wsgi_request


def test_it_is_found():
    event(days=-300)

    document = PublicDocument.objects.get(kind="event")

    assert (document.title, document.place) == ("Event 1", "Lowell")


def test_it_is_in_the_sitemap(client):
    page = event()

    assert page.url in client.get("/sitemap.xml").text


# Calendars.


def test_calendar_of_one_event_has_its_hours_on_its_clock(client):
    page = at_nine(bring="Closed shoes.")

    response = client.get(f"{page.url}calendar/")

    [one] = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"].startswith("text/calendar")
    assert one.decoded("dtstart") == NINE
    assert one["dtstart"].params["TZID"] == "America/New_York"
    assert one.decoded("dtend") == NINE + timedelta(hours=2)
    assert one["location"] == "12 Foundry Lane, Lowell"
    assert "Closed shoes." in one["description"]


def test_calendar_of_all_holds_what_is_coming(client):
    index = event_index()
    event(index, 1)
    event(index, 2, days=-10)

    events = Calendar.from_ical(client.get(f"{index.url}calendar/").content).walk("VEVENT")

    assert [str(one["summary"]) for one in events] == ["Event 1"]


def test_calendar_knows_a_moved_event_again(client):
    page = publish(event())
    before = Calendar.from_ical(client.get(f"{page.url}calendar/").content).walk("VEVENT")[0]

    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        publish(page, starts_at=page.starts_at + timedelta(days=1), ends_at=page.ends_at + timedelta(days=1))
        after = Calendar.from_ical(client.get(f"{page.url}calendar/").content).walk("VEVENT")[0]

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]


# The editor's form.


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends_at": NINE - timedelta(hours=1)}, "ends_at"),
        ({"ends_at": NINE}, "ends_at"),
        ({"sign_up_until": NINE + timedelta(minutes=1)}, "sign_up_until"),
        ({"time_zone": "Boston"}, "time_zone"),
        ({"capacity": 0}, "capacity"),
        ({"online_address": "meet"}, "online_address"),
    ],
)
def test_wrong_facts_are_refused_at_their_field(fields, wrong):
    page = at_nine()
    for name, value in fields.items():
        setattr(page, name, value)

    with pytest.raises(ValidationError) as refusal:
        page.full_clean()

    assert set(refusal.value.error_dict) == {wrong}


def form_of(page, **typed):
    kind = EventPage.get_edit_handler().get_form_class()
    assert issubclass(kind, EventPageForm)
    # A form is sent whole; these are the parts that must not be missing.
    formsets = {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return kind(typed | formsets if typed else None, instance=page, for_user=None)


@pytest.mark.parametrize(
    ("typed", "is_refused"),
    [
        ({"takes_sign_ups": "on", "expire_at": "2031-03-04 10:59"}, True),
        ({"takes_sign_ups": "on", "expire_at": "2031-03-04 11:00"}, False),
        ({"expire_at": "2031-03-04 10:59"}, False),
    ],
)
def test_page_stays_until_the_event_is_over_where_people_signed_up(typed, is_refused):
    times = {"time_zone": "America/New_York", "starts_at": "2031-03-04 09:00", "ends_at": "2031-03-04 11:00"}
    form = form_of(at_nine(), **times, **typed)

    assert ("expire_at" in form.errors) == is_refused


def test_form_shows_hours_on_the_clock_of_the_event():
    form = form_of(at_nine(time_zone="America/Los_Angeles"))

    assert form["starts_at"].value() == datetime(2031, 3, 4, 6)


def test_form_reads_hours_on_the_clock_that_is_typed_with_them():
    page = at_nine()

    form = form_of(page, time_zone="America/Chicago", starts_at="2031-03-04 09:00", ends_at="2031-03-04 11:00")

    form.is_valid()
    assert form.cleaned_data["starts_at"] == datetime(2031, 3, 4, 9, tzinfo=ZoneInfo("America/Chicago"))
    assert "starts_at" in form.changed_data


def test_form_finds_nothing_changed_where_the_same_hour_stands():
    page = at_nine(time_zone="America/Los_Angeles")

    form = form_of(page, time_zone="America/Los_Angeles", starts_at="2031-03-04 06:00")

    form.is_valid()
    assert "starts_at" not in form.changed_data


def test_editor_finds_the_list_from_the_page(client):
    prize = PrizeFactory()
    page = event_of(prize)
    SignUpFactory(event=page)
    SignUpFactory(event=page, waiting=True)
    client.force_login(staff(RoleName.EDITOR, prize))

    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text

    assert "1 of 10 places are taken." in text
    assert "1 person waits." in text
    assert reverse("event_door", args=[page.pk]) in text


# The office's list.


def test_list_offers_only_events_of_the_own_site(client):
    prize = PrizeFactory()
    mine, other = event_of(prize), event_of(PrizeFactory())
    client.force_login(staff(prize=prize))

    index = client.get(reverse("sign_ups:index"))
    form = client.get(reverse("sign_ups:add"), {"event": mine.pk}).context["form"]

    assert other.title not in index.text.replace(mine.title, "")
    assert list(form.fields["event"].queryset) == [mine]
    assert str(form["event"].value()) == str(mine.pk)


def test_auditor_sees_no_list_of_people(client):
    prize = PrizeFactory()
    event_of(prize)
    client.force_login(staff(RoleName.AUDITOR, prize))

    assert client.get(reverse("sign_ups:index")).status_code == 404


def test_page_of_an_event_passes_an_editor():
    page = event()

    assert Page.objects.get(pk=page.pk).get_workflow() is not None


def test_page_says_that_it_is_called_off_and_why(client):
    page = event(called_off="The hall is flooded.")

    text = client.get(page.url).text

    assert "Called off" in text
    assert "The hall is flooded." in text
    assert "https://schema.org/EventCancelled" in text
    assert reverse("events:sign_up", args=[page.pk]) not in text
    assert "STATUS:CANCELLED" in client.get(f"{page.url}calendar/").text


def test_list_says_what_is_called_off(client):
    event(called_off="The hall is flooded.")

    assert "Called off" in client.get(event_index().url).text
