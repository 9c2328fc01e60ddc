"""Entries as the prize office finds them: all that was submitted, as it stands in the newest submission."""

from django.db.models import Prefetch, Q

from accounts.models import Organisation
from nominations.models import Attachment, Nomination, Submission, SubmissionAnswer
from nominations.questionnaire import TITLE_KEY, load_questionnaire
from nominations.reading import plain, read, submitted_values
from prizes.models import Category, Term
from prizes.terms import slugs_of
from search.entries import EntryBuilder, EntryDraft, register
from search.enums import EntryReader


class Questionnaires(dict):
    """By form and language, each read once; of one pass only, so that a term's new name is seen by the next."""

    def of(self, submission):
        key = submission.form_id, submission.language
        if key not in self:
            self[key] = load_questionnaire(submission.form, submission.language)
        return self[key]


class NominationBuilder(EntryBuilder):
    reader = EntryReader.OFFICE
    model = Nomination

    def queryset(self):
        self._questionnaires = Questionnaires()
        submissions = Submission.objects.order_by("number").select_related("form__category__edition")
        submissions = submissions.prefetch_related("answers", "attachments")
        submitted = Nomination.objects.filter(pk__in=Submission.objects.order_by().values("nomination"))
        return submitted.select_related("organisation", "category").prefetch_related(
            Prefetch("submissions", queryset=submissions)
        )

    def build(self, nomination):
        submission = list(nomination.submissions.all())[-1]
        values, erased = submitted_values(submission)
        answers = answers_of(read(self._questionnaires.of(submission), values, erased=erased))
        company, as_it_was = nomination.organisation.name, submission.company
        codes = [nomination.reference_code, nomination.external_key, nomination.category.name]
        return EntryDraft(
            title=submission.title,
            company=company,
            body=text_of(answers),
            keywords=" · ".join(
                dict.fromkeys(
                    filter(None, [*codes, as_it_was.get("name"), as_it_was.get("city"), *term_names(answers)])
                )
            ),
        )

    def affected_by(self):
        return {
            Submission: lambda submission: [submission.nomination],
            Organisation: lambda company: Nomination.objects.filter(organisation__in=with_successor(company)),
            Category: lambda category: Nomination.objects.filter(category=category),
            Attachment: lambda file: Nomination.objects.filter(pk=file.nomination_id),
            Term: lambda term: Nomination.objects.filter(pk__in=submissions_naming(term).values("nomination")),
        }


def answers_of(sections):
    return [answer for section in sections for answer in section.answers]


def text_of(answers, files=plain):
    """The answers as text, without the title, which has a place of its own."""
    texts = (
        files(answer.shown) if answer.shown.form == "files" else plain(answer.shown)
        for answer in answers
        if answer.asked.key != TITLE_KEY
    )
    return " · ".join(filter(None, texts))


def term_names(answers):
    """Of the vocabularies: by these everything else on the site is found too."""
    return [plain(answer.shown) for answer in answers if answer.asked.question.vocabulary and not answer.shown.is_empty]


def with_successor(company):
    """A company that was merged into another one is saved last, when its nominations are the other's already."""
    return [pk for pk in (company.pk, company.merged_into_id) if pk]


def submissions_naming(term):
    named = [Q(value__contains=f'"{slug}"') for slug in slugs_of(term)]
    answers = SubmissionAnswer.objects.filter(Q(*named, _connector=Q.OR))
    return Submission.objects.filter(pk__in=answers.values("submission")).order_by()


register(NominationBuilder())
