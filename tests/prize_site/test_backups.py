import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import Person
from audit import triggers
from audit.chain import verify_chain
from audit.models import Event
from audit.record import record_event
from prize_site.backups import stored
from prize_site.database_copies import CopyFailedError, PostgreSql

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _storages_of_its_own(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        **{
            name: {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "files" / name}}
            for name in ("default", "private")
        },
    }


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backup"


@transaction.atomic
def add_person(name):
    person = Person.objects.create(name=name, email=f"{name.lower()}@example.org")
    record_event("notice.resent", target=person, by=None, details={"to": name})
    return person


def change_manifest(folder, **changes):
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_restore_brings_back_database_files_and_record(folder, capsys):
    add_person("Ada")
    storages["private"].save("evidence/ab/cd.pdf", ContentFile(b"evidence"))
    storages["default"].save("pictures/mill.png", ContentFile(b"picture"))
    call_command("backup", folder)
    head = Event.objects.head().hash
    add_person("Grace")
    storages["private"].delete("evidence/ab/cd.pdf")
    storages["default"].save("pictures/later.png", ContentFile(b"later"))

    call_command("restore", folder, force=True)

    assert [person.name for person in Person.objects.all()] == ["Ada"]
    assert (verify_chain().ok, verify_chain().head) == (True, head)
    assert list(stored(storages["default"])) == ["pictures/mill.png"]
    assert storages["private"].open("evidence/ab/cd.pdf").read() == b"evidence"
    assert f"1 events, head {head}" in capsys.readouterr().out


def test_restored_record_still_refuses_changes(folder):
    add_person("Ada")
    call_command("backup", folder)

    call_command("restore", folder, force=True)

    assert triggers.missing() == []


def test_restore_into_an_empty_installation_needs_no_force(folder):
    call_command("backup", folder)

    call_command("restore", folder)

    assert not Person.objects.exists()


@pytest.mark.parametrize("fill", [lambda: add_person("Ada"), lambda: storages["private"].save("a", ContentFile(b"a"))])
def test_restore_refuses_to_replace_without_force(folder, fill):
    call_command("backup", folder)
    fill()

    with pytest.raises(CommandError, match="not empty. --force replaces everything"):
        call_command("restore", folder)


def test_backup_refuses_a_folder_that_is_not_empty(folder):
    folder.mkdir()
    (folder / "something").touch()

    with pytest.raises(CommandError, match="is not empty"):
        call_command("backup", folder)


def test_restore_refuses_a_changed_file_and_changes_nothing(folder):
    storages["private"].save("evidence.pdf", ContentFile(b"evidence"))
    call_command("backup", folder)
    add_person("Ada")
    (folder / "files/private/evidence.pdf").write_bytes(b"forged")

    with pytest.raises(CommandError, match="files/private/evidence.pdf is missing or is not what was backed up"):
        call_command("restore", folder, force=True)

    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"format": 0}, "another version"),
        ({"vendor": "oracle"}, "The backup is of oracle"),
        ({"migrations": ["home.9999_later"]}, "newer version: home.9999_later"),
        ({"files": {"../outside": "0"}}, "lies outside the backup"),
    ],
)
def test_restore_refuses_a_manifest_that_does_not_fit(folder, changes, says):
    call_command("backup", folder)
    change_manifest(folder, **changes)

    with pytest.raises(CommandError, match=says):
        call_command("restore", folder)


def test_restore_refuses_a_folder_without_manifest(tmp_path):
    with pytest.raises(CommandError, match=r"manifest\.json is missing or unreadable"):
        call_command("restore", tmp_path)


def test_restore_tells_when_the_record_was_cut_short(folder):
    add_person("Ada")
    call_command("backup", folder)
    change_manifest(folder, head="f" * 64)

    with pytest.raises(CommandError, match="the record does not verify"):
        call_command("restore", folder, force=True)


def test_a_missing_program_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(connection, "get_connection_params", lambda: {"dbname": "prize", "password": "secret"})

    with pytest.raises(CopyFailedError, match=r"^pg_dump is not installed\."):
        PostgreSql.dump_to(tmp_path / "copy", snapshot="1")
