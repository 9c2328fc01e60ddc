"""What is known of a company that did not get in, so that help which fits it is named first."""

from accounts.models import Organisation
from nominations.models import Answer, Question
from prizes.eligibility import employees_of
from prizes.enums import Vocabulary
from prizes.fitting import Company, county_of, fits_among, with_broader
from prizes.models import SupportService, Term
from prizes.terms import slugs_in

# More would be a list to search through, and there is one.
NAMED = 4


def company_of_person(person):
    """Of somebody who asks whether their company can enter: where it is, if we know where they work."""
    if not person.is_authenticated:
        return Company()
    own = Organisation.objects.current().of_person(person).first()
    return Company(county=county_of(own.city)) if own else Company()


def company_of(nomination):
    return Company(
        employees=employees_of(nomination.eligibility_answers),
        county=county_of(nomination.organisation.city),
        sub_industries=with_broader(sub_industries_of(nomination)),
    )


def sub_industries_of(nomination):
    keys = keys_of_sub_industries(nomination.category_id)
    values = Answer.objects.filter(nomination=nomination, question_key__in=keys).values_list("value", flat=True)
    return terms_named(values)


def keys_of_sub_industries(category):
    asked = Question.objects.filter(section__form__category=category, vocabulary=Vocabulary.SUB_INDUSTRY)
    return asked.values_list("key", flat=True)


def terms_named(values):
    """The sub-industries that these answers name, each a slug or a list of them."""
    slugs = {slug for value in values for slug in slugs_in(value)}
    return Term.objects.known_as(Vocabulary.SUB_INDUSTRY, slugs).select_related("broader")


def help_for(company):
    """The few services that fit best."""
    return fits_among(SupportService.objects.public().for_fitting(), company).fitting[:NAMED]
