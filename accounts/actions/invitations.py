from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import rules
from accounts.enums import InvitationState
from accounts.invitations import new_token, purpose_named, token_hash
from accounts.links import absolute
from accounts.models import Invitation, Person
from accounts.transitions import TransitionRefused
from audit.record import record_event
from notices.outbox import write_notice

REFUSALS = {
    InvitationState.EXPIRED: gettext_lazy("This invitation has expired. Ask for a new one."),
    InvitationState.ACCEPTED: gettext_lazy("This invitation has already been accepted."),
    InvitationState.DECLINED: gettext_lazy("This invitation was declined."),
    InvitationState.REVOKED: gettext_lazy("This invitation was taken back."),
}


@transaction.atomic
def invite(*, address, purpose, target, by, prize=None, terms=None, lifetime=None, scope=""):
    """Ask somebody in. `invitation.token` is set on what is returned, this once; only its hash is kept."""
    address = checked_address(address)
    target_key = str(getattr(target, "pk", target))
    refuse_second_invitation(address, purpose, target_key)
    invitation = Invitation(
        address=address,
        purpose=purpose,
        target=target_key,
        prize=prize,
        terms=terms or {},
        scope=scope,
        invited_by=by,
    )
    invitation.at_hand = target
    lifetime = lifetime or purpose_named(purpose).lifetime
    send_with_new_token(invitation, lifetime=lifetime)
    details = {"address": address, "purpose": purpose}
    record_event("invitation.sent", target=invitation, by=by, details=details, subjects=persons_at(address))
    return invitation


def invite_to_role(*, address, role, prize, by):
    """For somebody who has no account yet; who has one is given the role."""
    rules.demand(by is None or rules.is_secretariat(by, prize), _("Only the secretariat of the prize gives a role."))
    return invite(
        address=address, purpose="accounts.role", target=f"{prize.pk}:{role}", prize=prize, terms={"role": role}, by=by
    )


@transaction.atomic
def resend_invitation(*, invitation, by):
    """Send it again with a fresh token and a fresh expiry; the earlier link stops working."""
    invitation = locked(invitation)
    demand_may_manage(invitation, by)
    refuse_unless(invitation, InvitationState.OPEN, InvitationState.EXPIRED)
    send_with_new_token(invitation, lifetime=purpose_named(invitation.purpose).lifetime)
    record_event("invitation.resent", target=invitation, by=by)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation, by):
    purpose = purpose_named(invitation.purpose)
    rules.demand(not purpose.needs_account or rules.is_signed_in(by), _("Sign in to accept."))
    invitation = locked(invitation)
    refuse_unless(invitation, InvitationState.OPEN)
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    purpose.on_accept(invitation, by)
    record_event(
        "invitation.accepted",
        target=invitation,
        by=by,
        details={"same_address": by is None or by.email == invitation.address},
        subjects=[by] if by else (),
    )
    return invitation


@transaction.atomic
def decline_invitation(*, invitation, by=None):
    """Whoever holds the link may say no, without an account."""
    invitation = locked(invitation)
    refuse_unless(invitation, InvitationState.OPEN)
    invitation.declined_at = timezone.now()
    invitation.save(update_fields=["declined_at"])
    purpose_named(invitation.purpose).on_decline(invitation, by)
    record_event("invitation.declined", target=invitation, by=by)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation, by):
    invitation = locked(invitation)
    demand_may_manage(invitation, by)
    refuse_unless(invitation, InvitationState.OPEN, InvitationState.EXPIRED)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record_event("invitation.revoked", target=invitation, by=by)
    return invitation


def checked_address(address):
    address = Person.objects.normalize_email(address)
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError({"address": error.messages}) from error
    return address


def refuse_second_invitation(address, purpose, target_key):
    waiting = Invitation.objects.unanswered().for_target(purpose, target_key).filter(address=address)
    if waiting.exists():
        raise ValidationError({"address": _("This address is already invited. Send that invitation again instead.")})


def send_with_new_token(invitation, *, lifetime):
    invitation.token = new_token()
    invitation.token_hash = token_hash(invitation.token)
    purpose = purpose_named(invitation.purpose)
    invitation.expires_at = purpose.ends_at(invitation) or timezone.now() + lifetime
    invitation.save()
    inviter = invitation.invited_by
    write_notice(
        purpose.template,
        to=invitation.address,
        context={
            "inviter": str(inviter) if inviter else "The prize office",
            "asks": invitation.asks,
            "url": absolute(reverse(purpose.page, args=[invitation.token])),
            "expires": date_format(timezone.localtime(invitation.expires_at)),
            **purpose.mail_facts(invitation),
        },
        about=invitation,
        scope=invitation.record_scope,
    )


def locked(invitation):
    return Invitation.objects.select_for_update(of=("self",)).select_related("prize").get(pk=invitation.pk)


def refuse_unless(invitation, *states):
    if invitation.state not in states:
        raise TransitionRefused(REFUSALS.get(invitation.state, _("This invitation still waits for its answer.")))


def may_manage(person, invitation):
    """Send again or take back: whoever sent it, its prize's secretariat, and whom its purpose names."""
    if not rules.is_signed_in(person):
        return False
    return (
        person.pk == invitation.invited_by_id
        or rules.is_secretariat(person, invitation.prize)
        or purpose_named(invitation.purpose).may_revoke(person, invitation)
    )


def demand_may_manage(invitation, by):
    rules.demand(by is None or may_manage(by, invitation), _("Only who invited, or the prize office, may do this."))


def persons_at(address):
    return list(Person.objects.filter(email=address))
