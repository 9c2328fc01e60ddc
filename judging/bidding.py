"""The page on which a juror bids: entries as the round lets them be known, and what was said of each."""

import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from judging import rules
from judging.enums import BidChoice
from judging.models import Bid, Candidacy, Seat
from judging.reading import is_visible
from nominations.models import Question, SubmissionAnswer
from nominations.questionnaire import TITLE_KEY
from prizes.enums import MATCHED
from prizes.terms import slugs_in, terms_by_slug

NO_WORD = ""
CHOICES = (*BidChoice.choices, (NO_WORD, gettext_lazy("No preference")))


@dataclass
class BidLine:
    """One entry. `was` is the bid that the page was made from: only what differs from it is saved."""

    candidacy: Candidacy
    name: str
    title: str
    terms: list
    choice: str = NO_WORD
    was: str = NO_WORD
    error: str = ""

    @property
    def key(self):
        return self.candidacy.pk.hex

    @property
    def category(self):
        return self.candidacy.round_category.category

    @property
    def label(self):
        return BidChoice(self.choice).label if self.choice else _("No preference")


@dataclass
class BidSheet:
    """What is asked of one juror and what was answered; afterwards what they had said."""

    lines: list
    is_open: bool
    # Why nothing is asked any more.
    ended: str = ""
    errors: list = field(default_factory=list)

    @property
    def categories(self):
        """Pairs of a category and its lines, in the order of the edition."""
        found = defaultdict(list)
        for line in self.lines:
            found[line.category].append(line)
        return list(found.items())

    @property
    def is_valid(self):
        return not any(line.error for line in self.lines)

    @property
    def changed(self):
        return {line.candidacy: line.choice for line in self.lines if line.choice != line.was}

    def read(self, data):
        """A line that the page did not show stays as it is."""
        for line in self.lines:
            line.choice = data.get(f"bid-{line.key}", line.choice)
            line.was = data.get(f"was-{line.key}", line.was)
            if line.choice not in dict(CHOICES):
                line.choice, line.error = line.was, _("Choose one of the answers.")


def bid_sheet(round, juror):
    """As many queries for fifty entries as for one."""
    is_open = rules.bids_are_asked(juror, round)
    said = dict(Bid.objects.filter(juror=juror, candidacy__round=round).values_list("candidacy", "choice"))
    rows = Candidacy.objects.filter(round=round).open_to_bids_of(juror)
    if not is_open:
        rows = rows.filter(pk__in=said)
    entries = list(
        rows.select_related("round", "round_category__category", "nomination__organisation", "submission").order_by(
            "round_category__category__position", "code"
        )
    )
    facts = Facts(entries)
    lines = [
        BidLine(entry, facts.name(entry), facts.title(entry), facts.terms(entry), *[said.get(entry.pk, NO_WORD)] * 2)
        for entry in entries
    ]
    return BidSheet(lines, is_open, "" if is_open else why_ended(round))


def why_ended(round):
    if round.is_closed:
        return _("This round has closed. What you said stays here to be read.")
    return _("The entries are assigned. What you said stays here to be read.")


class Facts:
    """What jurors of these entries may know of them before they open: nothing that they would not read there."""

    def __init__(self, entries):
        self.questions = defaultdict(dict)
        asked = Question.objects.filter(form__in={entry.submission.form_id for entry in entries})
        for question in asked.filter(Q(vocabulary__in=MATCHED) | Q(key=TITLE_KEY)):
            self.questions[question.form_id][question.key] = question
        self.names = {key: term.name for key, term in terms_by_slug(MATCHED).items()}
        self.answers = defaultdict(dict)
        answers = SubmissionAnswer.objects.filter(submission__in=[entry.submission_id for entry in entries])
        keys = {key for questions in self.questions.values() for key in questions}
        for submission, key, value in answers.filter(question_key__in=keys).values_list(
            "submission", "question_key", "value"
        ):
            self.answers[submission][key] = json.loads(value) if value else []

    def name(self, entry):
        if entry.round.blind:
            return _("Entry %(code)s") % {"code": entry.code}
        return str(entry.nomination.organisation)

    def title(self, entry):
        """A blind round calls an entry by its code and nothing else, here as everywhere."""
        if entry.round.blind:
            return ""
        question = self.questions[entry.submission.form_id].get(TITLE_KEY)
        return "" if question is not None and not is_visible(entry, question) else entry.submission.title

    def terms(self, entry):
        named = []
        for key, question in self.questions[entry.submission.form_id].items():
            if question.vocabulary and is_visible(entry, question):
                slugs = slugs_in(self.answers[entry.submission_id].get(key))
                named += [self.names.get((question.vocabulary, slug)) for slug in slugs]
        return [name for name in dict.fromkeys(named) if name]


def bidders_in_words(round):
    """For the office: how many of those who score have said anything. Empty where the round does not ask."""
    if not round.asks_bids:
        return ""
    jurors = Seat.objects.scoring().filter(panel__round=round).values("juror")
    of = jurors.distinct().count()
    bid = Bid.objects.filter(candidacy__round=round, juror__in=jurors).values("juror").distinct().count()
    text = ngettext(
        "%(bid)d of %(of)d juror has said what they would like to read.",
        "%(bid)d of %(of)d jurors have said what they would like to read.",
        of,
    )
    return text % {"bid": bid, "of": of}
