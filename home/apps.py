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
        from home.actions import finish_story_workflow, publish_ready_stories
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
        # Search knows no clock: it stands beside the notices.
        register_job("search.forget_old_texts", forget_old_texts, every=timedelta(days=1))
