"""Jurors with everything that the gates ask for, and their scorecards with marks."""

import random
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from accounts.models import Person
from judging.actions.marks import state_that_follows, total_of
from judging.actions.rounds import new_code
from judging.enums import DeclarationKind
from judging.models import (
    Assignment,
    Candidacy,
    Declaration,
    Mark,
    MarkRevision,
    Panel,
    Pledge,
    Rubric,
    Scorecard,
    Seat,
)
from prizes.enums import SeatType

BATCH = 500
# Of a scorecard that is only begun, so many criteria have a mark.
MARKS_BEGUN = 3


@dataclass(frozen=True)
class Jury:
    chair: Person
    jurors: list
    candidacies: list


def seat_jury(round, submissions, contest):
    candidacies = enter_round(round, submissions)
    chair, *jurors = seat_people(round, contest.jurors)
    pairs = share_out(candidacies, jurors, contest.each)
    Pledge.objects.bulk_create(
        Pledge(round=round, juror=juror, version=round.pledge_version, text=round.pledge) for juror in jurors
    )
    declare(round, pairs)
    assign(pairs)
    score(round, pairs, contest.unfinished)
    return Jury(chair, jurors, candidacies)


def enter_round(round, submissions):
    categories = {row.category_id: row for row in round.round_categories.select_related("category", "rubric")}
    codes = set()
    return Candidacy.objects.bulk_create(
        [
            Candidacy(
                round=round,
                round_category=categories[submission.category_id],
                nomination=submission.nomination,
                submission=submission,
                code=new_code(codes),
            )
            for submission in submissions
        ],
        batch_size=BATCH,
    )


def seat_people(round, number):
    """A chair who leads without scoring, then the jurors."""
    slug = round.edition.prize.slug
    people = Person.objects.bulk_create(
        Person(email=f"juror-{each}@{slug}.example", name=f"Juror {each}") for each in range(number + 1)
    )
    panel = Panel.objects.create(round=round, name="Jury")
    panel.categories.set(round.edition.categories.all())
    chair, *jurors = people
    Seat.objects.create(panel=panel, juror=chair, seat_type=SeatType.OTHER, is_chair=True, scores=False)
    Seat.objects.bulk_create(Seat(panel=panel, juror=juror, seat_type=SeatType.OEM) for juror in jurors)
    return people


def share_out(candidacies, jurors, each):
    """In turn, so that everybody reads as much as the next."""
    turns = [(candidacy, step) for candidacy in candidacies for step in range(each)]
    return [(candidacy, jurors[place % len(jurors)]) for place, (candidacy, _) in enumerate(turns)]


def declare(round, pairs):
    Declaration.objects.bulk_create(
        [
            Declaration(
                edition=round.edition,
                juror=juror,
                organisation=candidacy.nomination.organisation,
                kind=DeclarationKind.NONE,
                declared_by=juror,
            )
            for candidacy, juror in pairs
        ],
        batch_size=BATCH,
    )


def assign(pairs):
    now = timezone.now()
    Assignment.objects.bulk_create(
        [
            Assignment(candidacy=candidacy, juror=juror, position=place, first_opened_at=now)
            for place, (candidacy, juror) in enumerate(pairs)
        ],
        batch_size=BATCH,
    )


def score(round, pairs, unfinished):
    dice = random.Random(1)  # noqa: S311, the same marks every time
    rubrics = {pk: list(rubric.criteria.all()) for pk, rubric in rubrics_of(round).items()}
    cards, marks = [], []
    for place, (candidacy, juror) in enumerate(pairs, start=1):
        criteria = rubrics[candidacy.round_category.rubric_id]
        begun = unfinished and place % unfinished == 0
        card = Scorecard(candidacy=candidacy, juror=juror)
        given = {each.pk: random_mark(card, each, dice) for each in criteria[: MARKS_BEGUN if begun else None]}
        total = total_of(criteria, given)
        card.state, card.total = state_that_follows(card, total), total.value
        cards.append(card)
        marks.extend(given.values())
    Scorecard.objects.bulk_create(cards, batch_size=BATCH)
    Mark.objects.bulk_create(marks, batch_size=BATCH)
    MarkRevision.objects.bulk_create(
        (MarkRevision(mark=mark, revision=1, value=mark.value, saved_by=mark.scorecard.juror) for mark in marks),
        batch_size=BATCH,
    )
    Rubric.objects.filter(pk__in=rubrics).update(frozen_at=timezone.now())


def rubrics_of(round):
    rubrics = Rubric.objects.filter(pk__in=round.round_categories.values("rubric")).prefetch_related("criteria")
    return {rubric.pk: rubric for rubric in rubrics}


def random_mark(card, criterion, dice):
    return Mark(scorecard=card, criterion=criterion, value=Decimal(dice.randint(1, 5)), revision=1)
