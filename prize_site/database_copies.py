"""Copying the whole database out and in: SQLite by its own backup interface, PostgreSQL by its own tools."""

import os
import sqlite3
import subprocess
from contextlib import closing

from django.db import connection, transaction

from accounts.models import Person
from audit import chain
from audit.models import GENESIS, Event


class CopyFailedError(Exception):
    pass


def dump(folder):
    """Returns the file and the head of the record's chain as it is in that file."""
    return DIALECTS[connection.vendor].dump(folder)


def load(folder):
    """Replaces the whole database."""
    DIALECTS[connection.vendor].load(folder)


def holds_people():
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    return any(model._meta.db_table in tables and model.objects.exists() for model in (Person, Event))


class Sqlite:
    name = "database.sqlite3"

    @classmethod
    def dump(cls, folder):
        copy = folder / cls.name
        # A reader in WAL mode: people go on working while it copies.
        with closing(sqlite3.connect(cls._path())) as live, closing(sqlite3.connect(copy)) as target:
            live.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            newest = target.execute(f"SELECT hash FROM {Event._meta.db_table} ORDER BY position DESC LIMIT 1")  # noqa: S608
            row = newest.fetchone()
        return copy, row[0] if row else GENESIS

    @classmethod
    def load(cls, folder):
        connection.close()
        with closing(sqlite3.connect(folder / cls.name)) as source, closing(sqlite3.connect(cls._path())) as live:
            source.backup(live)
            live.execute("PRAGMA journal_mode=WAL")

    @staticmethod
    def _path():
        return connection.settings_dict["NAME"]


class PostgreSql:
    name = "database.dump"

    @classmethod
    def dump(cls, folder):
        copy = folder / cls.name
        with transaction.atomic(), connection.cursor() as cursor:
            # One snapshot for the dump and for the head that goes into the manifest.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            cls.dump_to(copy, snapshot=cursor.fetchone()[0])
            return copy, chain.head()

    @classmethod
    def dump_to(cls, copy, *, snapshot):
        cls._call("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={copy}")

    @classmethod
    def load(cls, folder):
        connection.close()
        options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        cls._call("pg_restore", *options, str(folder / cls.name))

    @staticmethod
    def _call(program, *arguments):
        """The address goes by environment: a password among the arguments could be read by anybody on the machine."""
        settings = connection.get_connection_params()
        names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "sslmode": "PGSSLMODE"}
        environment = {name: str(settings[key]) for key, name in names.items() if settings.get(key)}
        command = [program, f"--dbname={settings['dbname']}", *arguments]
        try:
            subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, text=True)  # noqa: S603
        except FileNotFoundError:
            raise CopyFailedError(f"{program} is not installed. It comes with PostgreSQL's client.") from None
        except subprocess.CalledProcessError as error:
            raise CopyFailedError(f"{program} failed: {error.stderr.strip()}") from None


DIALECTS = {"sqlite": Sqlite, "postgresql": PostgreSql}
