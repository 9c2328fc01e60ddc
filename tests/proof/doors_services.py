"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

from types import SimpleNamespace

from prizes.enums import SERVICE_REQUEST, SERVICE_REVIEW
from tests.accounts.factories import InvitationFactory, token_for
from tests.prizes.factories import AskedServiceFactory, ServiceRequestFactory
from tests.proof.door import ENTRANT, POST_ONLY, PUBLIC, SIGNED_IN, Door, once


def asked_of(world):
    """A service that takes requests, what the entrant asked of it, and the links of its provider."""
    service = AskedServiceFactory()
    request = ServiceRequestFactory(service=service, person=world.people["entrant"])
    return SimpleNamespace(
        service=service,
        request=request,
        review_token=token_for(InvitationFactory(purpose=SERVICE_REVIEW, target=str(service.pk)).address),
        request_token=token_for(InvitationFactory(purpose=SERVICE_REQUEST, target=str(request.pk)).address),
    )


made = once(asked_of)

DOORS = {
    "prizes:ask_service": Door(SIGNED_IN, lambda world: [made(world).service.pk]),
    "prizes:my_requests": Door(SIGNED_IN),
    "prizes:withdraw_request": Door(ENTRANT, lambda world: [made(world).request.pk], POST_ONLY),
    # The link is the key, whoever is signed in.
    "prizes:confirm_service": Door(PUBLIC, lambda world: [made(world).review_token]),
    "prizes:answer_request": Door(PUBLIC, lambda world: [made(world).request_token]),
}
