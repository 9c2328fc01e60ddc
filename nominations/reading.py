"""Answers side by side with their questions: for the page, the print and the mail, of a draft or of a submission."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nominations import fields
from nominations.enums import Audience
from nominations.questionnaire import TITLE_KEY, load_questionnaire

AUDIENCES = {
    Audience.STAFF: (Audience.STAFF, Audience.JURY, Audience.PUBLIC),
    Audience.JURY: (Audience.JURY, Audience.PUBLIC),
    Audience.PUBLIC: (Audience.PUBLIC,),
}


@dataclass(frozen=True)
class Read:
    asked: object
    shown: fields.Shown
    erased: bool = False


@dataclass(frozen=True)
class ReadSection:
    key: str
    label: str
    answers: tuple


def read(questionnaire, values, *, audience=Audience.STAFF, blind=False, erased=()):
    """The sections that this audience reads. `blind` leaves out every question that identifies the entrant."""
    sections = (
        ReadSection(
            section.key,
            section.label,
            tuple(
                Read(asked, fields.show(asked, values.get(asked.key)), asked.key in erased)
                for asked in section.questions
                if asked.question.audience in AUDIENCES[audience] and not (blind and asked.question.identifies)
            ),
        )
        for section in questionnaire.sections
    )
    return [section for section in sections if section.answers]


def read_submission(submission, *, audience=Audience.STAFF, blind=False, language=None):
    """A frozen submission, on the version of the form it was written on."""
    questionnaire = load_questionnaire(submission.form, language or submission.language)
    values, erased = submitted_values(submission)
    return read(questionnaire, values, audience=audience, blind=blind, erased=erased)


def submitted_values(submission):
    """Its values by question key, and the keys of the answers that were erased."""
    values, erased = {TITLE_KEY: submission.title}, set()
    for answer in submission.answers.all():
        if answer.value is None:
            values.pop(answer.question_key, None)
            erased.add(answer.question_key)
        else:
            values[answer.question_key] = json.loads(answer.value)
    for each in submission.attachments.all():
        values.setdefault(each.question_key, []).append(each.attachment)
    return values, erased


def as_text(questionnaire, values):
    """The whole of it for a mail."""
    lines = []
    for section in read(questionnaire, values):
        lines += [section.label.upper(), ""]
        for answer in section.answers:
            lines += [answer.asked.label, plain(answer.shown) or _("No answer"), ""]
    return "\n".join(lines).strip()


def plain(shown):
    if shown.form == "files":
        return "\n".join(attachment.name for attachment in shown.items)
    if shown.form == "list":
        return ", ".join(shown.items)
    if shown.form == "table":
        unit = f" {shown.text}" if shown.text else ""
        return "\n".join(f"{year}: {number}{unit}" for year, number in shown.rows)
    return shown.text
