from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import accept_invitation, invite, revoke_invitation
from accounts.enums import InvitationState
from accounts.models import Person
from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from showcase.enums import PRESS
from showcase.models import PressPass
from showcase.press import embargo
from showcase.rules import may_invite_press, may_manage_press_pass


@transaction.atomic
def invite_press(*, edition, name, outlet, address, by):
    """Offer the embargo by a personal link. The event is that of the invitation."""
    demand(may_invite_press(by, edition), _("Only the prize office invites the press."))
    typed = {"name": name.strip(), "outlet": outlet.strip()}
    missing = [field for field, text in typed.items() if not text]
    if missing:
        raise ValidationError(dict.fromkeys(missing, _("Write this: the record keeps who was let in.")))
    if (
        PressPass.objects.accepted()
        .of_address(Person.objects.normalize_email(address))
        .filter(edition=edition)
        .exists()
    ):
        raise ValidationError(
            {"address": _("This address has accepted already. Take its pass back to send a new one.")}
        )
    invitation = invite(
        address=address, purpose=PRESS, target=edition, by=by, prize=edition.prize, scope=edition.record_scope
    )
    return PressPass.objects.create(edition=edition, invitation=invitation, **typed)


@transaction.atomic
def accept_embargo(*, press_pass, by=None):
    """By whoever holds the link. What was accepted is kept as it stood on the page."""
    press_pass = _locked(press_pass)
    press_pass.terms_version, press_pass.terms_text = embargo.VERSION, embargo.whole_text(press_pass.edition)
    press_pass.accepted_at = timezone.now()
    press_pass.save(update_fields=["terms_version", "terms_text", "accepted_at"])
    press_pass.invitation = accept_invitation(invitation=press_pass.invitation, by=by)
    record_event("press_pass.accepted", target=press_pass, by=by, details={"terms_version": embargo.VERSION})
    return press_pass


@transaction.atomic
def withdraw_press_pass(*, press_pass, by):
    """The link opens nothing from now on, whether it was answered or not."""
    press_pass = _locked(press_pass)
    demand(may_manage_press_pass(by, press_pass), _("Only the prize office takes a press pass back."))
    if press_pass.state in (InvitationState.DECLINED, InvitationState.REVOKED):
        raise TransitionRefused(_("This link opens nothing already."))
    if press_pass.accepted_at is None:
        revoke_invitation(invitation=press_pass.invitation, by=by)
    press_pass.withdrawn_at = timezone.now()
    press_pass.save(update_fields=["withdrawn_at"])
    record_event("press_pass.withdrawn", target=press_pass, by=by)
    return press_pass


@transaction.atomic
def note_press_look(*, press_pass, look, picture=None):
    """Every look under the embargo is an event. It names the pass and the picture by their ids, and nobody."""
    press_pass = _locked(press_pass)
    demand(press_pass.is_valid, _("Only an accepted press pass opens the pack."))
    press_pass.looks += 1
    press_pass.last_looked_at = timezone.now()
    press_pass.save(update_fields=["looks", "last_looked_at"])
    details = {"picture": picture.pk} if picture else None
    record_event(look, target=press_pass, by=None, details=details)
    return press_pass


def _locked(press_pass):
    return PressPass.objects.select_for_update(of=("self",)).with_context().get(pk=press_pass.pk)
