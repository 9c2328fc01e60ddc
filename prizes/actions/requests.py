"""What a company asks of a service: sent with its consent, answered by the provider through a signed link."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import accept_invitation, decline_invitation, invite, resend_invitation, revoke_invitation
from accounts.links import absolute
from accounts.models import Invitation, Organisation, Person
from accounts.rules import demand
from accounts.transitions import Transitions
from audit.record import record_event
from notices.outbox import write_notice
from prizes.enums import (
    MOST_OPEN_REQUESTS,
    MOST_REQUESTS_A_DAY,
    SERVICE_REQUEST,
    SERVICE_REQUEST_TRANSITIONS,
    ServiceRequestState,
)
from prizes.models import ServiceRequest, SupportService
from prizes.rules import can_read_requests, has_verified_address, is_asker, takes_requests

transitions = Transitions(ServiceRequestState, SERVICE_REQUEST_TRANSITIONS)


@transaction.atomic
def send_service_request(*, service, company_name, text, by, employees=None, place=""):
    """Pass on what a company asks. Whoever sends it has agreed that it is passed on."""
    demand(has_verified_address(by), _("Confirm your e-mail address first."))
    service = SupportService.objects.select_for_update(of=("self",)).select_related("provider").get(pk=service.pk)
    demand(takes_requests(by, service), _("This service takes no requests here."))
    # Whoever presses twice stands in line behind themselves.
    Person.objects.select_for_update().get(pk=by.pk)
    _refuse_too_many(service, by)
    request = ServiceRequest(
        service=service,
        person=by,
        organisation=_own_organisation(by, company_name),
        company_name=company_name.strip(),
        employees=employees,
        place=place.strip(),
        text=text.strip(),
        consented_at=timezone.now(),
    )
    request.full_clean(exclude=["service", "person", "organisation"], validate_constraints=False)
    request.save()
    invite(address=service.contact_email, purpose=SERVICE_REQUEST, target=request, by=by)
    record_event("service_request.sent", target=request, by=by, subjects=[by])
    return request


@transaction.atomic
def answer_service_request(*, invitation, answer, name, by=None):
    """The provider's word to the company, through its link."""
    if not answer.strip():
        raise ValidationError({"answer": _("Write what the company should know.")})
    request = _behind(invitation)
    _close(request, ServiceRequestState.ANSWERED, answer, name)
    accept_invitation(invitation=invitation, by=by)
    _tell_asker(request)
    record_event("service_request.answered", target=request, by=by, subjects=_concerned(request, invitation))
    return request


@transaction.atomic
def decline_service_request(*, invitation, answer, name, by=None):
    """The provider cannot help; a reason is welcome, and not demanded."""
    request = _behind(invitation)
    _close(request, ServiceRequestState.DECLINED, answer, name)
    # The bare link may be declined too, and then does the same: see `decline_by_bare_link`.
    decline_invitation(invitation=invitation, by=by)
    _tell_asker(request)
    record_event("service_request.declined", target=request, by=by, subjects=_concerned(request, invitation))
    return request


@transaction.atomic
def withdraw_service_request(*, request, by):
    request = _locked(request)
    demand(is_asker(by, request), _("Only who sent a request takes it back."))
    transitions.check(request.state, ServiceRequestState.WITHDRAWN)
    request.state = ServiceRequestState.WITHDRAWN
    request.save(update_fields=["state"])
    for link in _links_to(request):
        revoke_invitation(invitation=link, by=by)
        context = {"company": request.company_name, "service": request.service.name}
        write_notice("prizes.service_request_withdrawn", to=link.address, context=context, about=request)
    record_event("service_request.withdrawn", target=request, by=by, subjects=[by])
    return request


@transaction.atomic
def remind_of_service_request(*, request):
    """Once: the provider's link is sent anew."""
    request = _locked(request)
    if request.state != ServiceRequestState.SENT or request.reminded_at:
        return
    request.reminded_at = timezone.now()
    request.save(update_fields=["reminded_at"])
    for link in _links_to(request):
        resend_invitation(invitation=link, by=None)
    record_event("service_request.reminded", target=request, by=None)


def remind_of_waiting_requests(now=None):
    """The clock."""
    for request in ServiceRequest.objects.to_remind_of(now or timezone.now()):
        remind_of_service_request(request=request)


@transaction.atomic
def look_at_service_request(*, request, by):
    """Its text is read in the back office: each look is in the record."""
    demand(can_read_requests(by), _("Only the prize office and the auditor read it here."))
    record_event("service_request.looked_at", target=request, by=by)


def decline_by_bare_link(invitation, person):
    """What any invitation may be answered with, no, without the page of this one. Called within that act."""
    request = _locked(ServiceRequest(pk=invitation.target))
    if request.state != ServiceRequestState.SENT:
        return
    _close(request, ServiceRequestState.DECLINED, "", "")
    _tell_asker(request)
    record_event("service_request.declined", target=request, by=person, subjects=_concerned(request, invitation))


def _refuse_too_many(service, person):
    waiting = ServiceRequest.objects.of_person(person).open()
    if waiting.filter(service=service).exists():
        raise ValidationError(_("Your last request to this service still waits for its answer."))
    if waiting.count() >= MOST_OPEN_REQUESTS:
        raise ValidationError(
            _("%(count)s of your requests wait for an answer. Take one back before you send another.")
            % {"count": MOST_OPEN_REQUESTS}
        )
    if (
        ServiceRequest.objects.of_person(person).since(timezone.now() - timedelta(days=1)).count()
        >= MOST_REQUESTS_A_DAY
    ):
        raise ValidationError(
            _("You have sent %(count)s requests within a day. Send the next one tomorrow.")
            % {"count": MOST_REQUESTS_A_DAY}
        )


def _own_organisation(person, company_name):
    """Where the person works, if that is the company they wrote."""
    own = Organisation.objects.current().of_person(person)
    return next((each for each in own if each.name.casefold() == company_name.strip().casefold()), None)


def _behind(invitation):
    """What the link is about. Whether it still opens it is asked when it is accepted or declined, in the same act."""
    return _locked(ServiceRequest(pk=invitation.target))


def _close(request, state, answer, name):
    transitions.check(request.state, state)
    request.state, request.answered_at = state, timezone.now()
    request.answer, request.answered_by_name = answer.strip(), name.strip()
    request.full_clean(exclude=["service", "person", "organisation", "company_name", "text"])
    request.save(update_fields=["state", "answered_at", "answer", "answered_by_name"])


def _tell_asker(request):
    write_notice(
        "prizes.service_request_answered",
        to=request.person,
        context={
            "service": request.service.name,
            "provider": request.service.provider.name,
            "outcome": request.get_state_display().lower(),
            "name": request.answered_by_name or request.service.provider.name,
            "answer": request.answer or _("No reason was given."),
            "url": absolute(reverse("prizes:my_requests")),
        },
        about=request,
    )


def _concerned(request, invitation):
    """Whom the event tells of: who asked, and whoever has the address that the link went to."""
    return list({request.person, *Person.objects.filter(email=invitation.address)})


def _links_to(request):
    return Invitation.objects.unanswered().for_target(SERVICE_REQUEST, request)


def _locked(request):
    rows = ServiceRequest.objects.select_for_update(of=("self",)).select_related("service__provider", "person")
    return rows.get(pk=request.pk)
