from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrizeSiteConfig(AppConfig):
    """The project itself, installed for its commands, checks and jobs. It owns no model."""

    name = "prize_site"
    verbose_name = _("Prizewright")

    def ready(self):
        from prize_site import checks, jobs, page_cache, public_rows  # noqa: F401 checks registers itself

        jobs.register()
        public_rows.watch(page_cache.forget_pages)
