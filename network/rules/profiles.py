"""Who speaks for a company in the network."""

from rules import predicate

from accounts.rules import is_signed_in
from network.models import Claim


@predicate
def speaks_for(person, organisation):
    """Only a granted claim says so: who works there, or entered the prize for it, has claimed nothing yet."""
    return is_signed_in(person) and Claim.objects.granted().filter(person=person, organisation=organisation).exists()
