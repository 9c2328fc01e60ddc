"""Saving one mark or one remark: the contract by which no acknowledged work is lost."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.rules import demand
from judging import rules
from judging.actions.common import locked_scorecard, move_card
from judging.enums import RemarkKind, ScorecardState
from judging.models import Mark, MarkRevision, Remark, RemarkRevision, Rubric
from judging.science.plain import CANNOT_JUDGE, PlainTotal, Scale, plain_total
from nominations.actions.answers import Conflict, Saved

REMARK_LENGTH = 20_000
REFUSAL = "This scorecard cannot be changed now."


@transaction.atomic
def save_mark(*, scorecard, criterion_key, value, client_id, base_revision, by):
    """Keep one mark and return Saved, or return Conflict when `base_revision` is not the newest.

    `value` is a level as text, CANNOT_JUDGE, or None for blank. A repeated `client_id` is the same save and is answered
    as it was the first time. Not an event: the revisions are its history, and saving never waits for the chain.
    """
    scorecard = locked_scorecard(scorecard)
    demand(rules.is_own_card(by, scorecard))
    if repeated := earlier_save(MarkRevision, client_id, mark__scorecard=scorecard, mark__criterion__key=criterion_key):
        return Saved(mark_value(repeated), repeated.revision, repeated.saved_at)
    demand(rules.may_write_card(by, scorecard), REFUSAL)
    criterion = criterion_named(scorecard, criterion_key)
    value = checked_value(criterion, value)
    mark = scorecard.marks.filter(criterion=criterion).first()
    if mark and mark_value(mark) == value:
        return Saved(value, mark.revision, mark.marked_at)
    if conflict := conflict_with(mark, mark_value(mark), value, base_revision):
        return conflict
    saved = write_mark(mark or Mark(scorecard=scorecard, criterion=criterion), value, client_id, by)
    freeze(scorecard.candidacy.round_category.rubric)
    update_card(scorecard)
    return saved


@transaction.atomic
def save_remark(*, scorecard, kind, text, client_id, base_revision, by):
    """Keep a private note, a comment for the jury or one for the entrant; answers like `save_mark`."""
    scorecard = locked_scorecard(scorecard)
    demand(rules.is_own_card(by, scorecard))
    if repeated := earlier_save(RemarkRevision, client_id, remark__scorecard=scorecard, remark__kind=kind):
        return Saved(repeated.text, repeated.revision, repeated.saved_at)
    demand(rules.may_write_card(by, scorecard), REFUSAL)
    text = checked_text(kind, text)
    remark = scorecard.remarks.filter(kind=kind).first()
    if remark and remark.text == text:
        return Saved(text, remark.revision, remark.saved_at)
    if conflict := conflict_with(remark, remark.text if remark else "", text, base_revision):
        return conflict
    saved = write_remark(remark or Remark(scorecard=scorecard, kind=kind), text, client_id, by)
    update_card(scorecard)
    return saved


def conflict_with(row, theirs, yours, base_revision):
    """What another tab or device saved since; None where the base is the newest."""
    revision = row.revision if row else 0
    if base_revision == revision:
        return None
    return Conflict(yours, theirs, revision, row and saved_at(row), None)


def saved_at(row):
    return row.marked_at if isinstance(row, Mark) else row.saved_at


def earlier_save(model, client_id, **place):
    """The revision that this very save made before."""
    found = model.objects.filter(client_id=client_id)
    revision = found.filter(**place).first()
    if revision is None and found.exists():
        raise ValidationError("This id belongs to another save.", code="client_id")
    return revision


def write_mark(mark, value, client_id, by):
    mark.cannot_judge = value == CANNOT_JUDGE
    mark.value = None if mark.cannot_judge or value is None else Decimal(value)
    mark.revision += 1
    mark.marked_at = timezone.now()
    mark.save()
    MarkRevision.objects.create(
        mark=mark,
        revision=mark.revision,
        value=mark.value,
        cannot_judge=mark.cannot_judge,
        reason=reason_owed(mark.scorecard),
        client_id=client_id,
        saved_by=by,
        saved_at=mark.marked_at,
    )
    return Saved(value, mark.revision, mark.marked_at)


def write_remark(remark, text, client_id, by):
    remark.text = text
    remark.revision += 1
    remark.saved_at = timezone.now()
    remark.save()
    RemarkRevision.objects.create(
        remark=remark, revision=remark.revision, text=text, client_id=client_id, saved_by=by, saved_at=remark.saved_at
    )
    return Saved(text, remark.revision, remark.saved_at)


def reason_owed(scorecard):
    """After handing in, every change carries the reason for which the card was reopened."""
    if scorecard.state != ScorecardState.REOPENED:
        return ""
    return scorecard.reopenings.get(closed_at=None).reason


def freeze(rubric):
    """From the first mark on, what is scored stays as it is."""
    if rubric.frozen_at is None:
        Rubric.objects.filter(pk=rubric.pk, frozen_at=None).update(frozen_at=timezone.now())


def update_card(scorecard):
    """State and total follow from the marks."""
    total = total_of(scorecard)
    move_card(scorecard, state_that_follows(scorecard, total), total=total.value)


def state_that_follows(scorecard, total):
    if scorecard.state == ScorecardState.REOPENED:
        return ScorecardState.REOPENED
    if total.complete:
        return ScorecardState.COMPLETE
    return ScorecardState.IN_PROGRESS


def total_of(scorecard) -> PlainTotal:
    criteria = scorecard.candidacy.round_category.rubric.criteria.all()
    marks = {mark.criterion_id: mark for mark in scorecard.marks.all()}
    levels = {criterion.key: level_of(marks.get(criterion.pk)) for criterion in criteria}
    return plain_total([scale_of(criterion) for criterion in criteria], levels)


def scale_of(criterion):
    return Scale(criterion.key, criterion.weight, criterion.lowest, criterion.highest, criterion.mandatory)


def level_of(mark):
    """As `plain_total` reads it."""
    if mark is None:
        return None
    return CANNOT_JUDGE if mark.cannot_judge else mark.value


def mark_value(mark):
    """As JSON tells it: a level as text, "cannot_judge", or None for blank."""
    level = level_of(mark)
    return f"{level.normalize():f}" if isinstance(level, Decimal) else level


def criterion_named(scorecard, key):
    criteria = scorecard.candidacy.round_category.rubric.criteria.prefetch_related("levels")
    criterion = criteria.filter(key=key).first()
    if criterion is None:
        raise ValidationError("The rubric has no such criterion.", code="no_criterion")
    return criterion


def checked_value(criterion, value):
    if value in (None, "", CANNOT_JUDGE):
        return value or None
    try:
        level = Decimal(str(value))
    except InvalidOperation:
        raise ValidationError("Choose one of the levels.") from None
    levels = {level.value for level in criterion.levels.all()}
    is_known = level in levels if levels else level.is_finite() and criterion.lowest <= level <= criterion.highest
    if not is_known:
        raise ValidationError("Choose one of the levels.")
    return f"{level.normalize():f}"


def checked_text(kind, text):
    if kind not in RemarkKind.values:
        raise ValidationError("There is no such remark.", code="no_remark")
    if not isinstance(text, str):
        raise ValidationError("Write text here.")
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > REMARK_LENGTH:
        raise ValidationError(f"At most {REMARK_LENGTH:,} characters fit here.")
    return text
