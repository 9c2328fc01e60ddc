"""Tables that only grow. The database itself refuses to change or remove what was written.

Altering a table on SQLite silently drops its triggers, hence they are installed after every migration and a system
check demands them. Only the tests' flush lifts them.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections

from audit import triggers_postgresql, triggers_sqlite

DIALECTS = {"sqlite": triggers_sqlite, "postgresql": triggers_postgresql}

_protections = {}


@dataclass(frozen=True)
class Protection:
    """`erasable` columns may only become NULL, `once` columns may be set when NULL; all else stays as inserted."""

    label: str
    erasable: tuple = ()
    once: tuple = ()

    @property
    def model(self):
        return apps.get_model(self.label)

    @property
    def table(self):
        return self.model._meta.db_table

    @property
    def fixed_columns(self):
        free = {*self._columns(self.erasable), *self._columns(self.once)}
        return [field.column for field in self.model._meta.local_concrete_fields if field.column not in free]

    @property
    def erasable_columns(self):
        return self._columns(self.erasable)

    @property
    def once_columns(self):
        return self._columns(self.once)

    @property
    def unique_columns(self):
        return [field.column for field in self.model._meta.local_concrete_fields if field.unique]

    def _columns(self, names):
        return [self.model._meta.get_field(name).column for name in names]


def protect(label, *, erasable=(), once=()):
    """Make a model's table append-only. Call it in AppConfig.ready()."""
    _protections[label.lower()] = Protection(label, tuple(erasable), tuple(once))


def protections(app_label=None):
    chosen = _protections.values()
    return [each for each in chosen if app_label is None or each.model._meta.app_label == app_label]


def install(using=DEFAULT_DB_ALIAS, *, app_label=None):
    """Idempotent: what is there already is replaced, so a new column is covered after its migration."""
    _run_all("install_statements", using, app_label)


def lift(using=DEFAULT_DB_ALIAS, *, app_label=None):
    """For the tests' flush only."""
    _run_all("lift_statements", using, app_label)


def missing(using=DEFAULT_DB_ALIAS):
    """Tables whose triggers are absent, switched off or not the ones this version installs."""
    connection = connections[using]
    with connection.cursor() as cursor:
        return [
            each.table
            for each in _existing(connection, cursor, None)
            if not DIALECTS[connection.vendor].is_installed(cursor, each)
        ]


def install_after_migrate(sender, using, **kwargs):
    install(using, app_label=sender.label)


def _run_all(statements, using, app_label):
    connection = connections[using]
    with connection.cursor() as cursor:
        for protection in _existing(connection, cursor, app_label):
            for statement in getattr(DIALECTS[connection.vendor], statements)(protection):
                cursor.execute(statement)


def _existing(connection, cursor, app_label):
    tables = set(connection.introspection.table_names(cursor))
    return [each for each in protections(app_label) if each.table in tables]
