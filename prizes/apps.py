from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PrizesConfig(AppConfig):
    name = "prizes"
    verbose_name = "Prize"

    def ready(self):
        from notices.access import register_scopes
        from prizes import events, merging  # noqa: F401
        from prizes.baseline import ensure_terms_after_migrate
        from prizes.scopes import editions_as_scopes

        post_migrate.connect(ensure_terms_after_migrate, sender=self)
        register_scopes(editions_as_scopes)
