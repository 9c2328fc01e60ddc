from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs

register_verbs(
    {
        "person.joined": _("Person signed up"),
        "person.changed": _("Person changed"),
        "person.erased": _("Person erased"),
        "person.exported": _("Everything about a person exported"),
        "role.given": _("Role given"),
        "role.taken": _("Role taken"),
        "invitation.sent": _("Invitation sent"),
        "invitation.resent": _("Invitation sent again"),
        "invitation.accepted": _("Invitation accepted"),
        "invitation.declined": _("Invitation declined"),
        "invitation.revoked": _("Invitation taken back"),
        "affiliation.begun": _("Affiliation added"),
        "affiliation.ended": _("Affiliation ended"),
        "list.exported": _("List exported"),
        "organisation.created": _("Organisation created"),
        "organisation.changed": _("Organisation changed"),
        "organisation.deleted": _("Organisation deleted"),
        "organisation.merged": _("Organisation merged into another"),
    }
)
