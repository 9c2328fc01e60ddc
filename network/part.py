"""What part somebody has in the network, asked once for each request: every page of a signed-in person shows it."""

from dataclasses import dataclass

from django.db.models import Exists

from accounts.models import Person
from network.models import Claim, EnquiryRecipient

CACHE = "_part_in_network"


@dataclass(frozen=True)
class Part:
    has_claimed: bool
    has_enquiries: bool


def part_of(person):
    if not hasattr(person, CACHE):
        asked = (
            Exists(Claim.objects.open().of_person(person)),
            Exists(EnquiryRecipient.objects.concerning(person)),
        )
        setattr(person, CACHE, Part(*Person.objects.filter(pk=person.pk).values_list(*asked).get()))
    return getattr(person, CACHE)
