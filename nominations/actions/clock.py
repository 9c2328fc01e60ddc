"""What happens because time has passed. Each may run as often as it likes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.record import record_event
from nominations import fields, windows
from nominations.actions.answers import values_of
from nominations.actions.common import locked, move, tell_collaborators
from nominations.enums import NominationState
from nominations.models import Nomination
from nominations.questionnaire import current_questionnaire

REMINDER_DAYS = (14, 3, 1)


def close_drafts(*, now=None):
    """Drafts whose time, extensions and grace counted, is over were not submitted. Returns how many."""
    now = now or timezone.now()
    late = Nomination.objects.drafts().with_deadline().filter(deadline__lte=now)
    return sum(close_draft(nomination, now) for nomination in late.iterator())


@transaction.atomic
def close_draft(nomination, now):
    nomination = locked(nomination)
    if nomination.state != NominationState.DRAFT or now < windows.end_of_grace(nomination):
        return False
    move(nomination, NominationState.NOT_SUBMITTED)
    tell_collaborators("not_submitted", nomination)
    record_event("nomination.not_submitted", target=nomination, by=None)
    return True


def close_unanswered(*, now=None):
    """Companies that somebody named and that had not answered when nominations closed. Returns how many."""
    now = now or timezone.now()
    late = Nomination.objects.invited().with_deadline().filter(deadline__lte=now)
    return sum(close_invited(nomination, now) for nomination in late.iterator())


@transaction.atomic
def close_invited(nomination, now):
    nomination = locked(nomination)
    if nomination.state != NominationState.INVITED or now < windows.deadline_of(nomination):
        return False
    move(nomination, NominationState.NOT_SUBMITTED)
    tell_collaborators("not_submitted", nomination)
    record_event("nomination.not_submitted", target=nomination, by=None)
    return True


def send_closing_reminders(*, now=None):
    """To drafts, 14, 3 and 1 days before they close, each once. A draft begun late gets only the nearest one."""
    now = now or timezone.now()
    soon = now + timedelta(days=max(REMINDER_DAYS))
    drafts = Nomination.objects.drafts().with_deadline().filter(deadline__gt=now, deadline__lte=soon)
    for nomination in drafts.for_listing().iterator(chunk_size=200):
        remind(nomination, now)


@transaction.atomic
def remind(nomination, now):
    days = min(days for days in REMINDER_DAYS if nomination.deadline - now <= timedelta(days=days))
    tell_collaborators(
        "closing_reminder",
        nomination,
        # A deadline that moves later is a new reason to remind.
        dedupe_key=f"closing:{nomination.pk}:{nomination.deadline:%Y%m%d%H%M}:{days}",
        days=ngettext("%(days)s day", "%(days)s days", days) % {"days": days},
        deadline=windows.moment_text(nomination.deadline, nomination.edition),
        missing=missing_text(nomination),
    )


def missing_text(nomination):
    questionnaire = current_questionnaire(nomination.category, nomination.language)
    count = len(fields.gaps(questionnaire, values_of(nomination))) if questionnaire else 0
    if not count:
        return _("Everything is answered. What is left is to submit it.")
    return ngettext(
        "Still to be answered: %(count)s question.", "Still to be answered: %(count)s questions.", count
    ) % {"count": count}
