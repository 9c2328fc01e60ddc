"""Which entries a round judges, and which submission of each."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from judging import rules
from judging.actions.checks import refuse_closed, refuse_sealed, required_reason
from judging.actions.common import leaders_of, locked_candidacy, locked_round, office_of, tell_about_round
from judging.actions.consensus import carry_over
from judging.actions.reopening import reopen_card
from judging.enums import CandidacySource, Outcome, ScorecardState, SealKind
from judging.models import Assignment, Candidacy, Decision, Round
from nominations.enums import SUBMITTED_STATES, NominationState
from nominations.models import Nomination, Submission
from search.watching import rows_changed

# No letter or digit that is taken for another one, when read aloud or in print.
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6


@transaction.atomic
def open_round(*, round, by):
    """Take in the entries of the round's categories. Doing it again takes in what has come up since.

    In the first round that judges a category these are its eligible nominations; in a later one those that the round
    before sent on, once its decisions are released.
    """
    round = locked_round(round)
    demand(rules.may_set_up_round(by, round))
    refuse_closed(round)
    categories = list(round.round_categories.select_related("category").prefetch_related("rubric__criteria"))
    refuse_unready(categories)
    known_codes = set(round.candidacies.values_list("code", flat=True))
    entered = [
        Candidacy(
            round=round,
            round_category=round_category,
            nomination=nomination,
            submission_id=submission,
            earlier_decision=decision,
            source=CandidacySource.DECISION if decision else CandidacySource.CATEGORY,
            code=new_code(known_codes),
        )
        for round_category in categories
        for nomination, submission, decision in entering(round, round_category)
    ]
    Candidacy.objects.bulk_create(entered)
    rows_changed(entered)
    carry_over(round, entered, by)
    record_event("round.opened", target=round, by=by, details={"entries": len(entered)})
    return entered


@transaction.atomic
def add_candidacy(*, round, nomination, reason, by):
    """The chair's call: an entry comes into the round that its category and earlier decisions did not bring."""
    round = locked_round(round)
    demand(rules.may_manage_round(by, round))
    refuse_closed(round)
    reason = required_reason(reason)
    round_category = round.round_categories.filter(category=nomination.category_id).first()
    if round_category is None or nomination.state not in SUBMITTED_STATES:
        raise ValidationError({"nomination": _("This nomination was not submitted in a category of this round.")})
    if round.candidacies.filter(nomination=nomination).exists():
        raise ValidationError({"nomination": _("This nomination is already in the round.")})
    candidacy = Candidacy.objects.create(
        round=round,
        round_category=round_category,
        nomination=nomination,
        submission=newest_submission(nomination),
        code=new_code(set(round.candidacies.values_list("code", flat=True))),
        source=CandidacySource.CHAIR,
        reason=reason,
    )
    record_event("candidacy.added", target=candidacy, by=by, details={"reason": reason})
    return candidacy


@transaction.atomic
def repin_candidacy(*, candidacy, reason, by):
    """Put the newest submission before the jury. Cards that were handed in are open again, and their jurors are told."""
    # Held until the end, so that no seal is set meanwhile.
    round = locked_round(candidacy.round)
    candidacy = locked_candidacy(candidacy)
    demand(rules.may_manage_round(by, round))
    refuse_sealed(round)
    reason = required_reason(reason)
    newest = newest_submission(candidacy.nomination)
    if newest == candidacy.submission:
        raise ValidationError(_("The jury already reads the newest submission."))
    earlier, candidacy.submission = candidacy.submission, newest
    candidacy.save(update_fields=["submission"])
    for card in candidacy.scorecards.assigned().filter(state=ScorecardState.SUBMITTED).select_for_update():
        reopen_card(card, reason=reason, by=by)
    tell_about_round("replaced", candidacy.round, to=jurors_of(candidacy), entry=candidacy.code, reason=reason)
    details = {"earlier": str(earlier.pk), "newer": str(newest.pk), "reason": reason}
    record_event("candidacy.repinned", target=candidacy, by=by, details=details)
    return candidacy


def withdraw_candidacies(nomination):
    """A nomination that leaves the contest leaves the rounds that are not decided yet. Called when it does."""
    candidacies = Candidacy.objects.current().filter(nomination=nomination).select_related("round__edition")
    for candidacy in candidacies.order_by("round"):
        # A seal counts as set before or after this moment, never at the same time.
        if not locked_round(candidacy.round).is_sealed(SealKind.DECISIONS):
            candidacy.withdrawn_at = timezone.now()
            candidacy.save(update_fields=["withdrawn_at"])
            record_event("candidacy.withdrawn", target=candidacy, by=None)


def tell_newer_submission(submission):
    """The jury goes on reading what it was given until somebody puts the newer one before it. Called when it comes in."""
    nomination = submission.nomination
    candidacies = Candidacy.objects.current().filter(nomination=nomination).exclude(submission=submission)
    for candidacy in candidacies.select_related("round__edition__prize", "round_category"):
        if not candidacy.round.standing_seals:
            people = {person.pk: person for person in [*office_of(candidacy.round), *leaders_of(candidacy)]}
            tell_about_round("newer", candidacy.round, to=list(people.values()), entry=candidacy.code)


def entering(round, round_category):
    """Triples of a nomination that is not in the round yet, the id of its newest submission, and the decision that
    sent it on, or None where the round takes a category's nominations as they are."""
    before = round_before(round, round_category.category)
    eligible = Nomination.objects.filter(state=NominationState.ELIGIBLE, category=round_category.category)
    eligible = eligible.exclude(pk__in=round.candidacies.values("nomination"))
    decisions = advancing_from(before, round_category.category) if before else {}
    if before:
        eligible = eligible.filter(pk__in=decisions)
    by_number = Submission.objects.filter(nomination__in=eligible).order_by("number")
    newest = dict(by_number.values_list("nomination", "pk"))
    return [(row, newest[row.pk], decisions.get(row.pk)) for row in eligible if row.pk in newest]


def round_before(round, category):
    """The round of the edition that judged this category just before, if there is one."""
    earlier = Round.objects.filter(edition=round.edition_id, position__lt=round.position)
    return earlier.filter(round_categories__category=category).order_by("position", "pk").last()


def advancing_from(round, category):
    """Decisions of a round that send entries of a category on, by nomination."""
    if not hasattr(round, "release"):
        raise ValidationError(
            _("“%(round)s” decides who enters this round, and its results are not released yet.") % {"round": round}
        )
    decisions = Decision.objects.filter(
        candidacy__round=round, candidacy__round_category__category=category, outcome=Outcome.ADVANCE
    )
    return {decision.candidacy.nomination_id: decision for decision in decisions.select_related("candidacy")}


def newest_submission(nomination):
    return nomination.submissions.order_by("number").last()


def jurors_of(candidacy):
    assignments = Assignment.objects.active().filter(candidacy=candidacy).select_related("juror")
    return [assignment.juror for assignment in assignments]


def new_code(known):
    """Drawn at random, so that it tells nothing of who entered or when. Adds itself to the known ones."""
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if code not in known:
            known.add(code)
            return code


def refuse_unready(round_categories):
    if not round_categories:
        raise ValidationError(_("Say first which categories this round judges."))
    for round_category in round_categories:
        weights = [criterion.weight for criterion in round_category.rubric.criteria.all()]
        if sum(weights) != 100:
            raise ValidationError(
                _("The weights of the rubric “%(rubric)s” sum to %(weights)s, not to 100.")
                % {"rubric": round_category.rubric, "weights": sum(weights)}
            )
