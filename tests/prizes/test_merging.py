import pytest

from accounts.actions import merge_organisations
from tests.accounts.factories import OrganisationFactory, RoleFactory
from tests.prizes.factories import SupportServiceFactory

pytestmark = pytest.mark.django_db


def test_services_follow_when_their_provider_is_merged():
    source, target = OrganisationFactory.create_batch(2)
    service = SupportServiceFactory(provider=source)

    merge_organisations(source=source, target=target, by=RoleFactory().person)

    service.refresh_from_db()
    assert service.provider == target
