from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

REQUIRED_MIDDLEWARE = (
    "accounts.middleware.IdleSessionMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.BackOfficeDoorMiddleware",
)


@register(Tags.security)
def every_door_is_watched(app_configs, **kwargs):
    missing = [name for name in REQUIRED_MIDDLEWARE if name not in settings.MIDDLEWARE]
    if not missing:
        return []
    return [Error(f"Nobody watches the doors: {', '.join(missing)} is not in MIDDLEWARE.", id="accounts.E001")]


@register(Tags.security)
def wagtail_hands_out_no_rights(app_configs, **kwargs):
    if "accounts.wagtail_users.HouseUsersConfig" in settings.INSTALLED_APPS:
        return []
    return [
        Error(
            "Wagtail's own forms for users and groups give rights without an event.",
            hint="Name accounts.wagtail_users.HouseUsersConfig in INSTALLED_APPS, in place of wagtail.users.",
            id="accounts.E002",
        )
    ]


@register(Tags.database)
def superuser_is_not_secretariat(app_configs, databases=None, **kwargs):
    """Whoever runs the installation must not also run a prize: no single account may do both."""
    from accounts.models import Role

    # `migrate` runs this check before it has made the tables.
    if not databases or Role._meta.db_table not in connections[databases[0]].introspection.table_names():
        return []
    both = Role.objects.using(databases[0]).filter(person__is_superuser=True).values_list("person__email", flat=True)
    return [
        Error(
            f"{email} is superuser and holds a role in a prize.",
            hint="Use two accounts: one to run the installation, one to work in the prize.",
            id="accounts.E003",
        )
        for email in sorted(set(both))
    ]
