"""A year of the prize whose entrants name a topic, with figures, and an outcome that may be told."""

import json
from decimal import Decimal

from nominations.models import Figure
from prizes.enums import Vocabulary
from showcase.actions import offer_award
from tests.judging.factories import RoundCategoryFactory, RoundFactory
from tests.prizes.factories import CategoryFactory, EditionFactory, TermFactory
from tests.showcase.factories import ReleaseFactory, announce, ask, candidacy_in, decided


def topic(slug="casting", **fields):
    return TermFactory(vocabulary=Vocabulary.TECHNOLOGY, slug=slug, name=slug.capitalize(), **fields)


class PastYear:
    """`told=False`: nobody knows the outcome yet."""

    def __init__(self, *, told=True, **edition):
        self.edition = EditionFactory(**{"published": True} | edition)
        self.category = CategoryFactory(edition=self.edition)
        self.round = RoundFactory(edition=self.edition)
        self.row = RoundCategoryFactory(round=self.round, category=self.category)
        ReleaseFactory(round=self.round)
        award = offer_award(decision=decided(self.enter("Honored Works", [], {}).candidacy), by=None)
        if told:
            announce(award)

    def enter(self, company, slugs, figures, **question):
        """`figures` by year, of the scrap rate. `company` is a name, or an organisation that entered before."""
        name = company if isinstance(company, str) else company.name
        candidacy = candidacy_in(self.round, company=name, category=self.category)
        nomination, submission = candidacy.nomination, candidacy.submission
        if not isinstance(company, str):
            nomination.organisation = company
            nomination.save()
        if slugs:
            ask(submission, "technologies", slugs, vocabulary=Vocabulary.TECHNOLOGY, kind="choices")
        if figures:
            about = {"kind": "table", "measure": "scrap", "unit": "%", "audience": "jury"} | question
            ask(submission, "scrap-rate", {str(year): str(number) for year, number in figures.items()}, **about)
            for year, number in figures.items():
                Figure.objects.create(
                    submission=submission, question_key="scrap-rate", measure="scrap", unit="%",
                    period="calendar year", year=year, value=Decimal(str(number)),
                )  # fmt: skip
        submission.candidacy = candidacy
        return submission

    def enter_many(self, count, slugs, *, first=10, figures=True):
        """Companies whose scrap rate fell from 20 and more to 10 and more, each to another one."""
        year = self.edition.year - 1
        return [
            self.enter(
                f"Works {self.edition.year}-{slugs[0]}-{number}",
                slugs,
                {year - 2: 2 * (first + number), year: first + number} if figures else {},
            )
            for number in range(count)
        ]


def answer_of(submission, key):
    return json.loads(submission.answers.get(question_key=key).value)
