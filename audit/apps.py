from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Record"

    def ready(self):
        from audit import checks  # noqa: F401
        from audit.triggers import install_after_migrate, protect

        protect("audit.Event")
        protect("audit.EventDetail", erasable=("payload", "salt"), once=("erased_at",))
        protect("audit.EventSubject")
        post_migrate.connect(install_after_migrate, dispatch_uid="audit.install_triggers")
