"""The verdict of the screener: pure evaluation of an edition's rules over a company's answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from prizes.enums import RuleKind
from prizes.fitting import Company, fits_among

# The question of the starter edition that tells how large a company is.
EMPLOYEES = "employees"
MOST_EMPLOYEES = 1_000_000
UNKNOWN = Company()


@dataclass(frozen=True)
class Failure:
    """A rule that the company does not meet, why that matters, and where help may be had."""

    rule: object
    company: Company = UNKNOWN

    @property
    def reason(self):
        return self.rule.reason

    @property
    def assistance(self):
        return self.rule.assistance

    @property
    def help(self):
        """Who offers that assistance: first whom it fits, as far as the company is known, then whom it nearly fits."""
        if self.rule.assistance is None:
            return []
        # Filtered here: `for_screening` has loaded them, a filter in the database would ask again for every failure.
        offered = [service for service in self.rule.assistance.support_services.all() if service.published]
        return fits_among(offered, self.company).best_first


@dataclass(frozen=True)
class Verdict:
    failures: tuple = ()
    unanswered: tuple = ()
    company: Company = UNKNOWN

    @property
    def complete(self):
        return not self.unanswered

    @property
    def eligible(self):
        return self.complete and not self.failures

    @property
    def help_query(self):
        """The company and all that would help it, as the list of services is asked for it."""
        needs = {failure.assistance.slug for failure in self.failures if failure.assistance}
        return replace(self.company, needs=frozenset(needs)).query


def check(rules, answers: Mapping, company=UNKNOWN) -> Verdict:
    """Judge answers (rule key to value) by the rules. What is not answered, or not an answer, is neither yes nor no.

    `company`: what else is known of it, so that help which fits it is named first.
    """
    company = replace(company, employees=employees_of(answers))
    failures, unanswered = [], []
    for rule in rules:
        met = is_met(rule, answers.get(rule.key))
        if met is None:
            unanswered.append(rule)
        elif not met:
            failures.append(Failure(rule, company))
    return Verdict(tuple(failures), tuple(unanswered), company)


def employees_of(answers: Mapping) -> int | None:
    """How many people the company says it has; None where it does not say, or says what cannot be."""
    number = _number(answers.get(EMPLOYEES))
    return int(number) if number is not None and 1 <= number < MOST_EMPLOYEES else None


def is_met(rule, answer) -> bool | None:
    """Whether the answer meets the rule; None when it does not answer the question."""
    return EVALUATORS[rule.kind](rule, answer)


def _yes_no_is_met(rule, answer):
    return answer == rule.required_answer if isinstance(answer, bool) else None


def _number_is_met(rule, answer):
    number = _number(answer)
    if number is None:
        return None
    return (rule.least is None or number >= rule.least) and (rule.most is None or number <= rule.most)


def _choice_is_met(rule, answer):
    return next((option.eligible for option in rule.options.all() if option.key == answer), None)


def _number(answer):
    if answer is None or isinstance(answer, bool):
        return None
    try:
        number = Decimal(str(answer))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


EVALUATORS = {
    RuleKind.YES_NO: _yes_no_is_met,
    RuleKind.NUMBER: _number_is_met,
    RuleKind.CHOICE: _choice_is_met,
}
