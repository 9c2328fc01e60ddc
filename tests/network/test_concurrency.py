"""Two people of one company claim it at the same moment."""

import pytest
from allauth.account.models import EmailAddress

from network.actions.claims import claim_company
from network.enums import ClaimState
from network.models import CapabilityProfile
from tests.accounts.factories import AffiliationFactory, OrganisationDomainFactory, PersonFactory
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_claim_one_company_at_once_both_speak_for_it():
    company = OrganisationDomainFactory(domain="quill.example").organisation
    people = [PersonFactory(email=f"{name}@quill.example") for name in ("quinn", "robin")]
    for person in people:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        AffiliationFactory(person=person, organisation=company)

    claims = run_together(lambda person: claim_company(by=person, organisation=company), people)

    assert [claim.state for claim in claims] == [ClaimState.GRANTED] * 2
    assert CapabilityProfile.objects.get().organisation == company
