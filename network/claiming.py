"""Which companies somebody may say to speak for, and whether their own address proves it."""

from allauth.account.models import EmailAddress
from django.db.models import Q

from accounts.domains import is_public_domain
from accounts.enums import OrganisationKind
from accounts.models import Organisation, OrganisationDomain
from network.models import CapabilityProfile
from showcase.models import Award

FOUND_AT_MOST = 20


def claimable_organisations(own):
    """Small manufacturers that everybody knows of already, and a person's `own_organisations`.

    Who else is on file is told to nobody.
    """
    known = (
        Q(pk__in=CapabilityProfile.objects.public().values("organisation"))
        | Q(pk__in=Award.objects.public().values("organisation"))
        | Q(pk__in=[organisation.pk for organisation in own])
    )
    return Organisation.objects.current().filter(known, kind=OrganisationKind.SME)


def is_proven(person, organisation):
    """A verified address of this person lies on a domain of the company itself, and of nobody else's customers."""
    verified = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    domains = {address.rpartition("@")[2].lower() for address in verified}
    own = [domain for domain in domains if domain and not is_public_domain(domain)]
    return OrganisationDomain.objects.filter(organisation=organisation, domain__in=own).exists()
