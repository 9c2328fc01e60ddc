"""A consensus round starts from the marks of the round before, as versions of its own, and each change says why."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from judging import rules
from judging.actions.common import locked_round, locked_scorecard
from judging.actions.reopening import reopen_card
from judging.commitments import commit
from judging.enums import AssignmentSource, RoundKind, ScorecardState
from judging.models import Candidacy, Mark, MarkRevision, Panel, Scorecard, Seat

BATCH = 500


def carry_over(round, entered, by):
    """Give each entry that the round before sent on the cards that its jurors gave there. Those stay as they are.

    A round without panels takes the jury over as well. Who has no seat here, or is excluded by now, brings no card.
    The same number of queries for one entry and for fifty.
    """
    advanced = {row.earlier_decision.candidacy_id: row for row in entered if row.earlier_decision}
    if round.kind != RoundKind.CONSENSUS or not advanced:
        return
    earlier = Candidacy.objects.filter(pk__in=advanced).select_related("round", "round_category__category")
    _refuse_another_rubric(earlier, advanced)
    seats = [] if round.panels.exists() else _take_over_jury(round, earlier[0].round)
    given = Scorecard.objects.counting().filter(candidacy__in=earlier).select_related("juror", "candidacy__round")
    cards = _copy(round, {(advanced[card.candidacy_id].pk, card.juror_id): card for card in given}, advanced, by)
    details = {"cards": commit(cards), "seats": [[seat.panel_id, str(seat.juror_id)] for seat in seats]}
    people = {card.juror_id: card.juror for card in cards} | {seat.juror_id: seat.juror for seat in seats}
    record_event("round.carried_over", target=round, by=by, details=details, subjects=people.values())


@transaction.atomic
def revise_scorecard(*, scorecard, reason, by):
    """In a consensus round jurors open their own card, and say why; it closes again when they hand it in."""
    locked_round(scorecard.candidacy.round)
    scorecard = locked_scorecard(scorecard)
    demand(rules.may_revise(by, scorecard), _("Marks are revised in an open consensus round, by who gave them."))
    reopening = reopen_card(scorecard, reason=reason, by=by)
    record_event("scorecard.revised", target=scorecard, by=by, details={"reason": reopening.reason}, subjects=[by])
    return reopening


def _refuse_another_rubric(earlier, advanced):
    for before in earlier:
        if advanced[before.pk].round_category.rubric_id != before.round_category.rubric_id:
            raise ValidationError(
                _("A consensus round takes over marks, so “%(category)s” needs the rubric of the round before it.")
                % {"category": before.round_category.category}
            )


def _take_over_jury(round, before):
    """The same panels with the same people in the same parts."""
    for panel in Panel.objects.filter(round=before).prefetch_related("categories"):
        copy = Panel.objects.create(round=round, name=panel.name)
        copy.categories.set(panel.categories.all())
    panels = {panel.name: panel for panel in round.panels.all()}
    kept = Seat.objects.current().filter(panel__round=before).select_related("juror", "panel")
    return Seat.objects.bulk_create(
        Seat(
            panel=panels[seat.panel.name],
            juror=seat.juror,
            seat_type=seat.seat_type,
            is_chair=seat.is_chair,
            is_deputy=seat.is_deputy,
            scores=seat.scores,
        )
        for seat in kept
    )


def _copy(round, given, advanced, by):
    """Assign what may be assigned, and fill the new cards with the marks of the earlier ones; `given` by entry and juror."""
    # It stands on the actions of this package, and could not be read before them.
    from judging.assignment import assign_pairs, plan_pairs, shuffle_unread, tell_assigned

    entries = {candidacy.pk: candidacy for candidacy in advanced.values()}
    pairs = [(entries[entry], card.juror) for (entry, _juror), card in given.items()]
    plan = plan_pairs(round=round, pairs=pairs, source=AssignmentSource.CARRIED)
    assign_pairs(plan, by)
    jurors = {juror.pk: juror for _entry, juror in plan.pairs}
    shuffle_unread(round, jurors.values())
    tell_assigned(plan, round, jurors)
    cards = list(Scorecard.objects.in_round(round).filter(candidacy__in=entries).select_related("juror"))
    now = timezone.now()
    for card in cards:
        # Handed in at once: it is what the juror had handed in, and changes only with a reason.
        card.state, card.handed_in_at, card.updated_at = ScorecardState.SUBMITTED, now, now
        card.total = given[card.candidacy_id, card.juror_id].total
    Scorecard.objects.bulk_update(cards, ["state", "handed_in_at", "updated_at", "total"], batch_size=BATCH)
    _copy_marks(cards, given, now)
    return cards


def _copy_marks(cards, given, now):
    copies = {given[card.candidacy_id, card.juror_id].pk: card for card in cards}
    earlier = Mark.objects.filter(scorecard__in=copies).select_related(
        "scorecard__candidacy__round", "scorecard__juror"
    )
    taken = [(mark, _first(mark)) for mark in earlier]
    marks = Mark.objects.bulk_create(
        [
            Mark(scorecard=copies[mark.scorecard_id], criterion_id=mark.criterion_id, marked_at=now, **value)
            for mark, value in taken
        ],
        batch_size=BATCH,
    )
    MarkRevision.objects.bulk_create(
        [
            MarkRevision(
                mark=copy,
                reason=_("Taken over from “%(round)s”.") % {"round": mark.scorecard.candidacy.round},
                saved_by=mark.scorecard.juror,
                saved_at=now,
                **value,
            )
            for copy, (mark, value) in zip(marks, taken, strict=True)
        ],
        batch_size=BATCH,
    )


def _first(mark):
    """As the first revision of a card of its own."""
    return {"value": mark.value, "cannot_judge": mark.cannot_judge, "revision": 1}
