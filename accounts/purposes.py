"""The invitation that this app itself sends: to hold a role of a prize."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import rules
from accounts.actions.roles import give_role
from accounts.enums import RoleName
from accounts.invitations import Purpose, register_purpose


def describe(invitation):
    role = RoleName(invitation.terms["role"]).label
    return _("take the role “%(role)s” of %(prize)s") % {"role": role, "prize": invitation.prize}


def accept(invitation, person):
    # Still by whoever invited: if they have lost the right to give this role meanwhile, it is refused.
    give_role(person=person, role=invitation.terms["role"], prize=invitation.prize, by=invitation.invited_by)


register_purpose(
    Purpose(
        key="accounts.role",
        label=gettext_lazy("Role"),
        describe=describe,
        on_accept=accept,
        may_revoke=lambda person, invitation: rules.is_secretariat(person, invitation.prize),
    )
)
