from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Record")

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from audit import checks, events  # noqa: F401
        from audit.policies import ReadersPolicy
        from audit.triggers import install_after_migrate, protect

        protect("audit.Event")
        protect("audit.EventDetail", erasable=("payload", "salt"), once=("erased_at",))
        protect("audit.EventSubject")
        register_permission_policy(self.get_model("Event"), ReadersPolicy(self.get_model("Event")))
        post_migrate.connect(install_after_migrate, dispatch_uid="audit.install_triggers")
