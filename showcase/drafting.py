"""The first text of a winner page: what the company allowed to be published, and nothing else."""

from decimal import Decimal

from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from nominations.enums import QuestionKind
from nominations.reading import plain, submitted_values
from showcase.publishable import publishable_answers

SUMMARY_LENGTH = 600
HEADING_LENGTH = 120


def draft_text(award):
    """Summary and body. The first long answer meant for the public becomes the summary, the others follow it."""
    submission = award.decision.candidacy.submission
    answers = publishable_answers(submission)
    figures = _figures(submission, answers)
    told = [answer for answer in answers if answer.asked.key not in figures and _is_told(answer)]
    summary, body = "", []
    for answer in told:
        text = plain(answer.shown)
        if answer.asked.kind == QuestionKind.LONG_TEXT and not summary:
            summary = Truncator(text).chars(SUMMARY_LENGTH)
            if summary == text:
                continue
        body += [("heading", answer.asked.label[:HEADING_LENGTH]), ("text", RichText(_paragraphs(text)))]
    return summary, [*body, *([("figures", list(figures.values()))] if figures else [])]


def _is_told(answer):
    """What was chosen from a vocabulary stands on the page as the topics it is found by."""
    return not answer.shown.is_empty and not answer.asked.question.vocabulary


def _figures(submission, answers):
    """By question key, what was measured in the first and in the last year that the company gave figures for."""
    values, _erased = submitted_values(submission)
    tables = [answer.asked for answer in answers if answer.asked.kind == QuestionKind.TABLE]
    rows = {asked.key: _row(asked, values.get(asked.key)) for asked in tables if asked.question.measure}
    return {key: row for key, row in rows.items() if row}


def _row(asked, by_year):
    years = sorted(by_year or {})
    if len(years) < 2:
        return None
    first, last = years[0], years[-1]
    span = _("%(first)s to %(last)s") % {"first": first, "last": last}
    label = Truncator(asked.label).chars(HEADING_LENGTH - len(span) - 2)
    return {
        "label": f"{label}, {span}",
        "before": Decimal(by_year[first]),
        "after": Decimal(by_year[last]),
        "unit": asked.unit,
    }


def _paragraphs(text):
    return format_html_join("", "<p>{}</p>", ((line,) for line in str(text).splitlines() if line.strip()))
