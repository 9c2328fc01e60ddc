"""A directory of invented companies, by the thousand. Profiles and their documents are made in bulk."""

import random

from django.utils import timezone

from accounts.models import Organisation
from network.enums import PROFILE_VOCABULARIES, ProfileState
from network.models import CapabilityProfile, Equipment
from network.searchable import COMPANY
from prizes.gazetteer import places
from prizes.models import Term
from search import builders, engines, vocabulary
from search.enums import Index
from search.models import PublicDocument, PublicFacet
from search.projections import PROJECTIONS

BATCH = 500
WORK = ("Turned", "Milled", "Cast", "Welded", "Molded", "Coated", "Ground", "Forged")
PARTS = ("shafts", "housings", "frames", "valves", "bearings", "nozzles", "brackets", "springs")
MATERIALS = ("steel", "titanium", "aluminum", "brass", "polymers", "ceramics")
TERMS_OF_EACH = {
    "process": 4,
    "material": 3,
    "certification": 2,
    "capability": 2,
    "technology": 1,
    "practice": 1,
    "sub_industry": 1,
}
SLUG = "bench-works-"


def seed_directory(number):
    dice = random.Random(1)  # noqa: S311 (the same companies every time)
    companies = Organisation.objects.bulk_create(
        [Organisation(name=f"Bench Works {count}") for count in range(number)], batch_size=BATCH
    )
    profiles = [_profile(company, count, dice) for count, company in enumerate(companies)]
    CapabilityProfile.objects.bulk_create(profiles, batch_size=BATCH)
    _give_terms(profiles, dice)
    machines = [
        Equipment(profile=profile, name=f"{dice.choice(WORK)} {dice.choice(PARTS)} cell") for profile in profiles
    ]
    Equipment.objects.bulk_create(machines, batch_size=BATCH)
    _index()


def _index():
    """As their builder writes them, without what keeps one document after the other in step."""
    builder, projection = builders.get(COMPANY), PROJECTIONS[Index.PUBLIC]
    seeded = builder.queryset().filter(slug__startswith=SLUG)
    drafts = {builder.key(profile): builder.build(profile) for profile in seeded}
    documents = PublicDocument.objects.bulk_create(
        [PublicDocument(kind=COMPANY, key=key, **projection.values(draft)) for key, draft in drafts.items()],
        batch_size=BATCH,
    )
    facets = [
        PublicFacet(document=document, name=term.name, slug=term.slug, label=term.label)
        for document in documents
        for term in drafts[document.key].terms
    ]
    PublicFacet.objects.bulk_create(facets, batch_size=BATCH)
    vocabulary.recount()
    engines.of_database().rebuild()


def _profile(company, count, dice):
    place = dice.choice(list(places().values()))
    least = dice.choice((1, 10, 100, 1000))
    return CapabilityProfile(
        organisation=company,
        slug=f"{SLUG}{count}",
        state=ProfileState.PUBLISHED,
        summary=f"{dice.choice(WORK)} {dice.choice(PARTS)} of {dice.choice(MATERIALS)}.",
        description=" ".join(dice.choice(WORK + PARTS + MATERIALS) for _ in range(120)),
        place=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        batch_least=least,
        batch_most=least * dice.choice((10, 100)),
        prototype_days=dice.choice((3, 8, 15, 30)),
        open_to_pilots=dice.random() < 0.5,
        languages=dice.choice((["en"], ["en", "es"], ["en", "pt"])),
        published_at=timezone.now(),
        confirmed_at=timezone.now(),
    )


def _give_terms(profiles, dice):
    link = CapabilityProfile.terms.through
    of = {vocabulary: list(Term.objects.of(vocabulary)) for vocabulary in PROFILE_VOCABULARIES}
    chosen = [
        link(capabilityprofile=profile, term=term)
        for profile in profiles
        for vocabulary, terms in of.items()
        for term in dice.sample(terms, min(TERMS_OF_EACH[vocabulary], len(terms)))
    ]
    link.objects.bulk_create(chosen, batch_size=BATCH)
