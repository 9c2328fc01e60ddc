"""A company as a list of the directory shows it."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.honours import honour_labels, public_honours
from network.models import CapabilityProfile, ProfilePicture
from prizes.enums import Vocabulary
from prizes.models import Term
from search.query import Hit
from showcase.models import Picture
from showcase.models.pictures import read_pictures

PROCESSES_ON_A_CARD = 4


@dataclass(frozen=True)
class Card:
    profile: CapabilityProfile
    picture: Picture | None
    processes: list[str]
    # How many more it has.
    more_processes: int
    honours: list[str]
    # Where it was found; None where it was not searched for.
    hit: Hit | None = None

    @property
    def distance(self):
        """From where somebody asked; empty where nobody did."""
        if self.hit is None or self.hit.miles is None:
            return ""
        miles = round(self.hit.miles)
        if miles < 1:
            return _("less than a mile away")
        return ngettext("%(miles)s mile away", "%(miles)s miles away", miles) % {"miles": miles}


def cards_of_hits(hits):
    """What is public this very moment, in the order of the hits and in a fixed number of queries."""
    profiles = read_for_cards(CapabilityProfile.objects.public().filter(pk__in=[hit.key for hit in hits]))
    by_key = {str(profile.pk): profile for profile in profiles}
    return cards_of([by_key[hit.key] for hit in hits if hit.key in by_key], {hit.key: hit for hit in hits})


def read_for_cards(profiles):
    processes = Prefetch("terms", queryset=Term.objects.of(Vocabulary.PROCESS), to_attr="processes")
    pictures = Prefetch("pictures", queryset=ProfilePicture.objects.select_related("picture"))
    return list(profiles.select_related("organisation").prefetch_related(processes, pictures))


def cards_of(profiles, hits=None):
    """Of profiles that were read for cards."""
    first = {profile.pk: pictures[0] for profile in profiles if (pictures := profile.pictures.all())}
    read_pictures(cards=first.values())
    honours = public_honours([profile.organisation_id for profile in profiles])
    return [_card(profile, first.get(profile.pk), honours[profile.organisation_id], hits or {}) for profile in profiles]


def _card(profile, picture, awards, hits):
    names = [term.name for term in profile.processes]
    return Card(
        profile=profile,
        picture=picture and picture.picture,
        processes=names[:PROCESSES_ON_A_CARD],
        more_processes=len(names[PROCESSES_ON_A_CARD:]),
        honours=honour_labels(awards),
        hit=hits.get(str(profile.pk)),
    )
