from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from judging import rules
from judging.actions.assigning import recuse_excluded
from judging.actions.common import locked_round, move_card, tell_about_round
from judging.commitments import commit
from judging.enums import ScorecardState
from judging.models import Candidacy, Reopening, Scorecard


@dataclass(frozen=True)
class HandInSummary:
    """What stands between a juror and handing in. `ready` are the cards that would be handed in."""

    ready: tuple
    unfinished: tuple
    submitted: tuple

    @property
    def may_hand_in(self):
        return bool(self.ready) and not self.unfinished


@transaction.atomic
def hand_in(*, round, by):
    """The juror gives all cards of the round out of their hands at once; a reopened card closes again.

    The event keeps a digest of each card, so that anybody can check later that nothing moved since.
    """
    round = locked_round(round)
    demand(rules.is_juror(by, round))
    recuse_excluded(round, [by])
    cards = Scorecard.objects.for_juror(by).in_round(round).assigned().select_for_update(of=("self",))
    summary = summarise(round, cards.select_related("candidacy__round"))
    refuse_unfinished(summary)
    refuse_unopenable(round, summary, by)
    now = timezone.now()
    for card in summary.ready:
        move_card(card, ScorecardState.SUBMITTED, handed_in_at=now)
    Reopening.objects.filter(scorecard__in=summary.ready, closed_at=None).update(closed_at=now)
    tell_about_round("handed_in", round, to=by, entries=str(len(summary.ready)))
    record_event(
        "scorecards.handed_in",
        target=round,
        by=by,
        details={"juror": str(by.pk), "cards": commit(summary.ready)},
        subjects=[by],
    )
    return summary.ready


def hand_in_summary(*, round, juror):
    cards = Scorecard.objects.for_juror(juror).in_round(round).assigned()
    return summarise(round, cards.select_related("candidacy__nomination__organisation", "candidacy__round"))


def summarise(round, cards):
    """After the close only what the chair reopened is still to be handed in."""
    ready, unfinished, submitted = [], [], []
    if not round.is_open:
        cards = cards.filter(state__in=[ScorecardState.REOPENED, ScorecardState.SUBMITTED])
    for card in cards.order_by("candidacy__code"):
        if card.state == ScorecardState.SUBMITTED:
            submitted.append(card)
        elif is_ready(card):
            ready.append(card)
        else:
            unfinished.append(card)
    return HandInSummary(tuple(ready), tuple(unfinished), tuple(submitted))


def is_ready(card):
    return card.state in (ScorecardState.COMPLETE, ScorecardState.REOPENED) and card.total is not None


def refuse_unfinished(summary):
    if summary.unfinished:
        count = len(summary.unfinished)
        raise ValidationError(
            ngettext(
                "Finish or return every entry first: one entry is not complete.",
                "Finish or return every entry first: %(count)s entries are not complete.",
                count,
            )
            % {"count": count}
        )
    if not summary.ready:
        raise TransitionRefused(_("There is nothing to hand in."))


def refuse_unopenable(round, summary, by):
    """A new wording of the pledge, or a company that joined a blind round, asks for the juror's word again."""
    readable = set(Candidacy.objects.filter(round=round).readable_by(by).values_list("pk", flat=True))
    closed = [card.candidacy.code for card in summary.ready if card.candidacy_id not in readable]
    if closed:
        raise ValidationError(
            _("Sign the pledge and declare first: %(closed)s cannot be opened.") % {"closed": ", ".join(closed)}
        )
