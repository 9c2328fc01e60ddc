from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from nominations import rules
from nominations.actions.common import locked, move, tell_collaborators
from nominations.enums import NominationState, ScanState
from nominations.models import (
    AnswerRevision,
    Nomination,
    Submission,
    SubmissionAnswer,
    SubmissionAttachment,
    Upload,
)
from nominations.questionnaire import RELATED_ORGANISATIONS_KEY
from nominations.registries import is_decided, tell_withdrawn
from search.watching import renew

ERASED_FILE = "Erased file"


@transaction.atomic
def withdraw_nomination(*, nomination, by):
    """Out of the contest, until it is decided upon. What was submitted stays as it was."""
    nomination = locked(nomination)
    demand(rules.is_collaborator(by, nomination), _("Only somebody who works on it withdraws a nomination."))
    if is_decided(nomination):
        raise ValidationError(_("It has been decided upon, so it can no longer be withdrawn."), code="decided")
    move(nomination, NominationState.WITHDRAWN)
    tell_withdrawn(nomination)
    tell_collaborators("withdrawn", nomination, who=str(by))
    record_event("nomination.withdrawn", target=nomination, by=by)
    return nomination


@transaction.atomic
def erase_answers(*, submission, reason, by, question_keys=None):
    """Empty frozen answers for good, all or some, files with them. Their digests stay, so the submission still verifies."""
    nomination = locked(submission.nomination)
    demand(by is None or rules.may_erase(by, nomination), _("Only the prize office erases answers."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; it stands in the record.")})
    answers = SubmissionAnswer.objects.filter(submission=submission, value__isnull=False)
    if question_keys is not None:
        answers = answers.filter(question_key__in=question_keys)
    keys = sorted(answers.values_list("question_key", flat=True))
    submission.figures.filter(question_key__in=keys).delete()
    nomination.answers.filter(question_key__in=keys).update(value=None)
    AnswerRevision.objects.filter(answer__nomination=nomination, answer__question_key__in=keys).update(value=None)
    if RELATED_ORGANISATIONS_KEY in keys:
        Nomination.objects.filter(pk=nomination.pk).update(related_organisations=[])
    answers.update(value=None, salt=None)
    keys = sorted({*keys, *erase_files(submission, question_keys)})
    renew(submission)
    details = {"reason": reason.strip(), "questions": keys}
    record_event("submission.answers_erased", target=submission, by=by, details=details, scope=nomination.record_scope)
    return keys


def erase_files(submission, question_keys):
    """The files go once this is committed; what they were, and that they are gone, stays. Returns their questions."""
    frozen = SubmissionAttachment.objects.filter(submission=submission).exclude(attachment__scan_state=ScanState.ERASED)
    if question_keys is not None:
        frozen = frozen.filter(question_key__in=question_keys)
    keys = set()
    for each in frozen:
        keys.add(each.question_key)
        erase_file(each.attachment)
    return keys


def erase_file(attachment):
    stored, name = attachment.file.storage, attachment.file.name
    transaction.on_commit(lambda: stored.delete(name))
    Upload.objects.filter(attachment=attachment).delete()
    attachment.name, attachment.scan_state = ERASED_FILE, ScanState.ERASED
    attachment.save(update_fields=["name", "scan_state"])


@transaction.atomic
def erase_answers_everywhere(*, nomination, question_keys, reason, by):
    """In every submission that still holds one of them: an erasure that leaves a copy is none."""
    answers = SubmissionAnswer.objects.filter(question_key__in=question_keys, value__isnull=False)
    files = SubmissionAttachment.objects.filter(question_key__in=question_keys)
    files = files.exclude(attachment__scan_state=ScanState.ERASED)
    holding = Q(pk__in=answers.values("submission")) | Q(pk__in=files.values("submission"))
    submissions = Submission.objects.filter(holding, nomination=nomination)
    if not submissions:
        raise ValidationError({"questions": _("Nothing of this is left to erase.")})
    for submission in submissions:
        erase_answers(submission=submission, question_keys=question_keys, reason=reason, by=by)
