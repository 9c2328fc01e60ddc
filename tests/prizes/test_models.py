"""Every constraint of the prize from both sides."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from prizes.enums import RuleKind, Vocabulary, WindowState
from prizes.models import Term
from tests.prizes.factories import (
    CategoryFactory,
    ChoiceRuleFactory,
    EditionFactory,
    EligibilityOptionFactory,
    EligibilityRuleFactory,
    NumberRuleFactory,
    PrizeFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    return True


def test_one_edition_per_prize_and_year():
    edition = EditionFactory(year=2027)

    EditionFactory(year=2027)
    EditionFactory(prize=edition.prize, year=2028)

    assert refused(lambda: EditionFactory(prize=edition.prize, year=2027))


def test_an_edition_closes_after_it_opens():
    now = timezone.now()

    EditionFactory(opens_at=now, closes_at=now + timedelta(seconds=1))

    assert refused(lambda: EditionFactory(opens_at=now, closes_at=now))


def test_a_rehearsal_is_never_published():
    EditionFactory(rehearsal=True, published=False)
    EditionFactory(rehearsal=False, published=True)

    assert refused(lambda: EditionFactory(rehearsal=True, published=True))


def test_an_edition_knows_its_window_and_zone():
    edition = EditionFactory(time_zone="Europe/Berlin")

    assert edition.zone.key == "Europe/Berlin"
    assert edition.window(edition.opens_at) == WindowState.OPEN
    assert edition.window(edition.closes_at) == WindowState.CLOSED
    assert edition.record_scope == f"edition:{edition.pk}"


def test_a_time_zone_must_exist():
    with pytest.raises(ValidationError, match="America/New_York"):
        EditionFactory.build(prize=PrizeFactory(), time_zone="Boston").full_clean()


def test_a_category_key_stands_once_in_an_edition():
    category = CategoryFactory(key="skills")

    CategoryFactory(key="skills")

    assert refused(lambda: CategoryFactory(edition=category.edition, key="skills"))


@pytest.mark.parametrize(("least", "most", "stands"), [(0, 1, True), (2, 2, True), (2, 1, False), (0, 0, False)])
def test_a_category_has_at_least_one_place_and_not_more_sure_ones(least, most, stands):
    def make():
        CategoryFactory(winners_least=least, winners_most=most)

    assert stands or refused(make)
    if stands:
        make()


def test_a_slug_stands_once_in_a_vocabulary():
    TermFactory(slug="casting", vocabulary=Vocabulary.PRACTICE)

    TermFactory(slug="casting", vocabulary=Vocabulary.TECHNOLOGY)

    assert refused(lambda: TermFactory(slug="casting", vocabulary=Vocabulary.PRACTICE))


def test_a_term_is_not_broader_than_itself():
    term = TermFactory()

    TermFactory(broader=term)

    assert refused(lambda: Term.objects.filter(pk=term.pk).update(broader=term))


def test_a_broader_term_is_of_the_same_vocabulary():
    term = TermFactory(vocabulary=Vocabulary.PRACTICE)

    TermFactory.build(vocabulary=Vocabulary.PRACTICE, broader=term).clean()

    with pytest.raises(ValidationError, match="same vocabulary"):
        TermFactory.build(vocabulary=Vocabulary.TECHNOLOGY, broader=term).clean()


def test_a_rule_key_stands_once_in_an_edition():
    rule = EligibilityRuleFactory(key="here")

    EligibilityRuleFactory(key="here")

    assert refused(lambda: EligibilityRuleFactory(edition=rule.edition, key="here"))


def test_yes_no_says_which_answer_is_eligible():
    EligibilityRuleFactory(kind=RuleKind.YES_NO, required_answer=False)

    assert refused(lambda: EligibilityRuleFactory(kind=RuleKind.YES_NO, required_answer=None))


@pytest.mark.parametrize(
    ("least", "most", "stands"), [(1, None, True), (None, 5, True), (5, 5, True), (6, 5, False), (None, None, False)]
)
def test_a_number_has_a_limit_and_its_limits_are_in_order(least, most, stands):
    def make():
        NumberRuleFactory(least=least, most=most)

    assert stands or refused(make)
    if stands:
        make()


def test_an_option_key_stands_once_in_a_rule():
    option = EligibilityOptionFactory(key="goods")

    EligibilityOptionFactory(rule=ChoiceRuleFactory(), key="goods")

    assert refused(lambda: EligibilityOptionFactory(rule=option.rule, key="goods"))
