from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JudgingConfig(AppConfig):
    name = "judging"
    verbose_name = _("Judging")

    def ready(self):
        from audit.triggers import protect
        from judging import (  # noqa: F401
            clock,
            copying,
            events,
            invitations,
            notices,
            outcomes,
            registrations,
            starter,
            terms,
        )

        protect("judging.Pledge")
        protect("judging.Waiver")
        protect("judging.MarkRevision")
        protect("judging.RemarkRevision")
        protect("judging.Reopening", once=("closed_at",))
        protect("judging.Seal")
        protect("judging.SealLift")
        protect("judging.Presence")
        protect("judging.DiscussionNoteRevision")
        protect("judging.Ballot")
        protect("judging.Vote")
        protect("judging.Release")
        protect("judging.DecisionRevision")
