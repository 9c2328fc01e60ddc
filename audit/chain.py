"""Walking the chain: does every event still say what was recorded, in the order in which it was?"""

import json
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from audit.models import GENESIS, Event, EventDetail
from audit.record import canonical_time, chained_hash, details_digest

ROWS_AT_A_TIME = 1000
# What the canonical text says and a column repeats.
REPEATED = ("position", "verb", "actor", "target_type", "target_id", "scope")


@dataclass(frozen=True)
class Break:
    position: int
    reason: str

    def __str__(self):
        return f"event {self.position}: {self.reason}"


@dataclass
class Report:
    """`count` and `head` are those of the events that hold; they stop before the first that is broken."""

    count: int = 0
    head: str = GENESIS
    erased: list[int] = field(default_factory=list)
    first_broken: Break | None = None

    @property
    def ok(self):
        return self.first_broken is None


def head():
    """The newest hash: whoever keeps it can later tell whether anything before it was changed or cut off."""
    newest = Event.objects.head()
    return newest.hash if newest else GENESIS


def verify_chain(expected_head=None):
    """Read every event once, in order, and stop at the first that does not hold.

    A chain whose end was cut off is whole in itself. Only `expected_head`, a hash that somebody kept, shows that.
    """
    report = Report()
    met_expected = expected_head in (None, GENESIS)
    for event in _events():
        if reason := _what_is_broken(event, report):
            report.first_broken = Break(event.position, reason)
            return report
        if event.detail.erased_at:
            report.erased.append(event.position)
        report.count, report.head = event.position, event.hash
        met_expected = met_expected or event.hash == expected_head
    report.first_broken = _what_is_left_over()
    if report.ok and not met_expected:
        report.first_broken = Break(report.count + 1, _("the events up to the hash that was kept are missing"))
    return report


def _events():
    events = Event.objects.order_by("position").select_related("detail").prefetch_related("subjects")
    return events.iterator(chunk_size=ROWS_AT_A_TIME)


def _what_is_broken(event, report):
    if event.position != report.count + 1:
        return _("event %(position)s is missing before it") % {"position": report.count + 1}
    if event.previous_hash != report.head:
        return _("it is not chained to the event before it")
    if event.hash != chained_hash(event.previous_hash, event.canonical):
        return _("its hash does not match its text")
    facts = _facts(event)
    return _broken_columns(event, facts) or _broken_details(event, facts)


def _facts(event):
    """Nothing when somebody wrote a text of their own and a hash to match it."""
    try:
        facts = json.loads(event.canonical)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _broken_columns(event, facts):
    changed = [name for name in REPEATED if getattr(event, name) != facts.get(name)]
    if canonical_time(event.occurred_at) != facts.get("occurred_at"):
        changed.append("occurred_at")
    if sorted(subject.person for subject in event.subjects.all()) != facts.get("subjects"):
        changed.append("subjects")
    return _("%(columns)s not as recorded") % {"columns": ", ".join(changed)} if changed else None


def _broken_details(event, facts):
    if not hasattr(event, "detail"):
        return _("its details were removed without being erased")
    if event.detail.erased_at:
        return None
    if details_digest(event.detail.salt, event.detail.payload) != facts.get("details"):
        return _("its details are not those recorded")
    return None


def _what_is_left_over():
    """Details of an event that is not there: the end of the chain was cut off, and not all of it."""
    there = Event.objects.filter(pk=OuterRef("event_id"))
    orphan = EventDetail.objects.filter(~Exists(there)).order_by("event_id").first()
    return Break(orphan.event_id, _("it is missing and its details are there")) if orphan else None
