"""What is kept here about a person, for their copy of it and for its erasure."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import Invitation
from accounts.registries import register_eraser, register_exporter
from prizes.enums import SERVICE_REQUEST, ServiceRequestState
from prizes.models import ServiceRequest, SupportService


def services_of(person):
    """Those about which questions are sent to their address."""
    return SupportService.objects.filter(contact_email__iexact=person.email)


def answered_by(person):
    """Requests answered through a link that was sent to their address, or while they were signed in."""
    links = Invitation.objects.filter(Q(address=person.email) | Q(accepted_by=person), purpose=SERVICE_REQUEST)
    return ServiceRequest.objects.filter(pk__in=list(links.values_list("target", flat=True)))


def export(person):
    return {
        "service_requests": [
            {
                "service": each.service.name,
                "company": each.company_name,
                "employees": each.employees,
                "place": each.place,
                "text": each.text,
                "consented_at": each.consented_at.isoformat(),
                "state": each.state,
                "answer": each.answer,
                "sent_at": each.created_at.isoformat(),
            }
            for each in ServiceRequest.objects.of_person(person).select_related("service")
        ],
        "service_requests_answered": [
            {"service": each.service.name, "name": each.answered_by_name, "answer": each.answer}
            for each in answered_by(person).exclude(answered_at=None).select_related("service")
        ],
        "services_looked_after": [service.name for service in services_of(person)],
    }


def erase(person):
    """That something was asked stays, for the counts; by whom, what, and what was answered do not."""
    _erase_answers(person)
    _erase_requests(person)
    # Nobody is written to at an address that is forgotten.
    services_of(person).update(contact_email="", takes_requests=False)


def _erase_answers(person):
    """The words belong to the company that asked; whose they are does not."""
    answered_by(person).update(answered_by_name="")


def _erase_requests(person):
    own = ServiceRequest.objects.of_person(person)
    links = Invitation.objects.unanswered().filter(
        purpose=SERVICE_REQUEST, target__in=[str(pk) for pk in own.values_list("pk", flat=True)]
    )
    links.update(revoked_at=timezone.now())
    own.open().update(state=ServiceRequestState.WITHDRAWN)
    own.update(company_name="", employees=None, place="", text="", answer="", answered_by_name="", organisation=None)


register_exporter(export)
register_eraser(erase)
