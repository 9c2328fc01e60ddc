"""Entries as their jurors find them: what the entry page shows in this round, and nothing else."""

from accounts.models import Organisation
from judging.models import Candidacy, Round, RoundCategory
from judging.reading import read_entry
from nominations.models import Attachment, Nomination, Submission
from nominations.questionnaire import TITLE_KEY
from nominations.reading import plain
from nominations.searchable import (
    Questionnaires,
    answers_of,
    submissions_naming,
    term_names,
    text_of,
    with_successor,
)
from prizes.models import Term
from search.entries import EntryBuilder, EntryDraft, register
from search.enums import EntryReader


class CandidacyBuilder(EntryBuilder):
    reader = EntryReader.JURY
    model = Candidacy

    def queryset(self):
        self._questionnaires = Questionnaires()
        current = Candidacy.objects.current().for_reading().select_related("submission__form__category__edition")
        return current.prefetch_related("submission__answers", "submission__attachments")

    def build(self, candidacy):
        reading = read_entry(candidacy, self._questionnaires.of(candidacy.submission))
        answers = answers_of(reading.sections)
        return EntryDraft(
            title=title_of(candidacy, answers),
            company="" if candidacy.round.blind else str(candidacy.nomination.organisation),
            body=text_of(answers, no_files if candidacy.round.blind else plain),
            keywords=" · ".join(dict.fromkeys([candidacy.code, *term_names(answers)])),
        )

    def affected_by(self):
        current = Candidacy.objects.current()
        return {
            Nomination: lambda nomination: current.filter(nomination=nomination),
            Submission: lambda submission: current.filter(submission=submission),
            Organisation: lambda company: current.filter(nomination__organisation__in=with_successor(company)),
            Attachment: lambda file: current.filter(submission__attachments__attachment=file),
            Term: lambda term: current.filter(submission__in=submissions_naming(term)),
        }

    def ruled_by(self):
        return {
            Round: (("blind",), lambda round: round.candidacies.current()),
            RoundCategory: (("visible_questions",), lambda each: each.candidacies.current()),
        }


def title_of(candidacy, answers):
    """In a blind round only where its question is one that these jurors read."""
    if not candidacy.round.blind:
        return candidacy.submission.title
    return next((plain(answer.shown) for answer in answers if answer.asked.key == TITLE_KEY), "")


def no_files(shown):
    """A file's name is the entrant's own: in a blind round it goes by the entry's code."""
    return ""


register(CandidacyBuilder())
