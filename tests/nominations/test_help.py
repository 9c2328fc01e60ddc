"""Who did not get in is led to the help that fits."""

import pytest
from django.urls import reverse
from django.utils import timezone

from nominations.enums import NominationState
from nominations.help import company_of
from nominations.models import Nomination
from tests.accounts.factories import AffiliationFactory
from tests.nominations.factories import complete_draft
from tests.prizes.factories import EditionFactory, NumberRuleFactory, SupportServiceFactory, TermFactory

pytestmark = pytest.mark.django_db


def refusing_edition():
    edition = EditionFactory(published=True)
    term = TermFactory(slug="growth", name="Growth advice")
    NumberRuleFactory(edition=edition, key="employees", least=5, most=None, reason="Too small.", assistance=term)
    for name, fields in (
        ("Anybody", {}),
        ("Tiny ones", {"employees_most": 4}),
        ("Large ones", {"employees_least": 50}),
        ("Neither", {"employees_least": 50, "counties": ["Essex"]}),
    ):
        SupportServiceFactory(name=name, **fields).assistance.add(term)
    return edition


def test_refused_company_sees_who_fits_before_who_nearly_does(client):
    edition = refusing_edition()
    person = AffiliationFactory(organisation__city="Springfield").person
    client.force_login(person)

    response = client.post(reverse("nominations:screener", args=[edition.pk]), {"employees": "3"})

    [failure] = response.context["verdict"].failures
    html = response.content.decode()
    assert [str(fit.service) for fit in failure.help] == ["Tiny ones", "Anybody", "Large ones"]
    assert all(fit.service.get_absolute_url() in html for fit in failure.help)
    assert "Not quite: For companies of at least 50 people." in html
    assert "people=3&amp;where=Hampden+County&amp;assistance=growth" in html


def test_entry_that_the_office_refused_leads_to_help_that_fits(client):
    nomination, person = complete_draft()
    Nomination.objects.filter(pk=nomination.pk).update(
        state=NominationState.INELIGIBLE,
        eligibility_answers={"employees": "12"},
        screening_reason="Not here.",
        reference_code="ABCD-EFGH",
        submitted_at=timezone.now(),
    )
    nomination.organisation.city = "Springfield"
    nomination.organisation.save()
    fitting = SupportServiceFactory(counties=["Hampden"])
    SupportServiceFactory(name="Elsewhere", counties=["Essex"])
    SupportServiceFactory(name="Hidden", published=False)
    client.force_login(person)

    html = client.get(reverse("nominations:detail", args=[nomination.pk])).content.decode()

    nomination.refresh_from_db()
    company = company_of(Nomination.objects.get(pk=nomination.pk))
    assert (company.employees, company.county) == (12, "Hampden")
    assert fitting.get_absolute_url() in html
    assert "Elsewhere" not in html
    assert "Hidden" not in html
    assert "people=12&amp;where=Hampden+County" in html


def test_entry_that_takes_part_is_shown_no_help(client):
    nomination, person = complete_draft()
    SupportServiceFactory(name="Help for all")
    client.force_login(person)

    assert "Help for all" not in client.get(reverse("nominations:detail", args=[nomination.pk])).content.decode()
