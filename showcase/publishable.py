"""What of a submission may be published: nothing without the consent given at submission, and then only answers that
the form asked for the public."""

from django.db.models import Q

from nominations.enums import Audience
from nominations.models import Question
from nominations.questionnaire import TITLE_KEY
from nominations.reading import read_submission, submitted_values
from prizes.models import Term


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
    wanted = Q(pk__in=[])
    for question in questions:
        chosen = values.get(question.key) or []
        slugs = [chosen] if isinstance(chosen, str) else chosen
        wanted |= Q(vocabulary=question.vocabulary, slug__in=slugs)
    return Term.objects.filter(wanted)
