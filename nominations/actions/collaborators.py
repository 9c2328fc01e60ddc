from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import invite
from accounts.rules import demand
from audit.record import record_event
from nominations import rules
from nominations.actions.common import locked
from nominations.models import Collaborator

PURPOSE = "collaborator"


@transaction.atomic
def invite_collaborator(*, nomination, address, by):
    demand(rules.may_invite_collaborators(by, nomination), _("Only somebody who works on it invites others."))
    if nomination.collaborators.filter(person__email=address.strip().lower()).exists():
        raise ValidationError({"address": _("This person already works on the nomination.")})
    return invite(
        address=address,
        purpose=PURPOSE,
        target=nomination,
        by=by,
        prize=nomination.edition.prize,
        scope=nomination.record_scope,
    )


@transaction.atomic
def add_collaborator(*, nomination, person, by):
    """By accepting an invitation, or by the prize office for somebody who lost the way in."""
    demand(by == person or rules.is_prize_office(by, nomination))
    collaborator, is_new = Collaborator.objects.get_or_create(nomination=nomination, person=person)
    if is_new:
        record_event("nomination.collaborator_joined", target=nomination, by=by, subjects=[person])
    return collaborator


@transaction.atomic
def remove_collaborator(*, nomination, person, by):
    """Leave, or be taken off by another collaborator. A nomination is never left without anybody."""
    nomination = locked(nomination)
    demand(rules.is_collaborator(by, nomination) or rules.is_prize_office(by, nomination))
    row = nomination.collaborators.filter(person=person).first()
    if row is None:
        raise ValidationError(_("This person does not work on the nomination."))
    if not nomination.collaborators.exclude(pk=row.pk).exists():
        raise ValidationError(
            _("The last person cannot leave. Invite somebody else first, or withdraw the nomination.")
        )
    row.delete()
    record_event("nomination.collaborator_left", target=nomination, by=by, subjects=[person])
