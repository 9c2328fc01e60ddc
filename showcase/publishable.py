"""What of a submission may be published: nothing without the consent given at submission, and then only answers that
the form asked for the public."""

from nominations.enums import Audience
from nominations.models import Question
from nominations.questionnaire import TITLE_KEY
from nominations.reading import read_submission, submitted_values
from prizes.models import Term
from prizes.terms import slugs_in, terms_by_slug


def publishable_answers(submission):
    if not submission.consents_to_publish:
        return []
    sections = read_submission(submission, audience=Audience.PUBLIC)
    answers = [answer for section in sections for answer in section.answers]
    return [answer for answer in answers if not answer.erased and answer.asked.key != TITLE_KEY]


def publishable_terms(submission):
    """The terms of the vocabularies that a winner is found by."""
    if not submission.consents_to_publish:
        return Term.objects.none()
    values, _ = submitted_values(submission)
    questions = Question.objects.filter(form=submission.form, audience=Audience.PUBLIC).exclude(vocabulary="")
    terms = terms_by_slug({question.vocabulary for question in questions})
    named = [(question.vocabulary, slug) for question in questions for slug in slugs_in(values.get(question.key))]
    return Term.objects.filter(pk__in=[terms[each].pk for each in named if each in terms])
