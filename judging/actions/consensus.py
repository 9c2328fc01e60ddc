"""A consensus round starts from the marks of the round before, as versions of its own, and each change says why."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from judging import rules
from judging.actions.common import locked_round, locked_scorecard
from judging.actions.panels import seat_juror
from judging.actions.reopening import reopen_card
from judging.commitments import commit
from judging.enums import AssignmentSource, RoundKind, ScorecardState
from judging.exclusions import Exclusions
from judging.models import Assignment, Mark, MarkRevision, Panel, Scorecard, Seat


def carry_over(round, entered, by):
    """Give each entry that the round before sent on the cards that its jurors gave there. Those stay as they are.

    A round without panels takes the jury over as well. Who has no seat here, or is excluded by now, brings no card.
    """
    advanced = [candidacy for candidacy in entered if candidacy.earlier_decision]
    if round.kind != RoundKind.CONSENSUS or not advanced:
        return
    _refuse_another_rubric(advanced)
    if not round.panels.exists():
        _take_over_jury(round, advanced[0].earlier_decision.candidacy.round, by)
    cards = [card for candidacy in advanced for card in _carry(candidacy, by)]
    record_event("scorecards.carried", target=round, by=by, details={"cards": commit(cards)})


@transaction.atomic
def revise_scorecard(*, scorecard, reason, by):
    """In a consensus round jurors open their own card, and say why; it closes again when they hand it in."""
    locked_round(scorecard.candidacy.round)
    scorecard = locked_scorecard(scorecard)
    demand(rules.may_revise(by, scorecard), _("Marks are revised in an open consensus round, by who gave them."))
    reopening = reopen_card(scorecard, reason=reason, by=by)
    record_event("scorecard.revised", target=scorecard, by=by, details={"reason": reopening.reason}, subjects=[by])
    return reopening


def _refuse_another_rubric(advanced):
    for candidacy in advanced:
        before = candidacy.earlier_decision.candidacy.round_category
        if candidacy.round_category.rubric_id != before.rubric_id:
            raise ValidationError(
                _("A consensus round takes over marks, so “%(category)s” needs the rubric of the round before it.")
                % {"category": before.category}
            )


def _take_over_jury(round, before, by):
    for panel in Panel.objects.filter(round=before).prefetch_related("categories"):
        copy = Panel.objects.create(round=round, name=panel.name)
        copy.categories.set(panel.categories.all())
        for seat in Seat.objects.current().filter(panel=panel).select_related("juror"):
            seat_juror(
                panel=copy,
                juror=seat.juror,
                seat_type=seat.seat_type,
                is_chair=seat.is_chair,
                is_deputy=seat.is_deputy,
                scores=seat.scores,
                by=by,
            )


def _carry(candidacy, by):
    earlier = candidacy.earlier_decision.candidacy
    seated = Seat.objects.scoring().filter(
        panel__round=candidacy.round_id, panel__categories=candidacy.round_category.category_id
    )
    cards = Scorecard.objects.counting().filter(candidacy=earlier, juror__in=seated.values("juror"))
    cards = list(
        cards.select_related("juror").prefetch_related("marks").select_related("candidacy__round").order_by("pk")
    )
    exclusions = Exclusions.of([card.juror for card in cards])
    return [_copy(card, candidacy, by) for card in cards if exclusions.reason(candidacy, card.juror_id) is None]


def _copy(card, candidacy, by):
    now = timezone.now()
    position = Assignment.objects.for_juror(card.juror).in_round(candidacy.round).count()
    Assignment.objects.create(
        candidacy=candidacy, juror=card.juror, source=AssignmentSource.CARRIED, position=position, assigned_by=by
    )
    copy = Scorecard.objects.create(
        candidacy=candidacy, juror=card.juror, state=ScorecardState.SUBMITTED, total=card.total, handed_in_at=now
    )
    reason = _("Taken over from “%(round)s”.") % {"round": card.candidacy.round}
    for mark in card.marks.all():
        given = {"value": mark.value, "cannot_judge": mark.cannot_judge, "revision": 1}
        taken = Mark.objects.create(scorecard=copy, criterion_id=mark.criterion_id, marked_at=now, **given)
        MarkRevision.objects.create(mark=taken, reason=reason, saved_by=card.juror, saved_at=now, **given)
    return copy
