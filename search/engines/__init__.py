"""Which engine answers. No other module knows."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from search.elastic import client
from search.engines.base import Engine
from search.engines.guarded import GuardedEngine


def current() -> Engine:
    return GuardedEngine(of_server(), of_database()) if client.is_configured() else of_database()


def of_database() -> Engine:
    return in_database(connections[DEFAULT_DB_ALIAS])


def of_server() -> Engine:
    """The engine of the search server, without anything that stands in for it."""
    from search.engines.elasticsearch import ElasticsearchEngine

    return ElasticsearchEngine()


def in_database(connection) -> Engine:
    """The engine inside the database itself."""
    if connection.vendor == "sqlite":
        from search.engines.sqlite import SqliteEngine

        return SqliteEngine(connection)
    if connection.vendor == "postgresql":
        from search.engines.postgres import PostgresEngine

        return PostgresEngine(connection)
    raise ImproperlyConfigured(f"Search has no engine for {connection.vendor}. Use SQLite or PostgreSQL.")
