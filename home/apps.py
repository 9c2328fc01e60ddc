from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self):
        from audit.triggers import protect
        from home import (  # noqa: F401
            baseline,
            commitment_steps,
            entrants,
            events,
            invitations,
            notices,
            personal_data,
            searchable,
            signals,
            stories_of_awards,
            terms,
        )
        from home.actions import (
            finish_story_workflow,
            forget_sign_ups,
            publish_ready_stories,
            remind_before_events,
            remind_of_commitments,
        )
        from home.models import HomePage, StoryPage
        from home.scheduling import publish_scheduled
        from notices.clock import register_job
        from search.asked import forget_old_texts
        from showcase.workflow import register_ending, register_parent

        baseline.connect()
        protect("home.StoryApproval", erasable=("given_name", "story"))
        register_parent(HomePage)
        register_ending(StoryPage, finish_story_workflow)
        register_job("home.publish_ready_stories", publish_ready_stories)
        register_job("home.publish_scheduled", publish_scheduled)
        register_job("home.remind_before_events", remind_before_events, every=timedelta(minutes=15))
        register_job("home.remind_of_commitments", remind_of_commitments, every=timedelta(hours=1))
        register_job("home.forget_sign_ups", forget_sign_ups, every=timedelta(days=1))
        # Search knows no clock: it stands beside the notices.
        register_job("search.forget_old_texts", forget_old_texts, every=timedelta(days=1))
