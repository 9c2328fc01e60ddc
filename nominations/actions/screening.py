from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from nominations import rules, windows
from nominations.actions.common import locked, move, tell_collaborators, transitions
from nominations.enums import EDITABLE_STATES, SCREENED_STATES, NominationState
from nominations.models import Extension
from nominations.registries import is_before_a_jury, tell_withdrawn


@transaction.atomic
def screen_eligible(*, nomination, by):
    nomination = screened(nomination, by)
    move(nomination, NominationState.ELIGIBLE, screening_reason="", information_due_at=None)
    tell_collaborators("found_eligible", nomination)
    record_event("nomination.found_eligible", target=nomination, by=by)
    return nomination


@transaction.atomic
def screen_ineligible(*, nomination, reason, by):
    nomination = screened(nomination, by)
    reason = written(reason, "reason", _("Say why, in words that the company will read."))
    move(nomination, NominationState.INELIGIBLE, screening_reason=reason, information_due_at=None)
    tell_collaborators("found_ineligible", nomination, reason=reason)
    record_event("nomination.found_ineligible", target=nomination, by=by, details={"reason": reason})
    return nomination


@transaction.atomic
def request_information(*, nomination, what, due_at, by):
    """Opens it again for its collaborators, until a date of its own. Submitting again makes a second submission."""
    nomination = screened(nomination, by)
    what = written(what, "what", _("Say what is needed."))
    if due_at <= timezone.now():
        raise ValidationError({"due_at": _("Choose a moment that is still to come.")})
    move(nomination, NominationState.NEEDS_INFORMATION, screening_reason=what, information_due_at=due_at)
    due = windows.moment_text(due_at, nomination.edition)
    tell_collaborators("information_requested", nomination, what=what, due=due)
    record_event("nomination.information_requested", target=nomination, by=by, details={"what": what, "due": due_at})
    return nomination


@transaction.atomic
def reopen_screening(*, nomination, reason, by):
    """Take a finding back, as if it had not been screened, as long as no jury has the entry."""
    nomination = screened(nomination, by)
    reason = written(reason, "reason", _("Say why the finding is taken back; the company reads it."))
    if nomination.state not in SCREENED_STATES:
        raise TransitionRefused(transitions.refusal(nomination.state, NominationState.SUBMITTED))
    if is_before_a_jury(nomination):
        raise ValidationError(
            _("A jury has this entry already. Take it out of the round first, or let the jury decide.")
        )
    found = nomination.state
    move(nomination, NominationState.SUBMITTED, screening_reason="")
    tell_collaborators("screening_reopened", nomination, reason=reason)
    record_event("nomination.screening_reopened", target=nomination, by=by, details={"was": found, "reason": reason})
    return nomination


@transaction.atomic
def grant_extension(*, nomination, until, reason, by):
    """More time for one entrant. A draft that the close already passed over is a draft again."""
    nomination = locked(nomination)
    demand(rules.may_extend(by, nomination), _("Only the prize office grants an extension."))
    reason = written(reason, "reason", _("Say why; it stands in the record."))
    if until <= max(timezone.now(), windows.deadline_of(nomination)):
        raise ValidationError({"until": _("Choose a moment after the deadline that holds now.")})
    if nomination.state == NominationState.NOT_SUBMITTED:
        move(nomination, NominationState.DRAFT)
    if nomination.state not in EDITABLE_STATES:
        raise TransitionRefused(transitions.refusal(nomination.state, NominationState.DRAFT))
    extension = Extension.objects.create(nomination=nomination, until=until, reason=reason, granted_by=by)
    tell_collaborators("extended", nomination, deadline=windows.moment_text(until, nomination.edition))
    record_event("nomination.extended", target=nomination, by=by, details={"until": until, "reason": reason})
    return extension


@transaction.atomic
def merge_nominations(*, source, target, by):
    """Two nominations were one: `source` points to `target` for good, and its people work on the target."""
    first, second = sorted([source.pk, target.pk])
    rows = {pk: locked(type(source)(pk=pk)) for pk in (first, second)}
    source, target = rows[source.pk], rows[target.pk]
    demand(rules.may_merge(by, source) and rules.may_merge(by, target), _("Only the prize office merges nominations."))
    refuse_impossible_merge(source, target)
    move(source, NominationState.MERGED, merged_into=target)
    for person in source.collaborators.exclude(person__in=target.collaborators.values("person")):
        target.collaborators.create(person_id=person.person_id)
    type(source).objects.filter(merged_into=source).update(merged_into=target)
    tell_withdrawn(source)
    record_event("nomination.merged", target=source, by=by, details={"into": str(target.pk)})
    return target


def refuse_impossible_merge(source, target):
    if source.pk == target.pk:
        raise ValidationError({"target": _("Choose another nomination.")})
    if source.edition_id != target.edition_id:
        raise ValidationError({"target": _("Choose a nomination of the same edition.")})
    if not transitions.allowed_from(target.state):
        raise ValidationError(
            {"target": _("That nomination is %(state)s.") % {"state": target.get_state_display().lower()}}
        )


def screened(nomination, by):
    nomination = locked(nomination)
    demand(rules.may_screen(by, nomination), _("Only the prize office screens nominations."))
    return nomination


def written(text, field, refusal):
    text = (text or "").strip()
    if not text:
        raise ValidationError({field: refusal})
    return text
