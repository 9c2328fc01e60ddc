"""How a provider confirms what stands of its service, by a signed link and without an account."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import accept_invitation, invite, resend_invitation, revoke_invitation
from accounts.enums import RoleName
from accounts.models import Invitation, Person
from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from notices.outbox import write_notice
from prizes.enums import SERVICE_REQUEST, SERVICE_REVIEW
from prizes.models import SupportService
from prizes.reviewing import is_to_be_asked, next_review
from prizes.rules import can_edit_support_services


@transaction.atomic
def ask_provider(*, service, by):
    """Mail the provider a link to its service as the public sees it. An earlier link is sent anew, or taken back."""
    demand(by is None or can_edit_support_services(by), _("Only the prize office asks a provider."))
    service = _locked(service)
    if not service.contact_email:
        raise ValidationError(_("Nobody is known to ask. Write the address of the provider into the service first."))
    _send_link(service, by)
    SupportService.objects.filter(pk=service.pk).update(asked_at=timezone.now())
    record_event("support_service.asked", target=service, by=by, subjects=_people_at(service.contact_email))


def ask_providers_who_are_due(today=None):
    """The clock: each in a transaction of its own, so that whoever was asked stays asked where a later one fails."""
    today = today or timezone.localdate()
    for service in SupportService.objects.review_due(today):
        if is_to_be_asked(service, today):
            ask_provider(service=service, by=None)


@transaction.atomic
def confirm_service(*, invitation, by=None):
    """The provider says that all of it is right: for a year nobody asks again."""
    service = _behind(invitation)
    _confirm(service)
    accept_invitation(invitation=invitation, by=by)
    record_event("support_service.confirmed", target=service, by=by, subjects=_people_at(invitation.address))


@transaction.atomic
def remark_on_service(*, invitation, remark, by=None):
    """The provider says that something has changed: the office is told, and mends it."""
    remark = remark.strip()
    if not remark:
        raise ValidationError({"remark": _("Say what has changed, so that the prize office can mend it.")})
    service = _behind(invitation)
    service.remark, service.remarked_at = remark, timezone.now()
    service.save(update_fields=["remark", "remarked_at"])
    accept_invitation(invitation=invitation, by=by)
    context = {"service": service.name, "provider": service.provider.name, "remark": remark}
    write_notice("prizes.service_remark", to=_office(), context=context, about=service)
    subjects = _people_at(invitation.address)
    record_event("support_service.remarked", target=service, by=by, details={"remark": remark}, subjects=subjects)


@transaction.atomic
def settle_remark(*, service, by):
    """What the provider wrote stands in the service now."""
    demand(can_edit_support_services(by), _("Only the prize office settles this."))
    service = _locked(service)
    if not service.remark:
        raise TransitionRefused(_("The provider has written nothing that waits."))
    service.remark, service.remarked_at = "", None
    service.save(update_fields=["remark", "remarked_at"])
    _confirm(service)
    record_event("support_service.remark_settled", target=service, by=by)


def _confirm(service):
    service.reviewed_on = timezone.localdate()
    service.review_due_on = next_review(service.reviewed_on)
    service.save(update_fields=["reviewed_on", "review_due_on"])


@transaction.atomic
def move_links(*, service, by, is_same_provider=True):
    """The address of a provider has changed: who had the old one keeps no key, and what waits is asked at the new one.

    What companies wrote goes to nobody but the provider whom they agreed to.
    """
    demand(can_edit_support_services(by), _("Only the prize office changes a service."))
    _move_links(SERVICE_REVIEW, service, service.contact_email, by)
    for request in service.requests.open():
        _move_links(SERVICE_REQUEST, request, service.contact_email if is_same_provider else "", by)


def _move_links(purpose, target, address, by):
    ended = _end_links_elsewhere(purpose, target, address)
    if ended and address and not Invitation.objects.unanswered().for_target(purpose, target).exists():
        invite(address=address, purpose=purpose, target=target, by=by)


def _end_links_elsewhere(purpose, target, address):
    waiting = Invitation.objects.unanswered().for_target(purpose, target)
    links = list(waiting.annotate(lower=Lower("address")).exclude(lower=address.lower()))
    for link in links:
        revoke_invitation(invitation=link, by=None)
    return links


def _send_link(service, by):
    _end_links_elsewhere(SERVICE_REVIEW, service, service.contact_email)
    known = Invitation.objects.unanswered().for_target(SERVICE_REVIEW, service).first()
    if known:
        resend_invitation(invitation=known, by=by)
    else:
        invite(address=service.contact_email, purpose=SERVICE_REVIEW, target=service, by=by)


def _behind(invitation):
    """What the link is about. Whether it still opens it is asked when it is accepted, in the same act."""
    return _locked(SupportService(pk=invitation.target))


def _locked(service):
    return SupportService.objects.select_for_update(of=("self",)).select_related("provider").get(pk=service.pk)


def _office():
    """Services are shared by all prizes, and so is the care for them."""
    return Person.objects.current().filter(roles__name=RoleName.SECRETARIAT).distinct()


def _people_at(address):
    return list(Person.objects.filter(email=address.lower()))
