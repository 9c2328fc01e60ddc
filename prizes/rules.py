"""Who may do what to a prize and its editions."""

from allauth.account.models import EmailAddress
from rules import predicate

from accounts.enums import RoleName
from accounts.rules import (
    is_auditor,
    is_auditor_of_any_prize,
    is_secretariat,
    is_secretariat_of_any_prize,
    is_signed_in,
)

# Who reads the set-up of a prize in the back office; the office also writes it.
OFFICE_ROLES = (RoleName.SECRETARIAT, RoleName.AUDITOR)

can_edit_prize = is_secretariat
can_see_prize = is_secretariat | is_auditor
can_edit_terms = is_secretariat_of_any_prize
can_edit_support_services = is_secretariat_of_any_prize


@predicate
def can_edit_edition(person, edition):
    return can_edit_prize(person, edition.prize)


@predicate
def can_see_edition(person, edition):
    return can_see_prize(person, edition.prize)


@predicate
def has_verified_address(person):
    """Whoever is written to must be who they say."""
    return is_signed_in(person) and EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists()


@predicate
def takes_requests(person, service):
    return service.published and service.takes_requests


@predicate
def is_asker(person, request):
    return is_signed_in(person) and request.person_id == person.pk


can_read_requests = is_secretariat_of_any_prize | is_auditor_of_any_prize
