from datetime import timedelta

import factory
from django.utils import timezone

from prizes.enums import RuleKind, Vocabulary
from prizes.models import (
    Category,
    Edition,
    EditionDate,
    EligibilityOption,
    EligibilityRule,
    Prize,
    ServiceRequest,
    SupportService,
    Term,
)


class PrizeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Prize

    name = factory.Sequence(lambda n: f"Prize {n}")
    slug = factory.Sequence(lambda n: f"prize-{n}")


class EditionFactory(factory.django.DjangoModelFactory):
    """Open for nominations and not public."""

    class Meta:
        model = Edition

    prize = factory.SubFactory(PrizeFactory)
    year = factory.Sequence(lambda n: 2030 + n)
    name = factory.LazyAttribute(lambda edition: f"Innovation Prize {edition.year}")
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=20))
    terms_text = "What we say is true."


class EditionDateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EditionDate

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda n: f"Date {n}")
    at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=5))


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category

    edition = factory.SubFactory(EditionFactory)
    key = factory.Sequence(lambda n: f"category-{n}")
    name = factory.Sequence(lambda n: f"Category {n}")


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term

    vocabulary = Vocabulary.ASSISTANCE
    slug = factory.Sequence(lambda n: f"term-{n}")
    name = factory.Sequence(lambda n: f"Term {n}")


class EligibilityRuleFactory(factory.django.DjangoModelFactory):
    """Made in the state: yes."""

    class Meta:
        model = EligibilityRule

    edition = factory.SubFactory(EditionFactory)
    key = factory.Sequence(lambda n: f"rule-{n}")
    kind = RuleKind.YES_NO
    question = "Do you make goods in the state?"
    required_answer = True
    reason = "The prize is for manufacturers of this state."


class NumberRuleFactory(EligibilityRuleFactory):
    """At most 500 employees."""

    kind = RuleKind.NUMBER
    question = "How many employees do you have?"
    required_answer = None
    most = 500
    reason = "The prize is for small and medium-sized manufacturers."


class ChoiceRuleFactory(EligibilityRuleFactory):
    kind = RuleKind.CHOICE
    question = "What do you make?"
    required_answer = None
    reason = "The prize is for makers of goods."


class EligibilityOptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EligibilityOption

    rule = factory.SubFactory(ChoiceRuleFactory)
    key = factory.Sequence(lambda n: f"option-{n}")
    label = factory.Sequence(lambda n: f"Option {n}")


class SupportServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupportService

    name = factory.Sequence(lambda n: f"Service {n}")
    provider = factory.SubFactory("tests.accounts.factories.OrganisationFactory")
    summary = "Engineers who come to your shop."


class AskedServiceFactory(SupportServiceFactory):
    """It takes requests."""

    contact_email = factory.Sequence(lambda n: f"help{n}@provider.example")
    takes_requests = True


class ServiceRequestFactory(factory.django.DjangoModelFactory):
    """Sent, and waiting. It comes without its provider's link: `prizes.actions.send_service_request` makes one."""

    class Meta:
        model = ServiceRequest

    service = factory.SubFactory(AskedServiceFactory)
    person = factory.SubFactory("tests.accounts.factories.PersonFactory")
    company_name = "Ashfield Castings"
    text = "Our scrap is at nine percent."
    consented_at = factory.LazyFunction(timezone.now)
