from django.db import transaction
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from judging import rules, transitions
from judging.actions.checks import refuse_sealed, required_reason
from judging.actions.common import locked_round, locked_scorecard, move_card, tell_about_round
from judging.enums import ScorecardState
from judging.models import Reopening


@transaction.atomic
def reopen_scorecard(*, scorecard, reason, by):
    """Let a juror change a card that was handed in. It closes again when they hand it in."""
    # Held until the end, so that no seal is set meanwhile; before the card, as handing in takes them.
    round = locked_round(scorecard.candidacy.round)
    scorecard = locked_scorecard(scorecard)
    demand(rules.may_reopen(by, scorecard), _("Only who leads the panel reopens a card, and nobody their own."))
    refuse_sealed(round)
    reopening = reopen_card(scorecard, reason=reason, by=by)
    tell_about_round(
        "reopened",
        scorecard.candidacy.round,
        to=scorecard.juror,
        entry=scorecard.candidacy.code,
        reason=reopening.reason,
    )
    record_event(
        "scorecard.reopened", target=scorecard, by=by, details={"reason": reopening.reason}, subjects=[scorecard.juror]
    )
    return reopening


def reopen_card(scorecard, *, reason, by):
    reason = required_reason(reason)
    # A card that is open already would stay where it is, with a second reason to change it.
    transitions.SCORECARD.check(scorecard.state, ScorecardState.REOPENED)
    move_card(scorecard, ScorecardState.REOPENED)
    return Reopening.objects.create(scorecard=scorecard, reason=reason, reopened_by=by)
