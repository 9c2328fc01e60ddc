from django.conf import settings
from django.urls import reverse

from accounts.models import Person
from accounts.transitions import Transitions
from nominations.enums import NOMINATION_TRANSITIONS, NominationState
from nominations.models import Nomination
from notices.outbox import write_notice

transitions = Transitions(NominationState, NOMINATION_TRANSITIONS)


def locked(nomination):
    """The row as it is now, held until the end of the transaction: saving and submitting wait for each other."""
    rows = Nomination.objects.select_for_update(of=("self",))
    return rows.select_related("edition__prize", "category", "organisation").get(pk=nomination.pk)


def move(nomination, state, **changes):
    """Into the next state, if the table allows it."""
    transitions.check(nomination.state, state)
    nomination.state = state
    for field, value in changes.items():
        setattr(nomination, field, value)
    nomination.save(update_fields=["state", *changes])


def collaborators_of(nomination):
    return list(Person.objects.filter(pk__in=nomination.collaborators.values("person"), is_active=True))


def tell_nominator(template, nomination):
    """Whoever nominated a company hears whether it accepts, and nothing of what it writes."""
    if nomination.nominator is None:
        return
    write_notice(
        f"nominations.{template}",
        to=nomination.nominator,
        context={
            "company": nomination.organisation.name,
            "edition": nomination.edition.name,
            "link": settings.WAGTAILADMIN_BASE_URL + reverse("nominate:mine"),
        },
        about=nomination,
        scope=nomination.record_scope,
    )


def tell_collaborators(template, nomination, dedupe_key=None, **context):
    people = collaborators_of(nomination)
    if not people:
        return
    write_notice(
        f"nominations.{template}",
        to=people,
        context={
            "title": nomination.title or "Untitled",
            "company": nomination.organisation.name,
            "edition": nomination.edition.name,
            "link": settings.WAGTAILADMIN_BASE_URL + reverse("nominations:detail", args=[nomination.pk]),
            "reference": nomination.reference_code or "",
            **context,
        },
        about=nomination,
        scope=nomination.record_scope,
        dedupe_key=dedupe_key,
    )
