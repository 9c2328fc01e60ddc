"""What the page of a company shows, to the public and in its preview."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from accounts.navigation import Link
from network.cards import cards_of, read_for_cards
from network.facts import facts_of, freshness_words, stated
from network.models import CapabilityProfile
from network.sharing.directory import share_of_company
from network.state_map import map_of_place
from prizes.gazetteer import CREDIT
from showcase.cards import cards_of as award_cards
from showcase.models import Award
from showcase.models.pictures import read_pictures
from showcase.registries import stories_of

SIMILAR = 3


@dataclass(frozen=True)
class Honour:
    award: Award
    # Of its winner page; empty where it has none.
    url: str
    stories: list[Link]


def profile_context(profile, request=None):
    """For the template network/profile.html. A profile that is not public yet shows the same, and is shared with nobody."""
    honours = honours_of(profile, request)
    pictures = list(profile.pictures.select_related("picture"))
    read_pictures(wide=pictures)
    facts, similar = facts_of(profile), similar_companies(profile)
    return {
        "profile": profile,
        "facts": stated(facts),
        "equipment": profile.equipment.all(),
        "pictures": [each.picture for each in pictures],
        "honours": honours,
        "stories": [story for honour in honours for story in honour.stories],
        "map": map_of_place(profile.place),
        "freshness": freshness_words(profile),
        "similar": similar,
        "compare_url": _comparison([profile, *(card.profile for card in similar)]),
        "credit": CREDIT,
        "share": share_of_company(request, profile, facts, honours) if request and profile.is_public else None,
    }


def _comparison(companies):
    return f"{reverse('directory:compare')}?{urlencode([('company', company.slug) for company in companies])}"


def honours_of(profile, request=None):
    awards = Award.objects.public().filter(organisation=profile.organisation_id).for_cards().in_order()
    cards = award_cards(awards, request)
    stories = stories_of([card.award for card in cards], request) if cards else {}
    return [Honour(card.award, card.url, stories.get(card.award.pk, [])) for card in cards]


def similar_companies(profile):
    """Those that share most of what it is found by."""
    link = CapabilityProfile.terms.through
    # From the links of its own terms: counting from the profiles reads the terms of all of them.
    alike = link.objects.filter(term__in=[term.pk for term in profile.terms.all()]).exclude(capabilityprofile=profile)
    alike = alike.filter(capabilityprofile__in=CapabilityProfile.objects.public())
    counted = alike.values("capabilityprofile").annotate(shared=Count("pk")).order_by("-shared", "capabilityprofile")
    best = [row["capabilityprofile"] for row in counted[:SIMILAR]]
    cards = cards_of(read_for_cards(CapabilityProfile.objects.filter(pk__in=best)))
    return sorted(cards, key=lambda card: best.index(card.profile.pk))
