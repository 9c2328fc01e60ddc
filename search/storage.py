"""Keeps the text index beside the table through migrations, which know nothing of it."""

from django.db import connections

from search.engines import in_database


def make_way(using, plan, **kwargs):
    if any(migration.app_label == "search" for migration, _ in plan):
        in_database(connections[using]).make_way()


def install(using, **kwargs):
    # Altering a table on SQLite makes it anew and loses its triggers, so this looks after every migrate.
    in_database(connections[using]).install()
