"""The dates of an edition, and events, as a calendar that people subscribe to or take over."""

from datetime import timedelta

from django.db.models import Count, Max
from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event

from audit.models import Event as Act
from home.glance import dates_of
from judging.models import Round

REFRESH = timedelta(hours=12)
# The acts that may move a date. No other is counted here: when a jury sealed is nobody's business yet.
MOVING = ("edition.created", "edition.changed", "edition.deadline_changed", "round.created", "round.changed")


def calendar_of(edition, *, address, host):
    """`address` is where the dates stand on the site, `host` makes the events' ids unique in the world."""
    calendar = _begun(edition.name, host)
    calendar.add("x-wr-timezone", edition.time_zone)
    revision = _revision(edition)
    for date in dates_of(edition, Round.objects.filter(edition=edition)):
        calendar.add_component(_event(date, edition, address, host, revision))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def calendar_of_events(dated, *, name, host):
    """`dated` are pairs of an event's page and its address. Where an online event is joined is not among what it tells."""
    calendar = _begun(name, host)
    for page, address in dated:
        calendar.add_component(_happening(page, address, host))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def calendar_response(text, name):
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


def _begun(name, host):
    calendar = Calendar()
    calendar.add("prodid", f"-//Prizewright//{host}//EN")
    calendar.add("version", "2.0")
    # With a method the stamp of each event is the time of this answer; its last change stands beside it.
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    return calendar


def _happening(page, address, host):
    event = Event()
    event.add("uid", f"event-{page.translation_key}@{host}")
    event.add("dtstamp", timezone.now())
    if page.last_published_at:
        # Minutes grow with each publication, as a sequence must, and need no count of them.
        event.add("sequence", int(page.last_published_at.timestamp()) // 60)
        event.add("last-modified", page.last_published_at)
    event.add("summary", page.title)
    event.add("dtstart", page.starts_at.astimezone(page.zone))
    event.add("dtend", page.ends_at.astimezone(page.zone))
    event.add("location", page.where)
    event.add("description", "\n".join(filter(None, [page.summary, page.bring, address])))
    event.add("url", address)
    event.add("status", "CANCELLED" if page.called_off else "CONFIRMED")
    return event


def _event(date, edition, address, host, revision):
    event = Event()
    event.add("uid", f"edition-{edition.pk}-{date.key}@{host}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", revision["acts"])
    if revision["last"]:
        event.add("last-modified", revision["last"])
    event.add("summary", f"{date.label} · {edition.prize.name}")
    event.add("dtstart", date.opens_at.astimezone(edition.zone))
    event.add("description", "\n".join(filter(None, [date.note, address])))
    event.add("url", address)
    # A deadline keeps nobody busy.
    event.add("transp", "TRANSPARENT")
    return event


def _revision(edition):
    """How often the year was changed, and when last: both only grow, so a calendar takes over the newer date."""
    acts = Act.objects.filter(scope=edition.record_scope, verb__in=MOVING)
    return acts.aggregate(acts=Count("pk"), last=Max("occurred_at"))
