import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from nominations.enums import SUBMITTED_STATES, NominationState, QuestionKind
from nominations.models import Figure, Nomination, SubmissionAnswer, SubmissionAttachment, Upload
from tests.nominations.factories import (
    AnswerFactory,
    AttachmentFactory,
    CollaboratorFactory,
    ExtensionFactory,
    FormFactory,
    NominationFactory,
    OptionFactory,
    QuestionFactory,
    SectionFactory,
    UploadFactory,
    submitted,
)

pytestmark = pytest.mark.django_db


def refused(make, *args, **kwargs):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(*args, **kwargs)


def update(row, **changes):
    type(row).objects.filter(pk=row.pk).update(**changes)


def test_one_form_per_category_stage_version():
    form = FormFactory()

    refused(FormFactory, category=form.category)
    FormFactory(category=form.category, version=2)
    FormFactory(category=form.category, stage="final")


def test_section_question_and_option_keys_once():
    section = SectionFactory(key="a")
    question = QuestionFactory(section=section, key="a", kind=QuestionKind.CHOICE)
    OptionFactory(question=question, key="a")

    refused(SectionFactory, form=section.form, key="a")
    refused(QuestionFactory, section=section, key="a")
    refused(OptionFactory, question=question, key="a")
    SectionFactory(key="a")


@pytest.mark.parametrize(
    ("kind", "fields", "allowed"),
    [
        (QuestionKind.CHOICES, {"vocabulary": "technology"}, True),
        (QuestionKind.NUMBER, {"vocabulary": "technology"}, False),
        (QuestionKind.NUMBER, {"measure": "employees"}, True),
        (QuestionKind.SHORT_TEXT, {"measure": "employees"}, False),
        (QuestionKind.LONG_TEXT, {"word_limit": 300}, True),
        (QuestionKind.SHORT_TEXT, {"word_limit": 300}, False),
        (QuestionKind.NUMBER, {"least": 1, "most": 1}, True),
        (QuestionKind.NUMBER, {"least": 2, "most": 1}, False),
    ],
)
def test_question_has_what_its_kind_allows(kind, fields, allowed):
    if allowed:
        assert QuestionFactory(kind=kind, **fields).pk
    else:
        refused(QuestionFactory, kind=kind, **fields)


def test_external_key_once_per_edition():
    first = NominationFactory(external_key="A1")

    refused(NominationFactory, category=first.category, external_key="A1")
    NominationFactory(external_key="A1")
    NominationFactory.create_batch(2, category=first.category, external_key="")


@pytest.mark.parametrize("state", SUBMITTED_STATES)
def test_submitted_nomination_has_its_code_and_time(state):
    nomination = NominationFactory(screening_reason="x", information_due_at=timezone.now())

    refused(update, nomination, state=state)
    update(nomination, state=state, reference_code="A", submitted_at=timezone.now())


def test_merged_nomination_says_into_what():
    nomination, other = NominationFactory.create_batch(2)

    refused(update, nomination, state=NominationState.MERGED)
    refused(update, nomination, merged_into=other)
    refused(update, nomination, state=NominationState.MERGED, merged_into=nomination)
    update(nomination, state=NominationState.MERGED, merged_into=other)


def test_ineligible_and_needed_information_say_what():
    nomination = NominationFactory(handed_in=True)

    refused(update, nomination, state=NominationState.INELIGIBLE)
    refused(update, nomination, state=NominationState.NEEDS_INFORMATION)
    update(nomination, state=NominationState.INELIGIBLE, screening_reason="Too large.")
    update(nomination, state=NominationState.NEEDS_INFORMATION, information_due_at=timezone.now())


def test_reference_code_is_unique():
    NominationFactory(reference_code="A")

    refused(NominationFactory, reference_code="A")
    NominationFactory.create_batch(2, reference_code=None)


def test_collaborator_and_answer_once():
    collaborator = CollaboratorFactory()
    answer = AnswerFactory(nomination=collaborator.nomination, question_key="a")

    refused(CollaboratorFactory, nomination=collaborator.nomination, person=collaborator.person)
    refused(AnswerFactory, nomination=answer.nomination, question_key="a")
    CollaboratorFactory(person=collaborator.person)
    AnswerFactory(question_key="a")


def test_extension_has_a_reason():
    refused(ExtensionFactory, reason="")
    ExtensionFactory()


def test_upload_is_not_longer_than_announced():
    upload = UploadFactory(size=10, received=10)

    refused(Upload.objects.filter(pk=upload.pk).update, received=11)


def test_submission_rows_once():
    submission = submitted()
    figure = submission.figures.first()
    attachment = AttachmentFactory(nomination=submission.nomination)
    frozen = {"submission": submission, "attachment": attachment, "question_key": "a", "sha256": "0" * 64}
    SubmissionAttachment.objects.create(**frozen)

    refused(SubmissionAttachment.objects.create, **frozen)
    refused(
        SubmissionAnswer.objects.create,
        submission=submission,
        question_key="headline",
        value="1",
        salt="s",
        digest="0" * 64,
    )
    figure.pk = None
    refused(figure.save, force_insert=True)
    assert Figure.objects.filter(submission=submission).count() == 3


@pytest.mark.parametrize("half", [{"value": "1", "salt": None}, {"value": None, "salt": "s"}])
def test_erased_answer_loses_value_and_salt(half):
    submission = submitted()

    refused(SubmissionAnswer.objects.create, submission=submission, question_key="more", digest="0" * 64, **half)


def test_submission_number_from_one_and_once():
    submission = submitted()

    for number in (0, 1):
        submission.pk = uuid.uuid4()
        submission.number = number
        refused(submission.save, force_insert=True)
    submission.number = 2
    submission.save(force_insert=True)
    assert Nomination.objects.get().submissions.count() == 2
