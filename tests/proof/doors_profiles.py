"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

from network.actions.confirming import DUE
from network.enums import CONFIRMED_FOR
from tests.accounts.factories import InvitationFactory, token_for
from tests.network.factories import ClaimFactory, ProfileFactory
from tests.proof.door import COMPANY, POST_ONLY, PUBLIC, SIGNED_IN, Door, once


@once
def kept(world):
    """The profile of a company for which two people of the world speak."""
    profile = ProfileFactory()
    for name in ("entrant", "collaborator"):
        ClaimFactory(organisation=profile.organisation, person=world.people[name])
    return [profile.pk]


@once
def claim_beside(world):
    """The collaborator's; it is the entrant's to end too."""
    profile = ProfileFactory()
    ClaimFactory(organisation=profile.organisation, person=world.people["entrant"])
    return [ClaimFactory(organisation=profile.organisation, person=world.people["collaborator"]).pk]


@once
def link(world):
    profile = ProfileFactory()
    profile.confirmed_at -= CONFIRMED_FOR
    profile.save()
    claim = ClaimFactory(organisation=profile.organisation)
    invitation = InvitationFactory(address=claim.person.email, purpose=DUE.purpose, target=str(profile.pk))
    return [token_for(invitation.address)]


DOORS = {
    "profiles:mine": Door(SIGNED_IN),
    "profiles:claim": Door(SIGNED_IN),
    "profiles:end_claim": Door(COMPANY, claim_beside),
    # The link is the key, whoever is signed in.
    "profiles:confirm": Door(PUBLIC, link),
    "profiles:edit": Door(COMPANY, kept),
    "profiles:preview": Door(COMPANY, kept),
    "profiles:publish": Door(COMPANY, kept, POST_ONLY),
    "profiles:withdraw": Door(COMPANY, kept, POST_ONLY),
    "profiles:confirm_now": Door(COMPANY, kept, POST_ONLY),
}
