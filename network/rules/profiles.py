"""Who speaks for a company in the network, and who decides on it."""

from rules import predicate

from accounts.rules import is_secretariat_of_any_prize, is_signed_in
from network.enums import ClaimState
from network.models import Claim


@predicate
def speaks_for(person, organisation):
    """Only a granted claim says so: who works there, or entered the prize for it, has claimed nothing yet."""
    return is_signed_in(person) and Claim.objects.granted().filter(person=person, organisation=organisation).exists()


@predicate
def keeps(person, profile):
    return speaks_for(person, profile.organisation_id)


@predicate
def is_own_claim(person, claim):
    return is_signed_in(person) and claim.person_id == person.pk


@predicate
def speaks_beside(person, claim):
    """Of two who speak for one company each may end the other's part in it. What waits is the prize office's."""
    return claim.state == ClaimState.GRANTED and speaks_for(person, claim.organisation_id)


@predicate
def decides_claim(person, claim):
    """The prize office, and nobody on their own claim."""
    return is_secretariat_of_any_prize(person) and claim.person_id != person.pk


@predicate
def manages_profile(person, profile):
    return is_secretariat_of_any_prize(person)


# On the company's own page; the prize office has its own.
ends_claim_for_company = is_own_claim | speaks_beside
may_end_claim = ends_claim_for_company | decides_claim
