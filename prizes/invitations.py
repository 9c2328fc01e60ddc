"""The signed links that providers of support services get. Each is answered on its own page, without an account."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import Purpose, register_purpose
from prizes.actions import decline_by_bare_link
from prizes.enums import SERVICE_REQUEST, SERVICE_REVIEW, ServiceRequestState
from prizes.models import ServiceRequest, SupportService
from prizes.rules import can_edit_support_services

OPEN_THE_LINK = gettext_lazy("Open the link of the mail and answer there.")


def describe_review(invitation):
    service = SupportService.objects.filter(pk=invitation.target).first()
    if service is None:
        return _("look at a service that is no longer listed")
    return _("look at what the prize's site says of “%(service)s”") % {"service": service.name}


def describe_request(invitation):
    request = ServiceRequest.objects.select_related("service").filter(pk=invitation.target).first()
    if request is None:
        return _("answer a request that is no longer there")
    told = {"company": request.company_name, "service": request.service.name}
    return _("answer the request of %(company)s to “%(service)s”") % told


def only_once_confirmed(invitation, person):
    """The page of the link has written the day by now; a bare link confirms nothing."""
    service = SupportService.objects.filter(pk=invitation.target).first()
    asked_on = timezone.localdate(invitation.created_at)
    written = service and (service.remark or (service.reviewed_on and service.reviewed_on >= asked_on))
    if not written:
        raise ValidationError(OPEN_THE_LINK)


def only_once_answered(invitation, person):
    if not ServiceRequest.objects.filter(pk=invitation.target, state=ServiceRequestState.ANSWERED).exists():
        raise ValidationError(OPEN_THE_LINK)


def may_revoke(person, invitation):
    return can_edit_support_services(person)


def may_revoke_request(person, invitation):
    """Who asked takes it back, whoever sent the link: the office does where the provider's address has changed."""
    own = ServiceRequest.objects.of_person(person).filter(pk=invitation.target)
    return may_revoke(person, invitation) or own.exists()


register_purpose(
    Purpose(
        key=SERVICE_REVIEW,
        label=gettext_lazy("Confirm a support service"),
        describe=describe_review,
        on_accept=only_once_confirmed,
        may_revoke=may_revoke,
        template="prizes.service_review",
        page="prizes:confirm_service",
        needs_account=False,
        lifetime=timedelta(days=90),
    )
)
register_purpose(
    Purpose(
        key=SERVICE_REQUEST,
        label=gettext_lazy("Answer a request to a support service"),
        describe=describe_request,
        on_accept=only_once_answered,
        on_decline=decline_by_bare_link,
        may_revoke=may_revoke_request,
        template="prizes.service_request",
        page="prizes:answer_request",
        needs_account=False,
        lifetime=timedelta(days=60),
    )
)
