from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from audit import triggers


@register(Tags.database)
def append_only_tables_are_guarded(app_configs, databases, **kwargs):
    """Runs with `check --database default` and before `migrate`, which installs them: what is pending is no error."""
    return [
        Error(
            f"The table {table} can be rewritten: its triggers are missing or not the installed ones.",
            hint="Find out who dropped them, put them back with `manage.py migrate --skip-checks`, "
            "then run `manage.py verify_events`.",
            id="audit.E001",
        )
        for alias in databases or ()
        if not _has_pending_migrations(alias)
        for table in triggers.missing(alias)
    ]


def _has_pending_migrations(alias):
    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
