import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit import triggers
from audit.models import Event
from nominations.actions import erase_answers, submit_nomination, verify_submission
from nominations.actions.common import move
from nominations.enums import NOMINATION_TRANSITIONS, NominationState
from nominations.models import Answer, Figure, Form, Question, Submission, SubmissionAnswer
from notices.models import Notice
from tests.accounts.factories import PersonFactory, staff
from tests.nominations.factories import NominationFactory, complete_draft, submitted
from tests.prizes.factories import EligibilityRuleFactory

pytestmark = pytest.mark.django_db


def submit(nomination, person, **changes):
    arguments = {"terms_version": nomination.edition.terms_version, "consents_to_publish": False, **changes}
    return submit_nomination(nomination=nomination, by=person, **arguments)


def test_submit_freezes_every_answer():
    nomination, person = complete_draft()

    submission = submit(nomination, person)

    values = {answer.question_key: json.loads(answer.value) for answer in submission.answers.all()}
    assert values == dict(nomination.answers.values_list("question_key", "value"))
    assert submission.number == 1
    assert submission.title == nomination.title
    assert submission.company["name"] == nomination.organisation.name
    assert verify_submission(submission).holds


def test_submit_gives_a_code_tells_and_records():
    nomination, person = complete_draft()

    submission = submit(nomination, person)

    nomination.refresh_from_db()
    assert nomination.state == NominationState.SUBMITTED
    assert len(nomination.reference_code) == 9
    receipt = Notice.objects.get(template="nominations.receipt")
    assert receipt.address == person.email
    assert "A mould that reports its own wear" in receipt.body_text
    assert submission.digest in receipt.body_text
    assert Event.objects.get(verb="nomination.submitted").target_id == str(nomination.pk)


def test_submit_freezes_the_form():
    nomination, person = complete_draft()

    submission = submit(nomination, person)

    assert Form.objects.get(pk=submission.form_id).frozen_at == submission.submitted_at


def test_submit_keeps_typed_figures():
    submission = submitted()

    year = submission.category.edition.year
    figures = Figure.objects.filter(submission=submission).values_list("measure", "year", "unit", "value")
    assert sorted(figures) == [
        ("employees", year, "", 42),
        ("scrap", year - 2, "%", 7.5),
        ("scrap", year - 1, "%", 2),
    ]


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("headline", None, "Answer this question."),
        ("story", "word " * 51, "Shorten this to 50 words; it has 51."),
        ("people", "0", "Must be at least 1."),
    ],
)
def test_submit_names_what_is_missing(key, value, reason):
    nomination, person = complete_draft()
    Answer.objects.filter(nomination=nomination, question_key=key).update(value=value)

    with pytest.raises(ValidationError) as refusal:
        submit(nomination, person)

    assert refusal.value.message_dict == {key: [reason]}


def test_submit_needs_no_answer_to_an_optional_question():
    nomination, person = complete_draft()
    Question.objects.filter(key="headline").update(required=False)
    nomination.answers.filter(question_key="headline").delete()

    assert submit(nomination, person).answers.filter(question_key="headline").count() == 0


def test_submit_is_refused_with_old_terms():
    nomination, person = complete_draft()

    with pytest.raises(ValidationError) as refusal:
        submit(nomination, person, terms_version="0")

    assert list(refusal.value.message_dict) == ["terms"]


def test_submit_is_refused_when_the_screener_now_says_no():
    nomination, person = complete_draft()
    EligibilityRuleFactory(edition=nomination.edition, key="here", reason="Only makers of this state.")
    type(nomination.edition).objects.filter(pk=nomination.edition_id).update(eligibility_version=2)
    NominationFactory._meta.model.objects.filter(pk=nomination.pk).update(eligibility_answers={"here": False})

    with pytest.raises(ValidationError) as refusal:
        submit(nomination, person)

    assert refusal.value.message_dict == {"eligibility": ["Only makers of this state."]}


def test_submit_is_refused_to_a_stranger_and_to_the_office():
    nomination, _ = complete_draft()

    for other in (PersonFactory(), staff(prize=nomination.edition.prize)):
        with pytest.raises(NotAllowed):
            submit(nomination, other)


def test_submit_is_refused_after_the_close():
    nomination, person = complete_draft()
    edition = nomination.edition
    edition.closes_at = timezone.now()
    edition.save()

    with pytest.raises(ValidationError, match="Nominations closed on"):
        submit(nomination, person)


def test_submit_again_makes_a_second_submission_with_the_same_code():
    submission = submitted()
    nomination = submission.nomination
    nomination.refresh_from_db()
    code = nomination.reference_code
    move(nomination, NominationState.NEEDS_INFORMATION, information_due_at=timezone.now() + timedelta(days=3))

    second = submit(nomination, submission.submitted_by)

    nomination.refresh_from_db()
    assert (second.number, nomination.reference_code) == (2, code)
    assert list(Submission.objects.newest()) == [second]


@pytest.mark.parametrize("change", [{"title": "Another"}, {"terms_text": "Nothing"}, {"digest": "0" * 64}])
def test_submission_is_never_changed(change):
    submission = submitted()

    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(**change)


def test_submission_is_never_deleted():
    submission = submitted()

    with pytest.raises(DatabaseError), transaction.atomic():
        SubmissionAnswer.objects.filter(submission=submission)._raw_delete("default")


def test_erased_answer_leaves_a_tombstone_that_verifies():
    submission = submitted()
    office = staff(prize=submission.nomination.edition.prize)

    erase_answers(submission=submission, question_keys=["people"], reason="The company asked for it.", by=office)

    verification = verify_submission(submission)
    assert verification.holds
    assert verification.erased == ("people",)
    assert not submission.figures.filter(question_key="people").exists()
    assert submission.nomination.answers.get(question_key="people").value is None


def test_verify_names_an_answer_that_was_changed():
    submission = submitted()
    triggers.lift()
    submission.answers.filter(question_key="people").update(value='"43"')
    triggers.install()

    assert verify_submission(submission).broken == ("people",)


FORBIDDEN = [(old, new) for old in NominationState for new in NominationState if new not in NOMINATION_TRANSITIONS[old]]


@pytest.mark.parametrize(("old", "new"), FORBIDDEN)
def test_transition_not_in_the_table_is_refused(old, new):
    nomination = NominationFactory.build(
        state=old, category=None, edition=None, organisation=None, eligibility_version=1
    )

    with pytest.raises(TransitionRefused):
        move(nomination, new)
