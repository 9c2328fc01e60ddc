"""What an honored company promised: written down by the office, reported by the company, kept in sight until it is done."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from accounts.rules import demand
from accounts.transitions import Transitions
from audit.record import record_event
from home.enums import COMMITMENT_TRANSITIONS, CommitmentState
from home.models import AwardCommitment
from home.rules import may_finish_commitment, may_keep_commitment
from nominations.actions.common import collaborators_of
from notices.outbox import write_notice
from showcase.models import Award
from showcase.rules import may_manage_award

transitions = Transitions(CommitmentState, COMMITMENT_TRANSITIONS)
REMIND_BEFORE = timedelta(days=30)
NOT_YOURS = gettext_lazy("Only the prize office keeps what companies promised.")


@transaction.atomic
def add_commitment(*, award, kind, due_on, by, what="", event=None, story=None):
    """Only of an award that the world knows of: before that, its company may not have heard of it."""
    demand(may_manage_award(by, award), NOT_YOURS)
    if not Award.objects.public().filter(pk=award.pk).exists():
        raise ValidationError({"award": _("This award is not announced yet.")})
    commitment = AwardCommitment.objects.create(
        award=award, kind=kind, what=what, due_on=due_on, event=event, story=story, created_by=by
    )
    record_event("commitment.added", target=commitment, by=by, details={"kind": kind})
    return commitment


@transaction.atomic
def change_commitment(*, commitment, by, **changes):
    """`changes`: kind, what, due_on, event or story. Another day is another chance to be reminded of it."""
    commitment = _locked(commitment)
    demand(may_keep_commitment(by, commitment), NOT_YOURS)
    changed = [name for name, value in changes.items() if getattr(commitment, name) != value]
    if not changed:
        return commitment
    for name in changed:
        setattr(commitment, name, changes[name])
    if "due_on" in changed:
        commitment.reminded_at = None
    commitment.save()
    record_event("commitment.changed", target=commitment, by=by, details={"fields": sorted(changed)})
    return commitment


@transaction.atomic
def finish_commitment(*, commitment, by, note=""):
    """By the office, or by the company, which says what was done; the office hears of it and may open it again."""
    commitment = _locked(commitment)
    demand(may_finish_commitment(by, commitment))
    by_office = may_keep_commitment(by, commitment)
    if not by_office and not note.strip():
        raise ValidationError({"note": _("Say what was done, and where it can be seen.")})
    _settle(commitment, CommitmentState.DONE, note.strip() or commitment.note)
    if not by_office:
        _tell_office(commitment)
    record_event("commitment.done", target=commitment, by=by)
    return commitment


@transaction.atomic
def drop_commitment(*, commitment, note, by):
    commitment = _locked(commitment)
    demand(may_keep_commitment(by, commitment), NOT_YOURS)
    if not note.strip():
        raise ValidationError({"note": _("Say why nothing comes of it.")})
    _settle(commitment, CommitmentState.DROPPED, note.strip())
    record_event("commitment.dropped", target=commitment, by=by)
    return commitment


@transaction.atomic
def reopen_commitment(*, commitment, note, by):
    """What was said to be done is not; its company is told why."""
    commitment = _locked(commitment)
    demand(may_keep_commitment(by, commitment), NOT_YOURS)
    if not note.strip():
        raise ValidationError({"note": _("Say why: the company reads it.")})
    transitions.check(commitment.state, CommitmentState.OPEN)
    commitment.state, commitment.settled_on, commitment.note = CommitmentState.OPEN, None, note.strip()
    commitment.reminded_at = None
    commitment.save(update_fields=["state", "settled_on", "note", "reminded_at"])
    _tell_company("home.commitment_reopened", commitment, note=commitment.note)
    record_event("commitment.reopened", target=commitment, by=by)
    return commitment


def remind_of_commitments(now=None):
    """The clock: a month before a promise falls due, and once more when its day has passed."""
    today = timezone.localdate(now)
    near = Q(due_on__range=(today, today + REMIND_BEFORE), reminded_at=None)
    late = Q(due_on__lt=today) & (Q(reminded_at=None) | Q(reminded_at__date__lte=F("due_on")))
    for commitment in AwardCommitment.objects.open().told().filter(near | late).with_context():
        _remind(commitment, "overdue" if commitment.due_on < today else "due")


@transaction.atomic
def _remind(commitment, how):
    commitment.reminded_at = timezone.now()
    commitment.save(update_fields=["reminded_at"])
    _tell_company(f"home.commitment_{how}", commitment)


def _settle(commitment, state, note):
    transitions.check(commitment.state, state)
    commitment.state, commitment.note, commitment.settled_on = state, note, timezone.localdate()
    commitment.save(update_fields=["state", "note", "settled_on"])


def _tell_company(template, commitment, **context):
    people = collaborators_of(commitment.award.nomination)
    link = absolute(reverse("commitments:mine", args=[commitment.award.nomination_id]))
    _tell(template, commitment, to=people, link=link, **context)


def _tell_office(commitment):
    address = commitment.award.category.edition.prize.contact_email
    if address:
        link = absolute(reverse("commitments_office:inspect", args=[commitment.pk]))
        _tell("home.commitment_done", commitment, to=address, link=link, note=commitment.note)


def _tell(template, commitment, *, to, **context):
    context |= {
        "company": commitment.award.company_name,
        "promise": commitment.promise,
        "due": date_format(commitment.due_on),
    }
    write_notice(template, to=to, context=context, about=commitment, scope=commitment.record_scope)


def _locked(commitment):
    return AwardCommitment.objects.select_for_update(of=("self",)).with_context().get(pk=commitment.pk)
