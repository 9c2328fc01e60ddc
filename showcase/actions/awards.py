from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import NotAllowed
from accounts.transitions import Transitions
from audit.record import record_event
from judging.enums import AWARD_OUTCOMES
from judging.models import Decision
from showcase.actions.pages import draft_winner_page
from showcase.enums import AWARD_TRANSITIONS, AwardState
from showcase.models import Award
from showcase.publishable import publishable_terms
from showcase.rules import may_answer_award, may_manage_award

AWARD_STATES = Transitions(AwardState, AWARD_TRANSITIONS)


@transaction.atomic
def offer_awards(*, round, by):
    """Runs in the transaction of a release: each decision that honours an entry becomes an award and a drafted page."""
    decisions = Decision.objects.standing().filter(candidacy__round=round, outcome__in=AWARD_OUTCOMES)
    decisions = decisions.select_related(
        "candidacy__submission__form__category__edition",
        "candidacy__nomination__organisation",
        "candidacy__round_category__category__edition__prize",
    )
    for decision in decisions.prefetch_related(
        "candidacy__submission__answers",
        "candidacy__submission__attachments",
        "candidacy__submission__form__sections",
    ):
        offer_award(decision=decision, by=by)


@transaction.atomic
def offer_award(*, decision, by):
    candidacy = decision.candidacy
    submission = candidacy.submission
    award = Award.objects.create(
        decision=decision,
        nomination=candidacy.nomination,
        category=candidacy.round_category.category,
        organisation=candidacy.nomination.organisation,
        kind=decision.outcome,
        title=submission.title,
        company_name=submission.company["name"],
        place=submission.company.get("city", ""),
    )
    award.terms.set(publishable_terms(submission))
    draft_winner_page(award=award, by=None)
    record_event("award.offered", target=award, by=by, details={"kind": award.kind})
    return award


@transaction.atomic
def answer_award(*, award, accept, by, reason=""):
    """The company takes its award or declines it; a declined award is never shown."""
    award = Award.objects.select_for_update().get(pk=award.pk)
    if not may_answer_award(by, award):
        raise NotAllowed(_("Only the company's own people answer for it."))
    _move(award, AwardState.ACCEPTED if accept else AwardState.DECLINED, "" if accept else reason.strip())
    details = {"reason": award.reason} if award.reason else None
    record_event("award.accepted" if accept else "award.declined", target=award, by=by, details=details)
    return award


@transaction.atomic
def revoke_award(*, award, reason, by):
    award = Award.objects.select_for_update().get(pk=award.pk)
    if not may_manage_award(by, award):
        raise NotAllowed(_("Only the prize office revokes an award."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the award is taken back: it stands in the record.")})
    _move(award, AwardState.REVOKED, reason.strip())
    record_event("award.revoked", target=award, by=by, details={"reason": reason.strip()})
    return award


@transaction.atomic
def write_citation(*, award, citation, by):
    award = Award.objects.select_for_update().get(pk=award.pk)
    if not may_manage_award(by, award):
        raise NotAllowed(_("Only the prize office writes the citation."))
    before, award.citation = award.citation, citation.strip()
    award.save(update_fields=["citation"])
    record_event("award.cited", target=award, by=by, details={"before": before, "after": award.citation})
    return award


def _move(award, state, reason):
    AWARD_STATES.check(award.state, state)
    award.state, award.reason, award.answered_at = state, reason, timezone.now()
    award.save(update_fields=["state", "reason", "answered_at"])
