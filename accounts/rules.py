"""Who is who for which prize. Asked directly, never through `user.has_perm`: being superuser makes nobody anything."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from rules import predicate

from accounts.enums import RoleName


class NotAllowed(PermissionDenied):
    """The acting person has no right to this act."""


ROLES_CACHE = "_roles_held"


def roles_held(person):
    """The (prize id, role) pairs of this person, read once per instance: one query in a request."""
    if not is_signed_in(person):
        return frozenset()
    if not hasattr(person, ROLES_CACHE):
        setattr(person, ROLES_CACHE, frozenset(person.roles.values_list("prize_id", "name")))
    return getattr(person, ROLES_CACHE)


def forget_roles(person):
    person.__dict__.pop(ROLES_CACHE, None)


def prizes_where(person, *names):
    """Ids of the prizes for which this person holds one of the named roles (any role when none is named)."""
    return {prize_id for prize_id, name in roles_held(person) if not names or name in names}


def holds_role(person, prize, name):
    # No prize is not "any prize": a row that lost its prize is nobody's.
    return prize is not None and (prize.pk, name) in roles_held(person)


@predicate
def is_signed_in(person):
    return bool(person and person.is_authenticated and person.is_active)


@predicate
def is_secretariat(person, prize):
    return holds_role(person, prize, RoleName.SECRETARIAT)


@predicate
def is_auditor(person, prize):
    return holds_role(person, prize, RoleName.AUDITOR)


@predicate
def is_editor(person, prize):
    return holds_role(person, prize, RoleName.EDITOR)


@predicate
def is_secretariat_of_any_prize(person):
    return bool(prizes_where(person, RoleName.SECRETARIAT))


@predicate
def is_auditor_of_any_prize(person):
    return bool(prizes_where(person, RoleName.AUDITOR))


@predicate
def is_editor_of_any_prize(person):
    return bool(prizes_where(person, RoleName.EDITOR))


@predicate
def is_superuser(person):
    """Runs the installation: sees people, gives and takes no role, reads no nomination, judges nothing."""
    return is_signed_in(person) and person.is_superuser


holds_any_role = is_secretariat_of_any_prize | is_auditor_of_any_prize | is_editor_of_any_prize
can_see_people = is_secretariat_of_any_prize | is_superuser
can_see_roles = is_secretariat_of_any_prize | is_auditor_of_any_prize | is_superuser
can_see_organisations = is_secretariat_of_any_prize | is_auditor_of_any_prize


REFUSED = _("You may not do this.")


def demand(allowed, message=REFUSED):
    """Leave with a refusal unless the rule said yes."""
    if not allowed:
        raise NotAllowed(message)
