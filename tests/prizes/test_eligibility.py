from decimal import Decimal

import pytest

from prizes.eligibility import check
from prizes.fitting import Company
from prizes.models import EligibilityRule
from tests.prizes.factories import (
    ChoiceRuleFactory,
    EditionFactory,
    EligibilityOptionFactory,
    EligibilityRuleFactory,
    NumberRuleFactory,
    SupportServiceFactory,
    TermFactory,
)


@pytest.mark.parametrize(
    ("required", "answer", "eligible"), [(True, True, True), (True, False, False), (False, False, True)]
)
def test_yes_no_wants_the_required_answer(required, answer, eligible):
    rule = EligibilityRuleFactory.build(key="here", required_answer=required)

    assert check([rule], {"here": answer}).eligible is eligible


@pytest.mark.parametrize(
    ("answer", "eligible"),
    [(1, True), (500, True), ("500", True), (Decimal("500.01"), False), (0, False), ("501", False)],
)
def test_number_holds_its_limits(answer, eligible):
    rule = NumberRuleFactory.build(key="employees", least=Decimal(1), most=Decimal(500))

    assert check([rule], {"employees": answer}).eligible is eligible


@pytest.mark.parametrize(("least", "most", "answer"), [(None, 500, -3), (2, None, 10**9)])
def test_number_without_a_limit_is_open_on_that_side(least, most, answer):
    rule = NumberRuleFactory.build(key="figure", least=least, most=most)

    assert check([rule], {"figure": answer}).eligible


@pytest.mark.django_db
@pytest.mark.parametrize(("answer", "eligible"), [("goods", True), ("services", False)])
def test_choice_is_as_eligible_as_its_option(answer, eligible):
    rule = ChoiceRuleFactory(key="makes")
    EligibilityOptionFactory(rule=rule, key="goods", eligible=True)
    EligibilityOptionFactory(rule=rule, key="services", eligible=False)

    assert check([rule], {"makes": answer}).eligible is eligible


@pytest.mark.parametrize("answer", [None, "", "many", True, "NaN", "Infinity", [], {}])
def test_what_is_no_number_answers_nothing(answer):
    rule = NumberRuleFactory.build(key="employees")

    verdict = check([rule], {"employees": answer})

    assert verdict.unanswered == (rule,)
    assert verdict.failures == ()
    assert not verdict.eligible


@pytest.mark.parametrize("answer", [None, "yes", 1, 0, ""])
def test_what_is_neither_yes_nor_no_answers_nothing(answer):
    rule = EligibilityRuleFactory.build(key="here")

    assert check([rule], {"here": answer}).unanswered == (rule,)


def test_every_failure_is_told_and_not_only_the_first():
    here = EligibilityRuleFactory.build(key="here", reason="Not here.")
    small = NumberRuleFactory.build(key="employees", reason="Too many.")

    verdict = check([here, small], {"here": False, "employees": 900})

    assert [failure.reason for failure in verdict.failures] == ["Not here.", "Too many."]


def test_no_rules_let_everybody_in():
    assert check([], {}).eligible


@pytest.mark.django_db
@pytest.mark.parametrize("rules", [1, 50])
def test_failure_names_published_help_in_few_queries(rules, django_assert_num_queries):
    edition = EditionFactory()
    for _ in range(rules):
        term = TermFactory()
        EligibilityRuleFactory(edition=edition, assistance=term)
        SupportServiceFactory(name=f"Offered for {term}").assistance.add(term)
        SupportServiceFactory(published=False).assistance.add(term)
    company = Company(county="Hampden", sub_industries=frozenset({"machining"}))

    with django_assert_num_queries(4):
        screened = list(EligibilityRule.objects.filter(edition=edition).for_screening())
        verdict = check(screened, {rule.key: False for rule in screened}, company)
        services = [[str(fit.service) for fit in failure.help] for failure in verdict.failures]

    assert services == [[f"Offered for {failure.assistance}"] for failure in verdict.failures]


@pytest.mark.django_db
def test_failure_without_a_form_of_assistance_names_no_help():
    rule = EligibilityRuleFactory(key="here")

    (failure,) = check([rule], {"here": False}).failures

    assert (failure.assistance, failure.help) == (None, [])
