"""Refusals that several actions share."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.transitions import TransitionRefused


def required_reason(reason):
    reason = (reason or "").strip()
    if not reason:
        raise ValidationError({"reason": _("Say why; it stands in the record.")})
    return reason


def refuse_closed(round):
    if round.is_closed:
        raise TransitionRefused(_("This round has closed."))


def refuse_sealed(round):
    """Once the figures are sealed, nothing moves that they were made from."""
    if round.seals.exists():
        raise TransitionRefused(_("The figures of this round are sealed."))
