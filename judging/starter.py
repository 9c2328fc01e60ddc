"""How the starter edition is judged: its rubric, the ties that jurors declare, two rounds."""

from datetime import datetime, time, timedelta

from judging.enums import RoundKind
from judging.models import Criterion, Level, Round, RoundCategory, Rubric, TieKind
from judging.starter_data import CRITERIA, FINALISTS, INTRODUCTION, LEVEL_LABELS, ROUNDS, TIES
from prizes import clock
from prizes.enums import Vocabulary
from prizes.models import Category
from prizes.starter import register_part
from prizes.terms import terms_by_slug

RUBRIC_KEY = "standard"
OPENING_HOUR, CLOSING_HOUR = time(9), time(17)


def create_starter_judging(edition, by):
    rubric = create_starter_rubric(edition, by)
    create_starter_ties(edition)
    create_starter_rounds(edition, rubric)


def create_starter_rubric(edition, by):
    rubric = Rubric.objects.create(
        edition=edition, key=RUBRIC_KEY, name="Innovation in manufacturing", introduction=INTRODUCTION
    )
    terms = {slug: term for (_, slug), term in terms_by_slug([Vocabulary.ASSISTANCE]).items()}
    for position, starter in enumerate(CRITERIA):
        fields = starter._asdict() | {
            "evidence": list(starter.evidence),
            "assistance": terms.get(starter.assistance),
        }
        descriptions = fields.pop("levels")
        criterion = Criterion.objects.create(rubric=rubric, position=position, **fields)
        Level.objects.bulk_create(
            Level(criterion=criterion, value=value, label=label, description=description)
            for value, (label, description) in enumerate(zip(LEVEL_LABELS, descriptions, strict=True), start=1)
        )
    return rubric


def create_starter_ties(edition):
    TieKind.objects.bulk_create(
        TieKind(edition=edition, position=position, **tie._asdict()) for position, tie in enumerate(TIES)
    )


def create_starter_rounds(edition, rubric):
    categories = list(Category.objects.filter(edition=edition))
    for position, starter in enumerate(ROUNDS):
        round = Round.objects.create(
            edition=edition,
            key=starter.key,
            name=starter.name,
            kind=starter.kind,
            position=position,
            opens_at=_after_the_close(edition, starter.opens_after, OPENING_HOUR),
            closes_at=_after_the_close(edition, starter.closes_after, CLOSING_HOUR),
        )
        RoundCategory.objects.bulk_create(
            RoundCategory(
                round=round,
                category=category,
                rubric=rubric,
                jurors_per_entry=starter.jurors_per_entry,
                places=category.winners_most if round.kind == RoundKind.FINAL else FINALISTS,
            )
            for category in categories
        )


def _after_the_close(edition, days, hour):
    day = clock.local(edition.closes_at, edition.zone).date() + timedelta(days=days)
    return clock.at_wall_clock(datetime.combine(day, hour), edition.zone)


register_part("judging", create_starter_judging)
