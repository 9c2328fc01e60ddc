from datetime import timedelta

from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    name = "showcase"
    verbose_name = "Showcase"

    def ready(self):
        from judging.registries import register_release_listener
        from notices.clock import register_job
        from showcase import events, invitations, notices, searchable  # noqa: F401
        from showcase.actions import offer_awards, publish_due

        register_release_listener(offer_awards)
        register_job("publish winner pages", publish_due, every=timedelta(0))
