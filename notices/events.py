from audit.verbs import register_verbs

register_verbs(
    {
        "notice.resent": "Notice sent again",
        "notice.cancelled": "Notice cancelled",
        "notice_text.changed": "Notice text changed",
        "notice_text.reset": "Notice text reset to the default",
    }
)
