from datetime import UTC, date, datetime

import pytest
from django.db.models import Sum

from judging.models import BarLevel, Criterion, Panel, Round, RoundCategory, Rubric, TieKind
from nominations.models import Question
from prizes.actions import copy_edition, create_starter_edition
from tests.prizes.factories import PrizeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return create_starter_edition(
        prize=PrizeFactory(),
        year=2027,
        opens_at=datetime(2027, 1, 11, 14, tzinfo=UTC),
        closes_at=datetime(2027, 4, 2, 21, tzinfo=UTC),
        by=None,
    )


@pytest.fixture
def rubric(edition):
    return Rubric.objects.get(edition=edition)


def test_the_weights_of_the_rubric_sum_to_a_hundred(rubric):
    assert rubric.criteria.aggregate(total=Sum("weight"))["total"] == 100


def test_every_criterion_describes_five_different_levels(rubric):
    for criterion in rubric.criteria.all():
        values = list(criterion.levels.values_list("value", flat=True))
        descriptions = set(criterion.levels.values_list("description", flat=True))

        assert values == [1, 2, 3, 4, 5]
        assert len(descriptions) == 5
        assert all(len(description) > 30 for description in descriptions)


def test_the_evidence_of_a_criterion_is_asked_for_in_the_forms(edition, rubric):
    asked = set(Question.objects.filter(form__category__edition=edition).values_list("key", flat=True))

    assert {key for criterion in rubric.criteria.all() for key in criterion.evidence} <= asked


def test_its_rounds_judge_every_category_by_the_rubric_after_the_close(edition, rubric):
    rounds = Round.objects.filter(edition=edition)

    assert list(rounds.values_list("key", flat=True)) == ["scoring", "final"]
    assert all(round.opens_at > edition.closes_at for round in rounds)
    assert RoundCategory.objects.filter(round__in=rounds, rubric=rubric).count() == 6


def test_ties_have_both_consequences(edition):
    assert set(TieKind.objects.filter(edition=edition).values_list("consequence", flat=True)) == {"exclude", "disclose"}


def wall_clock(moment, edition):
    return moment.astimezone(edition.zone).replace(tzinfo=None)


def test_copying_an_edition_carries_how_it_is_judged(edition, rubric):
    Rubric.objects.filter(pk=rubric.pk).update(frozen_at=edition.closes_at, version=2)
    scoring = Round.objects.get(edition=edition, key="scoring")
    bar = {"criterion": rubric.criteria.get(key="effect"), "least": 3}
    BarLevel.objects.create(round_category=scoring.round_categories.first(), **bar)
    panel = Panel.objects.create(round=scoring, name="Panel A")
    panel.categories.set(edition.categories.all())

    copy = copy_edition(source=edition, year=2028, opens_on=date(2028, 1, 10), by=None)

    rubric_copy = Rubric.objects.get(edition=copy)
    assert (rubric_copy.version, rubric_copy.frozen_at) == (1, None)
    assert rubric_copy.criteria.count() == Criterion.objects.filter(rubric=rubric).count()
    assert rubric_copy.criteria.get(key="effect").levels.count() == 5
    scoring_copy = Round.objects.get(edition=copy, key="scoring")
    assert wall_clock(scoring_copy.opens_at, copy) == datetime(2028, 4, 10, 9)
    assert {each.rubric for each in scoring_copy.round_categories.all()} == {rubric_copy}
    assert {each.category.edition for each in scoring_copy.round_categories.all()} == {copy}
    assert BarLevel.objects.get(round_category__round=scoring_copy).criterion.rubric == rubric_copy
    assert set(scoring_copy.panels.get().categories.all()) == set(copy.categories.all())
    assert TieKind.objects.filter(edition=copy).count() == TieKind.objects.filter(edition=edition).count()
