from audit.verbs import register_verbs

register_verbs(
    {
        "person.joined": "Person signed up",
        "person.changed": "Person changed",
        "person.erased": "Person erased",
        "person.exported": "Everything about a person exported",
        "role.given": "Role given",
        "role.taken": "Role taken",
        "invitation.sent": "Invitation sent",
        "invitation.resent": "Invitation sent again",
        "invitation.accepted": "Invitation accepted",
        "invitation.declined": "Invitation declined",
        "invitation.revoked": "Invitation taken back",
        "affiliation.begun": "Affiliation added",
        "affiliation.ended": "Affiliation ended",
        "list.exported": "List exported",
        "organisation.created": "Organisation created",
        "organisation.changed": "Organisation changed",
        "organisation.deleted": "Organisation deleted",
        "organisation.merged": "Organisation merged into another",
    }
)
