import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from network.enums import ClaimGround, ClaimState, ProfileState
from network.models import CapabilityProfile, Claim
from prizes.gazetteer import find_place
from tests.accounts.factories import OrganisationFactory, PersonFactory


class ProfileFactory(DjangoModelFactory):
    """Published, confirmed today, in Worcester."""

    class Meta:
        model = CapabilityProfile

    organisation = factory.SubFactory(OrganisationFactory)
    slug = factory.Sequence(lambda n: f"company-{n}")
    state = ProfileState.PUBLISHED
    summary = "Turned and ground parts of hard metals."
    place = "Worcester"
    latitude = factory.LazyAttribute(lambda profile: find_place(profile.place).latitude)
    longitude = factory.LazyAttribute(lambda profile: find_place(profile.place).longitude)
    confirmed_at = factory.LazyFunction(timezone.now)
    published_at = factory.LazyFunction(timezone.now)


class ClaimFactory(DjangoModelFactory):
    """Granted: its person speaks for the company."""

    class Meta:
        model = Claim

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    state = ClaimState.GRANTED
    ground = ClaimGround.STAFF


class WaitingClaimFactory(ClaimFactory):
    state = ClaimState.WAITING
    ground = ""


def keeper_of(profile):
    """Somebody who speaks for the company of this profile."""
    return ClaimFactory(organisation=profile.organisation).person
