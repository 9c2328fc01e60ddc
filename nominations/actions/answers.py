"""Saving one answer: the contract by which no acknowledged work is lost."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.rules import demand
from nominations import fields, rules
from nominations.actions.common import locked
from nominations.models import Answer, AnswerRevision
from nominations.questionnaire import RELATED_ORGANISATIONS_KEY, TITLE_KEY, current_questionnaire


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


@transaction.atomic
def save_answer(*, nomination, question_key, value, client_id, base_revision, by):
    """Keep one answer and return Saved, or return Conflict when `base_revision` is not the newest.

    A repeated `client_id` is the same save and is answered as it was the first time. A conflict is resolved by saving
    again, on the revision that the conflict named, what the writer chose. Not an event: the revisions are its history.
    """
    nomination = locked(nomination)
    demand(rules.is_collaborator(by, nomination))
    repeated = earlier_save(nomination, question_key, client_id)
    if repeated:
        return Saved(repeated.value, repeated.revision, repeated.saved_at)
    demand(rules.may_edit(by, nomination), "This nomination cannot be changed now.")
    value = fields.clean_value(asked_question(nomination, question_key), value)
    return keep(nomination, question_key, value, client_id=client_id, base_revision=base_revision, by=by)


def keep(nomination, question_key, value, *, client_id, base_revision, by):
    answer = nomination.answers.filter(question_key=question_key).select_related("saved_by").first()
    revision = answer.revision if answer else 0
    if answer and answer.value == value:
        return Saved(value, revision, answer.saved_at)
    if base_revision != revision:
        return Conflict(
            value, answer.value if answer else None, revision, answer and answer.saved_at, answer and answer.saved_by
        )
    return write_revision(
        nomination, answer or Answer(nomination=nomination, question_key=question_key), value, client_id, by
    )


def write_revision(nomination, answer, value, client_id, by):
    answer.value, answer.revision = value, answer.revision + 1
    answer.saved_at, answer.saved_by = timezone.now(), by
    answer.save()
    AnswerRevision.objects.create(
        answer=answer,
        revision=answer.revision,
        value=value,
        client_id=client_id,
        saved_at=answer.saved_at,
        saved_by=by,
    )
    if answer.question_key == TITLE_KEY:
        nomination.title = value or ""
        nomination.save(update_fields=["title"])
    if answer.question_key == RELATED_ORGANISATIONS_KEY:
        nomination.related_organisations = [line.strip() for line in (value or "").splitlines() if line.strip()]
        nomination.save(update_fields=["related_organisations"])
    return Saved(value, answer.revision, answer.saved_at)


def earlier_save(nomination, question_key, client_id):
    revision = AnswerRevision.objects.select_related("answer").filter(client_id=client_id).first()
    if revision is None:
        return None
    if (revision.answer.nomination_id, revision.answer.question_key) != (nomination.pk, question_key):
        raise ValidationError("This id belongs to another save.", code="client_id")
    return revision


def asked_question(nomination, question_key):
    questionnaire = current_questionnaire(nomination.category, nomination.language)
    asked = questionnaire and questionnaire.questions.get(question_key)
    if not asked:
        raise ValidationError("The form has no such question.", code="no_question")
    return asked


def values_of(nomination):
    """Every answer of a draft, and under each file question what is attached."""
    values = dict(nomination.answers.values_list("question_key", "value"))
    if nomination.title and TITLE_KEY not in values:
        values[TITLE_KEY] = nomination.title
    for attachment in nomination.attachments.on_draft():
        values.setdefault(attachment.question_key, []).append(attachment)
    return values
