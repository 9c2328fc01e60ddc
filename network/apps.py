from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Network")

    def ready(self):
        from network import events  # noqa: F401
        from network.registrations import directory, enquiries, industry, profiles, topics  # noqa: F401
