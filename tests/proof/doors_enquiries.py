"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

from types import SimpleNamespace

from network.actions.enquiry_outcomes import ASKER, PURPOSE
from network.enums import EnquiryState
from tests.accounts.factories import InvitationFactory, token_for
from tests.network.enquiry_factories import RecipientFactory
from tests.network.factories import ClaimFactory, ProfileFactory
from tests.proof.door import ENTRANT, OFFICE, PUBLIC, SIGNED_IN, Door, admits, once

# The entrant asks, and a company answers for which somebody else of the prize speaks.
KEEPER = admits("rival")


@once
def enquiries(world):
    profile = ProfileFactory()
    ClaimFactory(organisation=profile.organisation, person=world.people["rival"])
    waiting = RecipientFactory(enquiry__person=world.people["entrant"], profile=profile)
    answered = RecipientFactory(state=EnquiryState.ANSWERED, answered_at=waiting.enquiry.created_at)
    link = InvitationFactory(purpose=PURPOSE, target=str(answered.pk), terms={"side": ASKER}, invited_by=None)
    return SimpleNamespace(profile=profile, waiting=waiting, token=token_for(link.address))


def received(world):
    return [enquiries(world).waiting.pk]


DOORS = {
    "enquiries:mine": Door(SIGNED_IN),
    "enquiries:new": Door(PUBLIC),
    # Nothing was described, so it leads to where that is done.
    "enquiries:companies": Door(SIGNED_IN, status=302),
    "enquiries:write": Door(PUBLIC, lambda world: [enquiries(world).profile.slug]),
    "enquiries:enquiry": Door(ENTRANT, lambda world: [enquiries(world).waiting.enquiry_id]),
    "enquiries:received": Door(KEEPER, received),
    "enquiries:decline": Door(KEEPER, received),
    "enquiries:report": Door(KEEPER, received),
    "enquiries:outcome": Door(PUBLIC, lambda world: [enquiries(world).token]),
    "enquiry_figures:index": Door(OFFICE),
}
