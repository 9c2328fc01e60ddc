from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"
    verbose_name = "Nominations"

    def ready(self):
        from audit.triggers import protect
        from nominations import copying, events, invitations, notices, personal_data, starter  # noqa: F401

        protect("nominations.Submission")
        protect("nominations.SubmissionAnswer", erasable=("value", "salt"))
        protect("nominations.SubmissionAttachment")
