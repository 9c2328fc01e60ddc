from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PrizesConfig(AppConfig):
    name = "prizes"
    verbose_name = _("Prize")

    def ready(self):
        from audit.access import register_scopes as register_record_scopes
        from notices.access import register_scopes, register_text_scopes
        from prizes import events, merging, terms  # noqa: F401
        from prizes.baseline import ensure_terms_after_migrate
        from prizes.scopes import places_looked_after, places_worded, scopes_of_the_record

        post_migrate.connect(ensure_terms_after_migrate, sender=self)
        register_scopes(places_looked_after)
        register_text_scopes(places_worded)
        register_record_scopes(scopes_of_the_record)
