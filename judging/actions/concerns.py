from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from judging import rules
from judging.actions.common import locked_assignment, tell_about_round, tell_staff
from judging.models import Concern


@transaction.atomic
def raise_concern(*, assignment, text, by):
    """Something about an entry that the office must look at; scoring goes on meanwhile."""
    assignment = locked_assignment(assignment)
    demand(rules.may_raise_concern(by, assignment))
    concern = Concern.objects.create(assignment=assignment, text=required_text(text, "text"))
    tell_staff("concern", assignment.candidacy, juror=assignment.juror, text=concern.text)
    record_event("concern.raised", target=concern, by=by, details={"text": concern.text}, subjects=[by])
    return concern


@transaction.atomic
def resolve_concern(*, concern, answer, by):
    """The office, or who leads the panel, answers; the juror is told."""
    rows = Concern.objects.select_for_update(of=("self",))
    concern = rows.select_related("assignment__juror", "assignment__candidacy__round__edition__prize").get(
        pk=concern.pk
    )
    demand(rules.manages_its_round(by, concern.assignment))
    if concern.resolved_at:
        raise TransitionRefused(_("This concern has been answered."))
    concern.answer = required_text(answer, "answer")
    concern.resolved_at, concern.resolved_by = timezone.now(), by
    concern.save(update_fields=["answer", "resolved_at", "resolved_by"])
    assignment = concern.assignment
    tell_about_round(
        "concern_resolved",
        assignment.candidacy.round,
        to=assignment.juror,
        entry=assignment.candidacy.code,
        answer=concern.answer,
    )
    details = {"answer": concern.answer}
    record_event("concern.resolved", target=concern, by=by, details=details, subjects=[assignment.juror])
    return concern


def required_text(text, field):
    text = (text or "").strip()
    if not text:
        raise ValidationError({field: _("Write a sentence.")})
    return text
