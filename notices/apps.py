from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from notices import events  # noqa: F401
        from notices.clock import register_job
        from notices.policies import ManagersPolicy
        from notices.tasks import requeue_due

        register_job("notices.requeue_due", requeue_due, every=timedelta(minutes=1))
        for name in ("Notice", "TemplateText"):
            model = self.get_model(name)
            register_permission_policy(model, ManagersPolicy(model))
