"""What entries name of the vocabularies, in what was submitted."""

import json
from collections import defaultdict
from uuid import UUID

from nominations.models import Question, SubmissionAnswer
from prizes.enums import MATCHED
from prizes.models import Term
from prizes.terms import slugs_in


def terms_of_entries(candidacies, terms):
    """By submission id, the terms that its answers name."""
    submissions = [candidacy.submission_id for candidacy in candidacies]
    answers = SubmissionAnswer.objects.filter(submission__in=submissions)
    questions = _vocabulary_questions(candidacies)
    found: defaultdict[UUID, set[Term]] = defaultdict(set)
    for submission, form, key, value in answers.values_list("submission", "submission__form", "question_key", "value"):
        vocabulary = questions.get((form, key))
        if vocabulary and value:
            slugs = slugs_in(json.loads(value))
            found[submission] |= {terms[vocabulary, slug] for slug in slugs if (vocabulary, slug) in terms}
    return found


def _vocabulary_questions(candidacies):
    forms = {candidacy.submission.form_id for candidacy in candidacies}
    rows = Question.objects.filter(form__in=forms, vocabulary__in=MATCHED)
    return {(form, key): vocabulary for form, key, vocabulary in rows.values_list("form", "key", "vocabulary")}
