"""Who entered what, and what the jury found, of the years that everybody knows the outcome of."""

import json
from collections import defaultdict
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone

from judging.models import Announcement, Decision, Round
from judging.results import live_results
from network.enums import TOPIC_VOCABULARIES
from network.lessons.figures import Entrant, Subject, Value, text_of
from nominations.enums import Audience, NominationState
from nominations.models import Figure, Nomination, Question, Submission, SubmissionAnswer
from prizes.models import Edition
from prizes.terms import slugs_in, terms_by_slug

PERCENT = "%"
HUNDRED = Decimal(100)


def told_editions(now=None):
    """Public, never a rehearsal, and everything that their last round awarded has been told; who was told first, first."""
    editions = Edition.objects.public().in_bulk()
    last = Round.objects.filter(edition__in=editions).order_by().values("edition").annotate(position=Max("position"))
    positions = {row["edition"]: row["position"] for row in last}
    awards = Decision.objects.standing().awards().filter(candidacy__round__edition__in=editions)
    rows = awards.values_list("pk", "candidacy__round__edition", "candidacy__round__position")
    told = set(awards.told_to_public(now).values_list("pk", flat=True))
    of_last = defaultdict(list)
    for pk, edition, position in rows:
        if position == positions[edition]:
            of_last[edition].append(pk in told)
    whole = [edition for edition, each_is_told in of_last.items() if all(each_is_told)]
    since = told_since(whole, now)
    return [editions[edition] for edition in sorted(whole, key=lambda edition: (since[edition], edition))]


def told_since(editions, now=None):
    """{edition: when the last of what is told of it was}."""
    told = Announcement.objects.filter(round__edition__in=editions, public_at__lte=now or timezone.now())
    return dict(told.order_by().values_list("round__edition").annotate(Max("public_at")))


def gather(editions):
    """Every entry of these years that was found eligible, as it was last submitted. The years as they were told."""
    since = {edition.pk: number for number, edition in enumerate(editions)}
    submissions = newest_submissions(editions)
    questions = told_questions({submission.form_id for submission in submissions})
    answers = answers_of(submissions, questions)
    figures = figures_of(submissions, questions, answers)
    levels = levels_of(editions)
    terms = terms_by_slug(TOPIC_VOCABULARIES)
    return [
        Entrant(
            company=submission.nomination.organisation_id,
            age=(submission.nomination.edition.year, submission.submitted_at),
            terms=frozenset(terms_named(submission, questions, answers, terms)),
            values=figures[submission.pk] | levels[submission.nomination_id],
            since=since[submission.nomination.edition_id],
        )
        for submission in submissions
    ]


def newest_submissions(editions):
    eligible = Nomination.objects.filter(edition__in=editions, state=NominationState.ELIGIBLE)
    submissions = Submission.objects.filter(nomination__in=eligible).order_by("number")
    submissions = submissions.select_related("nomination__edition").defer("terms_text", "company")
    return list({submission.nomination_id: submission for submission in submissions}.values())


def told_questions(forms):
    """{(form, key): question}. What only the prize office reads counts for nothing here."""
    questions = Question.objects.filter(form__in=forms).exclude(audience=Audience.STAFF)
    return {(question.form_id, question.key): question for question in questions}


def answers_of(submissions, questions):
    """{(submission, key): value} of what was not erased."""
    keys = {key for (_, key), question in questions.items() if question.vocabulary or question.measure}
    answers = SubmissionAnswer.objects.filter(submission__in=submissions, question_key__in=keys)
    rows = answers.exclude(value=None).values_list("submission", "question_key", "value")
    return {(submission, key): json.loads(value) for submission, key, value in rows}


def terms_named(submission, questions, answers, terms):
    for (form, key), question in questions.items():
        if form == submission.form_id and question.vocabulary in TOPIC_VOCABULARIES:
            named = [(question.vocabulary, slug) for slug in slugs_in(answers.get((submission.pk, key)))]
            yield from (terms[each].pk for each in named if each in terms)


def figures_of(submissions, questions, answers):
    """{submission: {subject: value}}: of each measure the latest year, and of a table the way from its first to its last."""
    forms = {submission.pk: submission.form_id for submission in submissions}
    by_year = defaultdict(dict)
    for figure in Figure.objects.filter(submission__in=forms):
        question = questions.get((forms[figure.submission_id], figure.question_key))
        if question and (figure.submission_id, figure.question_key) in answers:
            by_year[figure.submission_id, question, figure.measure, figure.unit, figure.period][figure.year] = (
                figure.value
            )
    found = defaultdict(dict)
    for (submission, _question, measure, unit, period), numbers in by_year.items():
        first, last = min(numbers), max(numbers)
        found[submission][Subject("latest", measure, unit, period)] = Value(numbers[last], (last,))
        change = change_between(numbers[first], numbers[last], unit)
        if first != last and change is not None:
            found[submission][Subject("change", measure, unit, period)] = Value(change, (first, last))
    return found


def change_between(first, last, unit):
    """Of a share in points; of anything else in percent, where there was something to grow from."""
    if unit == PERCENT:
        return last - first
    return HUNDRED * (last - first) / first if first > 0 else None


def levels_of(editions):
    """{nomination: {subject: value}}: the level that the last round which marked it gave on each criterion."""
    found = defaultdict(dict)
    rounds = Round.objects.filter(edition__in=editions, release__isnull=False).select_related("edition")
    for round in rounds.order_by("edition", "position"):
        for category in live_results(round):
            for entry in category.entries:
                if marked := marked_levels(entry, round.edition.year):
                    found[entry.candidacy.nomination_id] = marked
    return found


def marked_levels(entry, year):
    return {
        Subject("level", mean.criterion.name, "", "", *scale_of(mean.criterion)): Value(mean.mean, (year,))
        for mean in entry.criteria
        if mean.mean is not None
    }


def scale_of(criterion):
    return text_of(criterion.lowest), text_of(criterion.highest)
