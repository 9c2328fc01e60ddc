from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        from accounts import checks, events, notices, purposes, signals  # noqa: F401
        from accounts.navigation import register_door
        from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
        from accounts.views import back_office_door
        from audit.access import register_reader
        from notices.access import register_manager

        register_manager(is_secretariat_of_any_prize)
        register_reader(is_secretariat_of_any_prize | is_auditor_of_any_prize)
        register_door(back_office_door, order=900)
