"""Saving one answer: the contract by which no acknowledged work is lost."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from nominations import fields, rules
from nominations.actions.common import locked
from nominations.models import Answer, AnswerRevision, Nomination
from nominations.questionnaire import RELATED_ORGANISATIONS_KEY, TITLE_KEY, current_questions


@dataclass(frozen=True)
class Saved:
    """The value is kept as `revision`; name that as the base of the next save."""

    value: object
    revision: int
    saved_at: datetime

    is_conflict = False


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved since. Nothing was written: here are both, and the base on which either may be saved."""

    yours: object
    theirs: object
    revision: int
    saved_at: datetime
    saved_by: object

    is_conflict = True


@dataclass(frozen=True)
class Save:
    """What a writer wants kept, the revision it was written on, and the id under which it may be sent again."""

    question_key: str
    value: object
    base_revision: int
    client_id: uuid.UUID = field(default_factory=uuid.uuid4)


def save_answer(*, nomination, question_key, value, client_id, base_revision, by):
    """Keep one answer and return Saved, or return Conflict when `base_revision` is not the newest.

    A repeated `client_id` is the same save and is answered as it was the first time. A conflict is resolved by saving
    again, on the revision that the conflict named, what the writer chose. Not an event: the revisions are its history.
    """
    save = Save(question_key, value, base_revision, client_id)
    return save_answers(nomination=nomination, saves=[save], by=by)[question_key]


def save_answers(*, nomination, saves, by):
    """Several at once, each for itself: {question key: Saved or Conflict}."""
    if not saves:
        return {}
    # What the form asks does not change while entrants write, and every other writer waits for the lock that follows.
    keys = [save.question_key for save in saves]
    questions = current_questions(nomination.category, keys, nomination.language)
    return keep_all(nomination=nomination, saves=saves, questions=questions, by=by)


@transaction.atomic
def keep_all(*, nomination, saves, questions, by):
    nomination = locked(nomination)
    demand(rules.is_collaborator(by, nomination))
    outcomes = earlier_outcomes(nomination, saves)
    fresh = [save for save in saves if save.question_key not in outcomes]
    if not fresh:
        return outcomes
    demand(rules.is_editable(by, nomination), _("This nomination cannot be changed now."))
    keys = [save.question_key for save in fresh]
    answers = {
        answer.question_key: answer
        for answer in nomination.answers.filter(question_key__in=keys).select_related("saved_by")
    }
    for save in fresh:
        value = fields.clean_value(asked_question(questions, save.question_key), save.value)
        outcomes[save.question_key] = keep(nomination, answers.get(save.question_key), save, value, by)
    return outcomes


def earlier_outcomes(nomination, saves):
    """What was already acknowledged under the same ids."""
    ids = {save.client_id: save for save in saves}
    outcomes = {}
    for revision in AnswerRevision.objects.select_related("answer").filter(client_id__in=ids):
        key = ids[revision.client_id].question_key
        if (revision.answer.nomination_id, revision.answer.question_key) != (nomination.pk, key):
            raise ValidationError(_("This id belongs to another save."), code="client_id")
        outcomes[key] = Saved(revision.value, revision.revision, revision.saved_at)
    return outcomes


def keep(nomination, answer, save, value, by):
    # No time until it is written: a conflict over an answer that nobody ever saved names none.
    answer = answer or Answer(nomination=nomination, question_key=save.question_key, saved_at=None)  # type: ignore[misc]
    if answer.value == value and answer.pk:
        return Saved(value, answer.revision, answer.saved_at)
    if save.base_revision != answer.revision:
        return Conflict(value, answer.value, answer.revision, answer.saved_at, answer.saved_by)
    return write_revision(answer, save, value, by)


def write_revision(answer, save, value, by):
    answer.value, answer.revision = value, answer.revision + 1
    answer.saved_at, answer.saved_by = timezone.now(), by
    answer.save()
    AnswerRevision.objects.create(
        answer=answer,
        revision=answer.revision,
        value=value,
        client_id=save.client_id,
        saved_at=answer.saved_at,
        saved_by=by,
    )
    if answer.question_key == TITLE_KEY:
        Nomination.objects.filter(pk=answer.nomination_id).update(title=value or "")
    if answer.question_key == RELATED_ORGANISATIONS_KEY:
        names = [line.strip() for line in (value or "").splitlines() if line.strip()]
        Nomination.objects.filter(pk=answer.nomination_id).update(related_organisations=names)
    return Saved(value, answer.revision, answer.saved_at)


def touched(nomination, saves):
    """Without those that only say what their page already showed: an untouched answer is no opinion on a newer one."""
    revisions = AnswerRevision.objects.filter(answer__nomination=nomination)
    shown = {
        (key, revision): value
        for key, revision, value in revisions.values_list("answer__question_key", "revision", "value")
    }
    return [save for save in saves if save.value != shown.get((save.question_key, save.base_revision))]


def asked_question(questions, question_key):
    asked = questions.get(question_key)
    if not asked:
        raise ValidationError(_("The form has no such question."), code="no_question")
    return asked


def values_of(nomination):
    """Every answer of a draft, and under each file question what is attached."""
    values = dict(nomination.answers.values_list("question_key", "value"))
    if nomination.title and TITLE_KEY not in values:
        values[TITLE_KEY] = nomination.title
    for attachment in nomination.attachments.on_draft():
        values.setdefault(attachment.question_key, []).append(attachment)
    return values
