from datetime import timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "Notices"

    def ready(self):
        from notices import events  # noqa: F401
        from notices.clock import register_job
        from notices.tasks import requeue_due

        register_job("notices.requeue_due", requeue_due, every=timedelta(minutes=1))
