"""What must be true of the settings themselves, whoever wrote them."""

from pathlib import Path

from csp.constants import UNSAFE_EVAL, UNSAFE_INLINE
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.files.storage import storages


@register(Tags.security)
def private_files_are_not_served(app_configs, **kwargs):
    private = getattr(storages["private"], "location", None)
    public = getattr(storages["default"], "location", None)
    if not (private and public):
        return []
    served = [Path(public), Path(settings.STATIC_ROOT)]
    if not any(Path(private).is_relative_to(folder) for folder in served if folder.is_absolute()):
        return []
    return [
        Error(
            "Private files would lie in a folder that is served to everybody.",
            hint="Give STORAGES['private'] a location outside the public files and STATIC_ROOT.",
            id="prize_site.E001",
        )
    ]


@register(Tags.database)
def sqlite_takes_concurrent_writers(app_configs, **kwargs):
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return []
    options = database.get("OPTIONS", {})
    wal = "journal_mode=wal" in options.get("init_command", "").lower()
    if wal and options.get("transaction_mode") == "IMMEDIATE":
        return []
    return [
        Error(
            "SQLite without WAL and IMMEDIATE transactions fails one write in nine when people work at once.",
            hint="Keep the OPTIONS that prize_site/settings/environment.py gives to SQLite.",
            id="prize_site.E002",
        )
    ]


@register(Tags.security)
def front_of_house_allows_nothing_inline(app_configs, **kwargs):
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    loose = {UNSAFE_INLINE, UNSAFE_EVAL, "*"}
    offenders = sorted(
        name for name, sources in directives.items() if isinstance(sources, list) and loose & set(sources)
    )
    if not offenders:
        return []
    return [
        Error(
            f"The policy of the public pages is loosened in {', '.join(offenders)}.",
            hint="Move the script or style into a file of its own.",
            id="prize_site.E003",
        )
    ]
