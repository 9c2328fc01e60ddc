"""What came of an enquiry that was answered: both sides are asked once, by a link that needs no sign-in."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import accept_invitation, invite
from audit.record import record_event
from network.actions.enquiries import SCOPE, locked
from network.enums import EnquiryOutcome, EnquiryState
from network.keepers import keepers_of
from network.models import EnquiryRecipient

PURPOSE = "network.enquiry_outcome"
ASKER, COMPANY = "asker", "company"
FIELDS = {ASKER: "asker_outcome", COMPANY: "company_outcome"}


@transaction.atomic
def ask_for_outcome(*, recipient, by=None):
    """The clock asks; whoever has left is not asked any more."""
    recipient = locked(recipient)
    if recipient.state != EnquiryState.ANSWERED or recipient.outcome_asked_at is not None:
        raise ValidationError(_("This was not answered, or both sides were asked already."))
    recipient.outcome_asked_at = timezone.now()
    recipient.save(update_fields=["outcome_asked_at"])
    asker, answerer = recipient.enquiry.person, _who_answers(recipient)
    if asker.is_active:
        _ask(recipient, ASKER, asker)
    # Who has come to speak for the company since they asked it is asked as one side.
    if answerer is not None and answerer != asker:
        _ask(recipient, COMPANY, answerer)
    record_event("enquiry.outcome_asked", target=recipient, by=by, scope=SCOPE)
    return recipient


@transaction.atomic
def tell_outcome(*, invitation, outcome, by=None):
    """One side's word, once. `by` is whoever happens to be signed in."""
    recipient = locked(EnquiryRecipient(pk=invitation.target))
    side = invitation.terms["side"]
    if getattr(recipient, FIELDS[side]):
        raise ValidationError(_("Your side has told us already. Thank you."))
    if outcome not in EnquiryOutcome.values:
        raise ValidationError({"outcome": _("Choose what came of it.")})
    setattr(recipient, FIELDS[side], outcome)
    recipient.save(update_fields=[FIELDS[side]])
    accept_invitation(invitation=invitation, by=by)
    record_event(
        "enquiry.outcome_told", target=recipient, by=by, details={"side": side, "outcome": outcome}, scope=SCOPE
    )
    return recipient


def _ask(recipient, side, person):
    invite(address=person.email, purpose=PURPOSE, target=recipient, terms={"side": side}, scope=SCOPE, by=None)


def _who_answers(recipient):
    """Whoever answered, while they are here; otherwise another who speaks for the company."""
    person = recipient.answered_by
    if person is not None and person.is_active:
        return person
    keepers = keepers_of(recipient.profile.organisation)
    return keepers[0] if keepers else None
