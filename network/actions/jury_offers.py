"""Somebody offers to judge. The prize office keeps the offer, invites from it, or declines with thanks."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.rules import demand, is_signed_in
from accounts.transitions import Transitions
from audit.record import record_event
from judging.actions.panels import invite_juror
from network.enums import JURY_OFFER_TRANSITIONS, JuryOfferState
from network.models import JuryOffer
from network.rules import industry as rules
from notices.outbox import write_notice

transitions = Transitions(JuryOfferState, JURY_OFFER_TRANSITIONS)


@transaction.atomic
def offer_to_judge(*, prize, organisation_name, seat_type, fields, by, note=""):
    demand(is_signed_in(by), _("Sign in to offer to judge."))
    # Whoever presses twice waits for the first to be written down.
    Person.objects.select_for_update().get(pk=by.pk)
    if JuryOffer.objects.of_person(by).open().filter(prize=prize).exists():
        raise ValidationError(_("You have offered this already. The prize office will write to you."))
    offer = JuryOffer(
        prize=prize, person=by, organisation_name=organisation_name, seat_type=seat_type, note=note.strip()
    )
    offer.full_clean()
    offer.save()
    offer.fields.set(fields)
    record_event("jury_offer.made", target=offer, by=by)
    return offer


@transaction.atomic
def take_jury_offer_back(*, offer, by):
    offer = locked(offer)
    demand(rules.is_own_offer(by, offer))
    move(offer, JuryOfferState.WITHDRAWN)
    record_event("jury_offer.taken_back", target=offer, by=by)
    return offer


@transaction.atomic
def note_jury_offer(*, offer, by):
    """Onto the list from which jurors are invited when a panel is put together."""
    offer = locked(offer)
    demand(rules.may_decide_offer(by, offer))
    move(offer, JuryOfferState.NOTED)
    record_event("jury_offer.noted", target=offer, by=by)
    return offer


@transaction.atomic
def decline_jury_offer(*, offer, reason, by):
    offer = locked(offer)
    demand(rules.may_decide_offer(by, offer))
    transitions.check(offer.state, JuryOfferState.DECLINED)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the person reads it.")})
    move(offer, JuryOfferState.DECLINED, reason=reason.strip())
    write_notice(
        "network.jury_offer_declined",
        to=offer.person,
        context={"prize": offer.prize.name, "reason": offer.reason},
        about=offer,
        scope=offer.record_scope,
    )
    record_event("jury_offer.declined", target=offer, by=by)
    return offer


@transaction.atomic
def invite_from_offer(*, offer, panel, by):
    """The invitation of every juror, to the address and the seat that were offered."""
    offer = locked(offer)
    demand(rules.may_decide_offer(by, offer))
    if not rules.is_open_offer(by, offer):
        raise ValidationError(_("This offer does not stand any more."))
    if panel.round.edition.prize_id != offer.prize_id:
        raise ValidationError({"panel": _("Choose a panel of the prize that the offer was made to.")})
    invitation = invite_juror(panel=panel, address=offer.person.email, seat_type=offer.seat_type, by=by)
    if offer.state == JuryOfferState.OFFERED:
        move(offer, JuryOfferState.NOTED)
    record_event("jury_offer.invited_from", target=offer, by=by, details={"panel": panel.pk})
    return invitation


def locked(offer):
    return JuryOffer.objects.select_for_update(of=("self",)).select_related("prize", "person").get(pk=offer.pk)


def move(offer, state, **changes):
    transitions.check(offer.state, state)
    offer.state, offer.decided_at = state, timezone.now()
    for name, value in changes.items():
        setattr(offer, name, value)
    offer.save(update_fields=["state", "decided_at", *changes])
