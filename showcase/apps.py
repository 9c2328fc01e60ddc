from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShowcaseConfig(AppConfig):
    name = "showcase"
    verbose_name = _("Showcase")

    def ready(self):
        from audit.triggers import protect
        from judging.registries import register_release_listener
        from notices.clock import register_job
        from showcase import (  # noqa: F401
            entrants,
            events,
            invitations,
            notices,
            past_awards,
            personal_data,
            searchable,
            signals,
            terms,
            visibility,
        )
        from showcase.actions import mark_ready, offer_awards, publish_due
        from showcase.indexing import put_right_what_was_announced
        from showcase.models import WinnerPage
        from showcase.workflow import register_ending

        visibility.connect()
        register_release_listener(offer_awards)
        register_ending(WinnerPage, mark_ready)
        protect("showcase.Approval", erasable=("given_name",))
        register_job("showcase.publish", publish_due)
        register_job("showcase.index_announced", put_right_what_was_announced)
