import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "prize_site.settings.production",
    "SECRET_KEY": "0123456789" * 6,
    "SITE_URL": "https://prize.example.org",
}


def start(tmp_path, code="", **variables):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **PRODUCTION, **variables}
    environment = {name: value for name, value in environment.items() if value is not None}
    command = [sys.executable, "-c", f"from django.conf import settings; settings.DEBUG; {code}"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", None, "SECRET_KEY is not set. It must be a random text of at least 50 characters."),
        ("SECRET_KEY", "short", "SECRET_KEY is malformed. It must be a random text of at least 50 characters."),
        ("SITE_URL", "http://prize.example.org", "SITE_URL is malformed."),
        ("DATABASE_URL", "mysql://host/name", "DATABASE_URL is malformed."),
        ("DATABASE_URL", "postgres://u:p@host:port/name", "DATABASE_URL is malformed."),
        ("DATABASE_URL", "nonsense", "DATABASE_URL is malformed."),
        ("ELASTICSEARCH_URL", "search:9200", "ELASTICSEARCH_URL is malformed. It must be like http://host:9200."),
        ("CACHE_URL", "memcache://host", "CACHE_URL is malformed. It must be like redis://host:6379/0"),
        ("CACHE_URL", "locmem://", "CACHE_URL keeps the cache in one process's memory"),
        ("EMAIL_URL", "pigeon://host", "EMAIL_URL is malformed."),
        ("STORAGE_URL", "s3://key:secret@host", "STORAGE_URL is malformed."),
        ("CLAMD_URL", "tcp://:3310", "CLAMD_URL is malformed."),
        ("CLAMD_URL", "tcp://host:many", "CLAMD_URL is malformed."),
        ("SESSION_IDLE_MINUTES", "an hour", "SESSION_IDLE_MINUTES is malformed. It must be a whole number of minutes"),
        ("SESSION_IDLE_MINUTES", "0", "SESSION_IDLE_MINUTES is malformed."),
        ("TIME_ZONE", "Mars/Olympus", "TIME_ZONE is malformed."),
        ("DEMO", "perhaps", "DEMO is malformed. It must be true or false."),
        ("DEMO", "1", "DEMO relaxes the second factor"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL is malformed. It must be one of DEBUG, INFO, WARNING, ERROR."),
        ("VAR_DIR", "/proc/nowhere", "VAR_DIR is /proc/nowhere, which is not a folder"),
    ],
)
def test_malformed_variable_stops_the_start_with_one_sentence(tmp_path, name, value, says):
    done = start(tmp_path, **{name: value})

    assert done.returncode == 3
    assert done.stderr.startswith(f"Prizewright cannot start: {says}")
    assert len(done.stderr.strip().splitlines()) == 1


def test_gunicorn_gives_up_at_once(tmp_path):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **PRODUCTION, "SECRET_KEY": "short"}
    command = [sys.executable, "-m", "gunicorn", "prize_site.wsgi", "--bind", f"unix:{tmp_path}/socket"]

    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    assert done.returncode == 3
    assert done.stderr.count("SECRET_KEY is malformed") == 1


def test_malformed_variable_is_not_repeated(tmp_path):
    done = start(tmp_path, DATABASE_URL="postgres://prize:pa55word@host:port/name")

    assert "pa55word" not in done.stderr


def test_production_starts_with_all_parts(tmp_path):
    done = start(
        tmp_path,
        code="print(settings.DATABASES['default']['HOST'], settings.CLAMD, settings.EMAIL_HOST, settings.ALLOWED_HOSTS,"
        " settings.STORAGES['private']['OPTIONS']['endpoint_url'], settings.CACHES['default']['LOCATION'])",
        DATABASE_URL="postgres://prize:secret@db:5432/prize",
        CACHE_URL="redis://cache:6379/1",
        EMAIL_URL="submission://prize:secret@mail:587",
        ELASTICSEARCH_URL="http://search:9200",
        STORAGE_URL="s3://key:secret@files.example.org/prize?region=us-east-1",
        CLAMD_URL="tcp://scanner",
        ALLOWED_HOSTS="www.example.org",
    )

    assert (done.stdout + done.stderr).strip() == (
        "db ('tcp', 'scanner', 3310) mail ['prize.example.org', 'www.example.org']"
        " https://files.example.org redis://cache:6379/1"
    )


def test_nothing_set_runs_from_one_folder(tmp_path):
    done = start(
        tmp_path,
        code="print(settings.DATABASES['default']['NAME'], settings.CACHES['default']['LOCATION'],"
        " settings.EMAIL_BACKEND, settings.CLAMD, settings.ELASTICSEARCH_URL)",
        DJANGO_SETTINGS_MODULE="prize_site.settings.dev",
        SECRET_KEY=None,
        SITE_URL=None,
    )

    assert (done.stdout + done.stderr).strip() == (
        f"{tmp_path}/prizewright.sqlite3 {tmp_path}/cache django.core.mail.backends.console.EmailBackend None"
    )
