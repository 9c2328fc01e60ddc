"""A folder that holds everything: the database, all files, and a manifest that says what each must be.

The manifest keeps the head of the record's chain. A restored site is verified up to that head, so that a backup
that was cut short or changed is found out.
"""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from audit.chain import verify_chain
from prize_site import database_copies
from prize_site.page_cache import forget_pages

MANIFEST = "manifest.json"
FORMAT = 1
STORAGES = ("default", "private")
CHUNK = 1024 * 1024


class BackupRefusedError(Exception):
    """Says in one sentence what is wrong. Nothing was changed, unless the sentence says so."""


def back_up(folder):
    """Returns the manifest. It is written last: a folder without one is no backup."""
    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefusedError(f"{folder} is not empty.")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    database, head = database_copies.dump(folder)
    # After the database, so that every file a row names is there; files are never changed in place.
    files = [database, *_copy_files_out(folder)]
    manifest = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "vendor": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        "head": head,
        "files": {str(path.relative_to(folder)): digest(path.open("rb")) for path in files},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
    return manifest


def restore(folder, *, force=False):
    """Replaces what is here by what is in the folder, then verifies it. Returns the report on the chain."""
    folder = Path(folder)
    manifest = read_manifest(folder)
    refuse_unfit(folder, manifest)
    if not force and holds_something():
        raise BackupRefusedError("This installation is not empty. --force replaces everything in it.")
    database_copies.load(folder)
    _copy_files_in(folder, manifest)
    call_command("migrate", verbosity=0)
    # No signal told of the rows that were replaced.
    forget_pages()
    return verify_restored(manifest)


def read_manifest(folder):
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError):
        raise BackupRefusedError(f"{folder} holds no backup: its {MANIFEST} is missing or unreadable.") from None
    if manifest.get("format") != FORMAT:
        raise BackupRefusedError(f"{folder} was made by another version of this command.")
    return manifest


def refuse_unfit(folder, manifest):
    if manifest["vendor"] != connection.vendor:
        raise BackupRefusedError(
            f"The backup is of {manifest['vendor']}, this installation runs on {connection.vendor}."
        )
    if unknown := sorted(set(manifest["migrations"]) - _known_migrations()):
        raise BackupRefusedError(f"The backup is of a newer version: {unknown[0]} is not known here.")
    for name, expected in manifest["files"].items():
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise BackupRefusedError(f"The manifest names {name}, which lies outside the backup.")
        if not path.is_file() or digest(path.open("rb")) != expected:
            raise BackupRefusedError(f"{name} is missing or is not what was backed up.")


def verify_restored(manifest):
    for name, expected in manifest["files"].items():
        storage, path = _place(name)
        if storage and digest(storage.open(path)) != expected:
            raise BackupRefusedError(f"Restored, but {name} was not written as it was backed up.")
    report = verify_chain(expected_head=manifest["head"])
    if not report.ok:
        raise BackupRefusedError(f"Restored, but the record does not verify: {report.first_broken}.")
    if report.head != manifest["head"]:
        raise BackupRefusedError("Restored, but the record holds events that the backup does not know.")
    return report


def holds_something():
    return database_copies.holds_people() or any(True for name in STORAGES for _ in stored(storages[name]))


def stored(storage, folder=""):
    """Every file in a storage, as its path."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from stored(storage, f"{folder}{name}/")


def digest(file):
    sha = hashlib.sha256()
    with file:
        while chunk := file.read(CHUNK):
            sha.update(chunk)
    return sha.hexdigest()


def _copy_files_out(folder):
    for name in STORAGES:
        for path in stored(storages[name]):
            target = folder / "files" / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with storages[name].open(path) as source, target.open("wb") as copy:
                while chunk := source.read(CHUNK):
                    copy.write(chunk)
            yield target


def _copy_files_in(folder, manifest):
    for name in STORAGES:
        for path in list(stored(storages[name])):
            storages[name].delete(path)
    for name in manifest["files"]:
        storage, path = _place(name)
        if storage:
            with (folder / name).open("rb") as source:
                storage.save(path, source)


def _place(name):
    """The storage and the path that a name in the manifest belongs to; no storage for the database."""
    top, _, rest = name.partition("/")
    if top != "files":
        return None, None
    alias, _, path = rest.partition("/")
    return storages[alias], path


def _known_migrations():
    loader = MigrationLoader(connection)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    return {f"{app}.{name}" for app, name in {*loader.disk_migrations, *replaced}}
