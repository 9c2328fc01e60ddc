from audit.verbs import register_verbs

register_verbs(
    {
        "record.details_read": "Details of an event read",
        "record.exported": "Record exported",
    }
)
