from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts import registries, rules
from accounts.enums import InvitationState
from accounts.models import Affiliation, Invitation, Person, Role
from accounts.sessions import end_all_sessions
from audit.erasure import erase_details_of
from audit.record import record_event
from notices.erasure import erase_notices_of

ERASED_NAME = "Erased person"


@transaction.atomic
def change_person(*, person, by, **changes):
    """Change name or language. The e-mail address changes by the person's own confirmation, never here."""
    rules.demand(
        by.pk == person.pk or rules.is_secretariat_of_any_prize(by), _("Only the person, or the prize office.")
    )
    changed = sorted(field for field, value in changes.items() if getattr(person, field) != value)
    unknown = set(changes) - {"name", "language"}
    if unknown:
        raise ValidationError(_("Not changed here: %(unknown)s.") % {"unknown": ", ".join(sorted(unknown))})
    for field in changed:
        setattr(person, field, changes[field])
    person.full_clean(exclude=["password"])
    person.save(update_fields=changed or None)
    if changed:
        record_event("person.changed", target=person, by=by, details={"fields": changed}, subjects=[person])
    return person


@transaction.atomic
def erase_person(*, person, by):
    """Forget who this was. The row stays as a pseudonym, so that the record and the work of others stay whole."""
    demand_may_erase(person, by)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at:
        raise ValidationError(_("This person has already been erased."))
    for eraser in registries.erasers():
        eraser(person)
    erase_notices_of(person)
    forget_traces(person)
    pseudonymise(person)
    end_all_sessions(person)
    positions = erase_details_of(str(person.pk))
    record_event("person.erased", target=person, by=by, details={"events_emptied": positions})
    return person


def forget_traces(person):
    addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    for invitation in Invitation.objects.filter(Q(address__in=addresses) | Q(accepted_by=person)):
        invitation.address = f"erased-{invitation.pk}@invalid"
        if invitation.state in (InvitationState.OPEN, InvitationState.EXPIRED):
            invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["address", "revoked_at"])
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    UserProfile.objects.filter(user=person).delete()
    Affiliation.objects.filter(person=person).delete()
    Role.objects.filter(person=person).delete()
    person.groups.clear()
    ModelLogEntry.objects.filter(object_id=str(person.pk)).delete()


def pseudonymise(person):
    person.email = f"erased-{person.pk}@invalid"
    person.name = ERASED_NAME
    person.language = settings.LANGUAGE_CODE
    person.is_active = False
    person.is_superuser = False
    person.last_login = None
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()


def demand_may_erase(person, by):
    if by is None:
        return
    rules.demand(
        by.pk == person.pk or rules.is_secretariat_of_any_prize(by), _("Only the prize office erases somebody.")
    )
    # Nobody erases the person who watches them: take the role first, which is an event of its own.
    if Role.objects.filter(person=person).exists():
        raise ValidationError(_("This person still holds a role. Take it first."))


@transaction.atomic
def export_person(*, person, by):
    """Everything the house keeps about a person, ready for JSON. The look itself is recorded."""
    rules.demand(
        by.pk == person.pk or rules.is_secretariat_of_any_prize(by), _("Only the person, or the prize office.")
    )
    data = {"person": facts_about(person)}
    for exporter in registries.exporters():
        data.update(exporter(person))
    record_event("person.exported", target=person, by=by)
    return data


def facts_about(person):
    return {
        "id": str(person.pk),
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "joined": person.date_joined.isoformat(),
        "addresses": list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary")),
        "second_factors": list(Authenticator.objects.filter(user=person).values_list("type", flat=True)),
        "affiliations": [affiliation_facts(row) for row in person.affiliations.select_related("organisation")],
        "roles": [
            {"role": role.name, "prize": role.prize.name, "given": role.given_at.isoformat()}
            for role in person.roles.select_related("prize")
        ],
        "invitations": [
            {"purpose": row.purpose, "state": row.state, "sent": row.created_at.isoformat()}
            for row in Invitation.objects.filter(Q(address=person.email) | Q(accepted_by=person))
        ],
    }


def affiliation_facts(affiliation):
    return {
        "organisation": affiliation.organisation.name,
        "title": affiliation.title,
        "from": affiliation.started_on and affiliation.started_on.isoformat(),
        "to": affiliation.ended_on and affiliation.ended_on.isoformat(),
    }
