"""Saving one mark or one remark: the contract by which no acknowledged work is lost."""

import uuid
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules import demand
from judging import rules
from judging.actions.common import locked_scorecard, move_card
from judging.enums import RemarkKind, ScorecardState
from judging.models import Mark, MarkRevision, Remark, RemarkRevision, Rubric
from judging.science.plain import CANNOT_JUDGE, PlainTotal, Scale, plain_total
from nominations.actions.answers import Conflict, Saved

REMARK_LENGTH = 20_000
REFUSAL = gettext_lazy("This scorecard cannot be changed now.")


@transaction.atomic
def save_mark(*, scorecard, criterion_key, value, client_id, base_revision, by):
    """Keep one mark and return Saved, or return Conflict when `base_revision` is not the newest.

    `value` is a level as text, CANNOT_JUDGE, or None for blank. A repeated `client_id` is the same save and is answered
    as it was the first time. Not an event: the revisions are its history, and saving never waits for the chain.
    """
    scorecard = locked_own(scorecard, by)
    if repeated := earlier_save(MarkRevision, client_id, mark__scorecard=scorecard, mark__criterion__key=criterion_key):
        return Saved(mark_value(repeated), repeated.revision, repeated.saved_at)
    desk = Desk(scorecard, by)
    outcome = desk.keep_mark(criterion_key, value, client_id=client_id, base_revision=base_revision)
    desk.update_card()
    return outcome


@transaction.atomic
def save_remark(*, scorecard, kind, text, client_id, base_revision, by):
    """Keep a private note, a comment for the jury or one for the entrant; answers like `save_mark`."""
    scorecard = locked_own(scorecard, by)
    if repeated := earlier_save(RemarkRevision, client_id, remark__scorecard=scorecard, remark__kind=kind):
        return Saved(repeated.text, repeated.revision, repeated.saved_at)
    desk = Desk(scorecard, by)
    outcome = desk.keep_remark(kind, text, client_id=client_id, base_revision=base_revision)
    desk.update_card()
    return outcome


@transaction.atomic
def save_sheet(*, scorecard, marks, remarks, by):
    """Keep what a whole page says: `marks` and `remarks` map a name to a value and the revision that it was shown with.

    Returns the outcome of each, by name. One value that is refused refuses the page; the refusal names each that is.
    """
    desk = Desk(locked_own(scorecard, by), by)
    outcomes, refusals = {}, {}
    for keep, values in ((desk.keep_mark, marks), (desk.keep_remark, remarks)):
        for name, (value, base) in values.items():
            try:
                outcomes[name] = keep(name, value, client_id=uuid.uuid4(), base_revision=base)
            except ValidationError as refusal:
                refusals[name] = refusal.messages
    if refusals:
        raise ValidationError(refusals)
    desk.update_card()
    return outcomes


def locked_own(scorecard, by):
    scorecard = locked_scorecard(scorecard)
    demand(rules.is_own_card(by, scorecard))
    return scorecard


class Desk:
    """A locked scorecard with its marks and remarks at hand, open to its juror and nobody else."""

    def __init__(self, scorecard, by):
        demand(rules.may_write_card(by, scorecard), REFUSAL)
        self.scorecard, self.by = scorecard, by
        rubric = scorecard.candidacy.round_category.rubric
        self.criteria = {criterion.key: criterion for criterion in rubric.criteria.prefetch_related("levels")}
        self.marks = {mark.criterion_id: mark for mark in scorecard.marks.all()}
        self.reason = reason_owed(scorecard)
        self.touched = False

    @cached_property
    def remarks(self):
        return {remark.kind: remark for remark in self.scorecard.remarks.all()}

    def keep_mark(self, key, value, *, client_id, base_revision):
        criterion = self._criterion(key)
        value = checked_value(criterion, value)
        mark = self.marks.get(criterion.pk) or Mark(scorecard=self.scorecard, criterion=criterion)
        if answer := answer_without_writing(mark, mark_value(mark), value, base_revision):
            return answer
        self.marks[criterion.pk] = mark
        self.touched = True
        return write_mark(mark, value, client_id, self.by, self.reason)

    def keep_remark(self, kind, text, *, client_id, base_revision):
        if kind not in RemarkKind.values:
            raise ValidationError(_("There is no such remark."), code="no_remark")
        text = checked_text(text)
        remark = self.remarks.get(kind) or Remark(scorecard=self.scorecard, kind=kind)
        if answer := answer_without_writing(remark, remark.text, text, base_revision):
            return answer
        self.remarks[kind] = remark
        self.touched = True
        return write_text(remark, text, client_id, self.by)

    def update_card(self):
        """State and total follow from the marks; from the first mark on, what is scored stays as it is."""
        if not self.touched:
            return
        if self.marks:
            freeze(self.scorecard.candidacy.round_category.rubric)
        total = total_of(self.criteria.values(), self.marks)
        move_card(self.scorecard, state_that_follows(self.scorecard, total), total=total.value)

    def _criterion(self, key):
        if key not in self.criteria:
            raise ValidationError(_("The rubric has no such criterion."), code="no_criterion")
        return self.criteria[key]


def answer_without_writing(row, theirs, yours, base_revision):
    """Saved where nothing differs, Conflict where another tab or device saved since; None where it is to be written."""
    if row.revision and theirs == yours:
        return Saved(yours, row.revision, saved_at(row))
    if base_revision != row.revision:
        return Conflict(yours, theirs, row.revision, saved_at(row), None)
    return None


def saved_at(row):
    return row.marked_at if isinstance(row, Mark) else row.saved_at


def earlier_save(model, client_id, **place):
    """The revision that this very save made before."""
    found = model.objects.filter(client_id=client_id)
    revision = found.filter(**place).first()
    if revision is None and found.exists():
        raise ValidationError(_("This id belongs to another save."), code="client_id")
    return revision


def write_mark(mark, value, client_id, by, reason):
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
        reason=reason,
        client_id=client_id,
        saved_by=by,
        saved_at=mark.marked_at,
    )
    return Saved(value, mark.revision, mark.marked_at)


def write_text(row, text, client_id, by):
    """The next revision of a remark, or of a note on an entry."""
    row.text = text
    row.revision += 1
    row.saved_at = timezone.now()
    row.save()
    row.revisions.create(revision=row.revision, text=text, client_id=client_id, saved_by=by, saved_at=row.saved_at)
    return Saved(text, row.revision, row.saved_at)


def reason_owed(scorecard):
    """After handing in, every change carries the reason for which the card was reopened."""
    if scorecard.state != ScorecardState.REOPENED:
        return ""
    return scorecard.reopenings.get(closed_at=None).reason


def freeze(rubric):
    if rubric.frozen_at is None:
        Rubric.objects.filter(pk=rubric.pk, frozen_at=None).update(frozen_at=timezone.now())


def state_that_follows(scorecard, total):
    if scorecard.state == ScorecardState.REOPENED:
        return ScorecardState.REOPENED
    if total.complete:
        return ScorecardState.COMPLETE
    return ScorecardState.IN_PROGRESS


def total_of(criteria, marks) -> PlainTotal:
    """`marks` by criterion id."""
    criteria = list(criteria)
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


def checked_value(criterion, value):
    if value in (None, "", CANNOT_JUDGE):
        return value or None
    try:
        level = Decimal(str(value))
    except InvalidOperation:
        raise ValidationError(_("Choose one of the levels.")) from None
    levels = {level.value for level in criterion.levels.all()}
    is_known = level in levels if levels else level.is_finite() and criterion.lowest <= level <= criterion.highest
    if not is_known:
        raise ValidationError(_("Choose one of the levels."))
    return f"{level.normalize():f}"


def checked_text(text):
    if not isinstance(text, str):
        raise ValidationError(_("Write text here."))
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > REMARK_LENGTH:
        raise ValidationError(_("At most %(limit)s characters fit here.") % {"limit": f"{REMARK_LENGTH:,}"})
    return text
