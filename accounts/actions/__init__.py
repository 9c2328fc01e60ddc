from accounts.actions.invitations import (
    REFUSALS,
    accept_invitation,
    decline_invitation,
    invite,
    invite_to_role,
    may_manage,
    resend_invitation,
    revoke_invitation,
)
from accounts.actions.organisations import (
    affiliate,
    change_organisation,
    create_organisation,
    end_affiliation,
    merge_organisations,
    propose_organisation,
)
from accounts.actions.people import change_person, erase_person, export_person
from accounts.actions.roles import give_role, take_role

__all__ = [
    "REFUSALS",
    "accept_invitation",
    "affiliate",
    "change_organisation",
    "change_person",
    "create_organisation",
    "decline_invitation",
    "end_affiliation",
    "erase_person",
    "export_person",
    "give_role",
    "invite",
    "invite_to_role",
    "may_manage",
    "merge_organisations",
    "propose_organisation",
    "resend_invitation",
    "revoke_invitation",
    "take_role",
]
