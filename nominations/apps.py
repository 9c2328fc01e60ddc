from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NominationsConfig(AppConfig):
    name = "nominations"
    verbose_name = _("Nominations")

    def ready(self):
        from audit.triggers import protect
        from nominations import (  # noqa: F401
            copying,
            doors,
            events,
            invitations,
            jobs,
            notices,
            personal_data,
            starter,
            terms,
        )

        jobs.register()
        protect("nominations.Submission")
        protect("nominations.SubmissionAnswer", erasable=("value", "salt"))
        protect("nominations.SubmissionAttachment")
