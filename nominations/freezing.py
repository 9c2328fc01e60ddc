"""What a submission is made of and how it verifies. Nothing here reads a clock or writes a row."""

from dataclasses import dataclass
from decimal import Decimal

from audit.canonical import canonical_json, new_salt, sha256_hex
from nominations.enums import QuestionKind
from nominations.fields import is_empty
from nominations.models import Figure, Submission, SubmissionAnswer, SubmissionAttachment
from nominations.questionnaire import TITLE_KEY


@dataclass
class Frozen:
    """The rows of one submission, not yet saved."""

    submission: Submission
    answers: list
    attachments: list
    figures: list

    def save(self):
        self.submission.save(force_insert=True)
        SubmissionAnswer.objects.bulk_create(self.answers)
        SubmissionAttachment.objects.bulk_create(self.attachments)
        Figure.objects.bulk_create(self.figures)
        return self.submission


def freeze(*, submission, questionnaire, values):
    """`submission` carries its facts; answers, attachments, figures and the digest over all of them are made here."""
    # The title that every nomination has is a fact of the submission; one that the form asks for is an answer too.
    facts = {key for key, asked in questionnaire.questions.items() if asked.question.pk is None}
    files = {key for key, asked in questionnaire.questions.items() if asked.is_file}
    answers = [
        frozen_answer(submission, key, values[key])
        for key in questionnaire.questions
        if key not in files and key not in facts and not is_empty(values.get(key))
    ]
    attachments = [
        SubmissionAttachment(submission=submission, attachment=each, question_key=key, sha256=each.sha256)
        for key in questionnaire.questions
        if key in files
        for each in values.get(key, [])
    ]
    submission.digest = submission_digest(submission, answers, attachments)
    return Frozen(submission, answers, attachments, figures_of(submission, questionnaire, values))


def frozen_answer(submission, key, value):
    text, salt = canonical_json(value), new_salt()
    return SubmissionAnswer(
        submission=submission, question_key=key, value=text, salt=salt, digest=answer_digest(salt, text)
    )


def answer_digest(salt, text):
    return sha256_hex(salt + text)


def submission_digest(submission, answers, attachments):
    return sha256_hex(
        canonical_json(
            {
                "facts": facts_of(submission),
                "answers": {answer.question_key: answer.digest for answer in answers},
                "attachments": sorted(
                    [each.question_key, str(each.attachment_id), each.sha256] for each in attachments
                ),
            }
        )
    )


def facts_of(submission):
    return {
        "nomination": str(submission.nomination_id),
        "number": submission.number,
        "form": submission.form_id,
        "category": submission.category_id,
        "title": submission.title,
        "company": submission.company,
        "eligibility_answers": submission.eligibility_answers,
        "eligibility_version": submission.eligibility_version,
        "terms_version": submission.terms_version,
        "terms": sha256_hex(submission.terms_text),
        "consents_to_publish": submission.consents_to_publish,
        "language": submission.language,
        "submitted_by": str(submission.submitted_by_id),
        "submitted_at": submission.submitted_at,
    }


def company_facts(organisation):
    fields = ("name", "kind", "city", "state", "postal_code", "website")
    return {"id": str(organisation.pk), **{field: getattr(organisation, field) for field in fields}}


def figures_of(submission, questionnaire, values):
    """Answers that count something, as typed numbers. A figure without a year of its own is of the edition's year."""
    measured = [
        asked
        for key, asked in questionnaire.questions.items()
        if asked.question.measure and not is_empty(values.get(key))
    ]
    return [
        Figure(
            submission=submission,
            question_key=asked.key,
            measure=asked.question.measure,
            unit=asked.unit,
            period=asked.question.period,
            year=year,
            value=Decimal(number),
        )
        for asked in measured
        for year, number in numbers_by_year(asked, values[asked.key], submission)
    ]


def numbers_by_year(asked, value, submission):
    if asked.kind == QuestionKind.TABLE:
        return [(int(year), number) for year, number in value.items()]
    return [(submission.category.edition.year, value)]


@dataclass(frozen=True)
class Verification:
    """`broken` names what no longer matches its digest, `erased` the answers that left a tombstone."""

    broken: tuple = ()
    erased: tuple = ()

    @property
    def holds(self):
        return not self.broken


def verify_submission(submission):
    answers = list(submission.answers.all())
    attachments = list(submission.attachments.all())
    erased = [answer.question_key for answer in answers if answer.value is None]
    broken = [answer.question_key for answer in answers if answer.value is not None and not is_intact(answer)]
    broken += [each.question_key for each in attachments if each.sha256 != each.attachment.sha256]
    if submission.digest != submission_digest(submission, answers, attachments):
        broken.append("submission")
    return Verification(tuple(broken), tuple(erased))


def is_intact(answer):
    return answer.digest == answer_digest(answer.salt, answer.value)


def title_in(values):
    return values.get(TITLE_KEY) or ""
