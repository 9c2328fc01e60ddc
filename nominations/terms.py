"""Answers that name a term: they hold its slug, in drafts as in what is frozen."""

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from nominations.models import Answer, Question, SubmissionAnswer
from prizes.registries import register_term_use
from prizes.terms import slugs_of


@register_term_use
def named_in_nominations(term):
    keys = Question.objects.filter(vocabulary=term.vocabulary).values("key")
    named = Q(*(Q(text__contains=f'"{slug}"') for slug in slugs_of(term)), _connector=Q.OR)
    for model in (SubmissionAnswer, Answer):
        answers = model.objects.filter(question_key__in=keys).annotate(text=Cast("value", TextField()))
        if answers.filter(named).exists():
            return _("nominations")
    return ""
