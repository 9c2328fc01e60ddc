"""Which engine answers. No other module knows."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from search.engines.base import Engine


def current() -> Engine:
    return in_database(connections[DEFAULT_DB_ALIAS])


def in_database(connection) -> Engine:
    """The engine inside the database itself."""
    if connection.vendor == "sqlite":
        from search.engines.sqlite import SqliteEngine

        return SqliteEngine(connection)
    if connection.vendor == "postgresql":
        from search.engines.postgres import PostgresEngine

        return PostgresEngine(connection)
    raise ImproperlyConfigured(f"Search has no engine for {connection.vendor}. Use SQLite or PostgreSQL.")
