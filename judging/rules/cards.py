"""About a scorecard, an assignment and a declaration."""

from rules import predicate

from accounts.rules import is_signed_in
from judging.enums import AssignmentState, RoundKind, ScorecardState
from judging.exclusions import Exclusions
from judging.models import Scorecard, Seat
from judging.rules.entries import may_lead_on_entry, may_open_entry
from judging.rules.rounds import is_chair, is_deputy, may_manage_round


@predicate
def is_own_card(person, scorecard):
    return is_signed_in(person) and scorecard.juror_id == person.pk


@predicate
def may_open_its_entry(person, scorecard):
    return may_open_entry(person, scorecard.candidacy)


@predicate
def can_be_changed(person, scorecard):
    """While the round is open until handed in; after that only where the chair reopened it."""
    if scorecard.state == ScorecardState.REOPENED:
        return True
    return scorecard.state != ScorecardState.SUBMITTED and scorecard.candidacy.round.is_open


@predicate
def leads_its_entry(person, scorecard):
    return may_lead_on_entry(person, scorecard.candidacy)


@predicate
def is_of_open_consensus(person, scorecard):
    round = scorecard.candidacy.round
    return round.kind == RoundKind.CONSENSUS and round.is_open


may_write_card = is_own_card & may_open_its_entry & can_be_changed
# In a consensus round jurors change their own mind, and say why; everywhere else the chair opens a card again.
may_revise = is_own_card & is_of_open_consensus & may_open_its_entry
# Nobody reopens their own: where the chair scores, the deputy does it.
may_reopen = leads_its_entry & ~is_own_card


# About an assignment and a declaration.


@predicate
def is_own_assignment(person, assignment):
    return is_signed_in(person) and assignment.juror_id == person.pk


@predicate
def is_active(person, assignment):
    return assignment.state == AssignmentState.ACTIVE and assignment.candidacy.withdrawn_at is None


@predicate
def manages_its_round(person, assignment):
    return may_manage_round(person, assignment.candidacy.round)


@predicate
def is_not_handed_in(person, assignment):
    cards = Scorecard.objects.filter(candidacy=assignment.candidacy_id, juror=assignment.juror_id)
    return not cards.filter(state__in=[ScorecardState.SUBMITTED, ScorecardState.REOPENED]).exists()


@predicate
def is_of_open_round(person, assignment):
    return assignment.candidacy.round.is_open


may_return = is_own_assignment & is_active & is_of_open_round & is_not_handed_in
may_recuse = (is_own_assignment | manages_its_round) & is_active
may_raise_concern = is_own_assignment & is_active


@predicate
def is_tied_to_company(person, declaration):
    """By their own declaration, or by a hard tie to the company that it is about."""
    return Exclusions.of([person]).is_tied_to(declaration.organisation_id, declaration.edition_id, person.pk)


@predicate
def is_about_oneself(person, declaration):
    return is_signed_in(person) and declaration.juror_id == person.pk


def may_waive(person, declaration, round):
    """The chair; the deputy where the chair is tied to the company or is the juror in question; nobody their own."""
    if is_about_oneself(person, declaration) or is_tied_to_company(person, declaration):
        return False
    return is_chair(person, round) or (is_deputy(person, round) and not _has_free_chair(declaration, round))


def _has_free_chair(declaration, round):
    chairs = Seat.objects.current().filter(panel__round=round, is_chair=True).select_related("juror")
    free = [seat.juror for seat in chairs if seat.juror_id != declaration.juror_id]
    return any(not is_tied_to_company(chair, declaration) for chair in free)
