"""The submission as a juror reads it: the questions of this round, and in a blind round nothing that tells who."""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.cache import cache
from django.utils.translation import gettext as _

from nominations.enums import READABLE_SCAN_STATES, Audience
from nominations.questionnaire import load_questionnaire
from nominations.reading import AUDIENCES, read, submitted_values

# A frozen form does not change; the names of the terms that it offers may.
QUESTIONNAIRE_SECONDS = 300


@dataclass(frozen=True)
class File:
    """An attachment under the name that this juror reads."""

    attachment: object
    number: int
    name: str


@dataclass(frozen=True)
class Reading:
    sections: list
    # By attachment id.
    files: dict

    @property
    def question_keys(self):
        return [answer.asked.key for section in self.sections for answer in section.answers]


def name_of(candidacy):
    """What a page may call it: in a blind round the code and nothing else."""
    if candidacy.round.blind:
        return _("Entry %(code)s") % {"code": candidacy.code}
    return candidacy.submission.title or _("Entry %(code)s") % {"code": candidacy.code}


def is_visible(candidacy, question):
    """Whether the jurors of this entry read this question."""
    chosen = candidacy.round_category.visible_questions
    if candidacy.round.blind and question.identifies:
        return False
    return question.audience in AUDIENCES[Audience.JURY] and (not chosen or question.key in chosen)


def read_entry(candidacy, questionnaire=None):
    submission = candidacy.submission
    questionnaire = questionnaire or questionnaire_of(submission.form, submission.language)
    values, erased = submitted_values(submission)
    sections = read(questionnaire, values, audience=Audience.JURY, blind=candidacy.round.blind, erased=erased)
    sections = [section for section in (chosen_part(each, candidacy) for each in sections) if section.answers]
    return Reading(sections, name_files(sections, candidacy))


def questionnaire_of(form, language):
    if form.frozen_at is None:
        return load_questionnaire(form, language)
    key = f"judging.questionnaire:{form.pk}:{form.frozen_at.timestamp()}:{language}"
    return cache.get_or_set(key, lambda: load_questionnaire(form, language), QUESTIONNAIRE_SECONDS)


def chosen_part(section, candidacy):
    answers = tuple(answer for answer in section.answers if is_visible(candidacy, answer.asked.question))
    return type(section)(section.key, section.label, answers)


def name_files(sections, candidacy):
    """Numbered through the whole entry; a blind round knows them by the entry's code and number only."""
    attachments = [
        attachment
        for section in sections
        for answer in section.answers
        if answer.shown.form == "files"
        for attachment in answer.shown.items
    ]
    return {
        attachment.pk: File(attachment, number, neutral_name(candidacy, number, attachment))
        for number, attachment in enumerate(attachments, start=1)
    }


def neutral_name(candidacy, number, attachment):
    if not candidacy.round.blind:
        return attachment.name
    return f"{candidacy.code}-{number}{PurePath(attachment.name).suffix.lower()}"


def file_numbered(candidacy, number):
    """The file that this number names among those that the juror reads; None when there is none to open."""
    files = read_entry(candidacy).files.values()
    found = next((file for file in files if file.number == number), None)
    return found if found and found.attachment.scan_state in READABLE_SCAN_STATES else None
