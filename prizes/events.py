from audit.verbs import register_verbs

register_verbs(
    {
        "prize.created": "Prize created",
        "edition.created": "Edition created",
        "edition.changed": "Edition changed",
        "edition.deadline_changed": "Deadline of an edition changed",
        "edition.rules_changed": "Eligibility rules of an edition changed",
        "edition.copied": "Edition copied to another year",
        "edition.deleted": "Edition deleted",
    }
)
