"""What becomes of an assignment after it was made. Making them is `judging.assignment.commit_plan`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from judging import rules
from judging.actions.checks import refuse_sealed, required_reason
from judging.actions.common import locked_assignment, locked_round, move_assignment, tell_staff
from judging.enums import AssignmentState
from judging.exclusions import Exclusions
from judging.models import Assignment, Round


@transaction.atomic
def return_assignment(*, assignment, reason, by):
    """Outside my field: the juror gives the entry back, and staff find somebody else."""
    assignment = locked_assignment(assignment)
    demand(rules.may_return(by, assignment), _("This entry can no longer be returned."))
    reason = required_reason(reason)
    move_assignment(assignment, AssignmentState.RETURNED, reason=reason)
    tell_staff("returned", assignment.candidacy, juror=assignment.juror, text=reason)
    record_event("assignment.returned", target=assignment, by=by, details={"reason": reason}, subjects=[by])
    return assignment


@transaction.atomic
def recuse(*, assignment, reason, by):
    """Take a juror off an entry because they are not free to judge it: the juror, the office or who leads the panel."""
    # Held until the end, so that no seal is set meanwhile.
    round = locked_round(assignment.candidacy.round)
    assignment = locked_assignment(assignment)
    demand(rules.may_recuse(by, assignment))
    refuse_sealed(round)
    reason = required_reason(reason)
    move_assignment(assignment, AssignmentState.RECUSED, reason=reason)
    tell_staff("recused", assignment.candidacy, juror=assignment.juror, text=reason)
    record_event(
        "assignment.recused", target=assignment, by=by, details={"reason": reason}, subjects=[assignment.juror]
    )
    return assignment


def recuse_from_company(*, juror, organisation, edition, by):
    """What follows from an exclusion: every entry of the company leaves the juror's list, in every round of the year.

    Sealed figures stay as they are: a tie that comes to light in the final round does not undo the scoring round.
    """
    entries = (
        Assignment.objects.active()
        .for_juror(juror)
        .filter(candidacy__nomination__organisation=organisation, candidacy__round__edition=edition)
        .exclude(candidacy__round__in=Round.objects.sealed())
    )
    for assignment in entries:
        recuse_tied(assignment, _("Declared a tie that excludes."), by=by)


@transaction.atomic
def recuse_excluded(round, jurors=None):
    """Take off whoever a tie excludes that came to light after the assignment: somebody changed employer, or was merged."""
    active = Assignment.objects.active().in_round(round).not_handed_in()
    if jurors is not None:
        active = active.filter(juror__in=[juror.pk for juror in jurors])
    assignments = list(active.select_related("juror", "candidacy__nomination"))
    exclusions = Exclusions.of({assignment.juror_id: assignment.juror for assignment in assignments}.values())
    for assignment in assignments:
        if reason := exclusions.reason(assignment.candidacy, assignment.juror_id):
            recuse_tied(assignment, _("The juror %(reason)s.") % {"reason": reason.label})


def recuse_tied(assignment, reason, by=None):
    assignment = locked_assignment(assignment)
    move_assignment(assignment, AssignmentState.RECUSED, reason=reason)
    tell_staff("recused", assignment.candidacy, juror=assignment.juror, text=reason)
    record_event(
        "assignment.recused", target=assignment, by=by, details={"reason": reason}, subjects=[assignment.juror]
    )


def recuse_excluded_everywhere():
    """The clock's job."""
    for round in Round.objects.open():
        recuse_excluded(round)


def note_opened(assignment):
    """When a juror first read an entry; the order of reading is looked at afterwards."""
    Assignment.objects.filter(pk=assignment.pk, first_opened_at=None).update(first_opened_at=timezone.now())
