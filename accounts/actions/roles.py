from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.doors import open_doors
from accounts.enums import RoleName
from accounts.models import Role
from audit.record import record_event
from notices.outbox import write_notice


@transaction.atomic
def give_role(*, person, role, prize, by):
    """Trust somebody with a role. `by=None` is the command line, for the first secretariat of a prize."""
    demand_may_give(person=person, prize=prize, by=by)
    if not rules.is_signed_in(person):
        raise ValidationError({"person": _("This person can no longer sign in.")})
    if Role.objects.filter(person=person, prize=prize, name=role).exists():
        raise ValidationError({"name": _("%(person)s already holds this role.") % {"person": person}})
    if person.is_superuser:
        raise ValidationError({"person": _("Whoever runs the installation holds no role: use an account of its own.")})
    given = Role.objects.create(person=person, prize=prize, name=role, given_by=by)
    rules.forget_roles(person)
    open_doors(person)
    scope = prize.record_scope
    write_notice("accounts.role_given", to=person, context=notice_context(given), about=given, scope=scope)
    record_event("role.given", target=person, by=by, details=event_details(given), subjects=[person], scope=scope)
    return given


@transaction.atomic
def take_role(*, role, by):
    role = Role.objects.select_for_update(of=("self",)).select_related("person", "prize").get(pk=role.pk)
    rules.demand(
        by is None or rules.is_secretariat(by, role.prize), _("Only the secretariat of the prize takes a role.")
    )
    if by is not None and is_last_secretariat(role):
        raise ValidationError(_("A prize needs a secretariat. Give somebody else the role first."))
    role.delete()
    rules.forget_roles(role.person)
    open_doors(role.person)
    person, scope = role.person, role.prize.record_scope
    write_notice("accounts.role_taken", to=person, context=notice_context(role), scope=scope)
    record_event("role.taken", target=person, by=by, details=event_details(role), subjects=[person], scope=scope)


def demand_may_give(*, person, prize, by):
    if by is None:
        return
    rules.demand(by.pk != person.pk, _("Nobody gives a role to themselves."))
    rules.demand(rules.is_secretariat(by, prize), _("Only the secretariat of the prize gives a role."))


def is_last_secretariat(role):
    if role.name != RoleName.SECRETARIAT:
        return False
    others = Role.objects.filter(prize=role.prize, name=RoleName.SECRETARIAT, person__is_active=True)
    return not others.exclude(pk=role.pk).exists()


def notice_context(role):
    return {"name": role.person.name, "role": role.get_name_display(), "prize": role.prize.name}


def event_details(role):
    return {"role": role.name, "prize": role.prize_id}
