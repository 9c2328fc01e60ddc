from django.apps import AppConfig


class PrizeSiteConfig(AppConfig):
    """The project itself, installed for its commands and checks. It owns no model."""

    name = "prize_site"
    verbose_name = "Prizewright"

    def ready(self):
        from prize_site import checks  # noqa: F401
