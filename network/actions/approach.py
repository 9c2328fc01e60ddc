"""An honored company lets itself be approached by those who look for its like, and about what."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from network.models import ApproachConsent
from network.rules import industry as rules
from showcase.models import Award


@transaction.atomic
def agree_to_approach(*, award, about, by):
    """Again after it was withdrawn, or with other words."""
    award = locked_award(award)
    demand(rules.may_consent_to_approach(by, award), _("Only the company agrees to this, once its award is public."))
    if not about.strip():
        raise ValidationError({"about": _("Say what you would like to be asked about.")})
    consent, _made = ApproachConsent.objects.update_or_create(
        award=award,
        defaults={"about": about.strip(), "given_by": by, "given_at": timezone.now(), "withdrawn_at": None},
    )
    record_event("approach.agreed", target=consent, by=by, scope=award.record_scope)
    return consent


@transaction.atomic
def withdraw_from_approach(*, award, by):
    award = locked_award(award)
    demand(rules.may_consent_to_approach(by, award))
    consent = ApproachConsent.objects.in_force().filter(award=award).first()
    if consent is None:
        raise ValidationError(_("The company has not agreed to be approached."))
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    record_event("approach.withdrawn", target=consent, by=by, scope=award.record_scope)
    return consent


def locked_award(award):
    return Award.objects.select_for_update(of=("self",)).select_related("category__edition").get(pk=award.pk)
