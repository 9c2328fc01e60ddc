"""Reads the environment: each variable once, typed. What is missing or malformed stops the start with one sentence."""

import os
import sys
import zoneinfo
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from environs import Env, EnvError, EnvNotSetError, validate

env = Env()

CACHE_SCHEMES = ("file", "redis", "rediss", "locmem")
MAIL_SCHEMES = ("smtp", "submission", "console", "file", "memory")


# Of all exit codes the one that keeps gunicorn from starting the same worker again and again.
WORKER_BOOT_ERROR = 3


class Stop(SystemExit):
    """Ends the start. The value that was read is not repeated: it may hold a password."""

    def __init__(self, sentence):
        print(f"Prizewright cannot start: {sentence}", file=sys.stderr)
        super().__init__(WORKER_BOOT_ERROR)


def read(reader, name, expected, **options):
    try:
        return reader(name, **options)
    except EnvNotSetError:
        raise Stop(f"{name} is not set. It must be {expected}.") from None
    except (EnvError, ValueError):
        raise Stop(f"{name} is malformed. It must be {expected}.") from None


def text(name, expected, **options):
    return read(env.str, name, expected, **options)


def secret(name):
    return read(env.str, name, "a random text of at least 50 characters", validate=validate.Length(min=50))


def names(name):
    return read(env.list, name, "names parted by commas", default=[])


def flag(name, default=False):
    return read(env.bool, name, "true or false", default=default)


def minutes(name, default):
    return read(env.int, name, "a whole number of minutes, 1 or more", default=default, validate=validate.Range(min=1))


def choice(name, options, default):
    expected = "one of " + ", ".join(options)
    return read(env.str, name, expected, default=default, validate=validate.OneOf(options))


def time_zone(name, default):
    expected = "a time zone such as America/New_York"
    return read(env.str, name, expected, default=default, validate=validate.OneOf(zoneinfo.available_timezones()))


def folder(name, default):
    path = Path(text(name, "a folder", default=str(default))).absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Stop(f"{name} is {path}, which is not a folder that can be made and written to.") from None
    return path


def web_address(name, expected="a web address such as https://prize.example.org", schemes=("http", "https"), **options):
    """An address without its final slash, or the default."""
    value = text(name, expected, **options)
    if not value:
        return value
    parts = _split(name, value, expected)
    if parts.scheme not in schemes or not parts.hostname:
        raise Stop(f"{name} is malformed. It must be {expected}.")
    return value.rstrip("/")


def database(name, var_dir):
    expected = "like postgres://user:password@host:5432/name or sqlite:////folder/file.sqlite3"
    if not os.environ.get(name):
        # Spelled out, because a folder's name may hold characters that mean something in an address.
        config = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(var_dir / "prizewright.sqlite3")}
    else:
        config = read(env.dj_db_url, name, expected)
    vendor = config["ENGINE"].rpartition(".")[2]
    if vendor not in ("sqlite3", "postgresql") or not config["NAME"]:
        raise Stop(f"{name} is malformed. It must be {expected}.")
    return {**config, **(SQLITE if vendor == "sqlite3" else POSTGRESQL)}


# WAL with IMMEDIATE transactions: no lock errors at 16 writers, where Django's defaults failed one write in nine.
SQLITE = {
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    },
}
POSTGRESQL = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


def cache(name, var_dir):
    expected = "like redis://host:6379/0 or file:///folder"
    if not os.environ.get(name):
        return {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(var_dir / "cache")}
    if urlsplit(os.environ[name]).scheme not in CACHE_SCHEMES:
        raise Stop(f"{name} is malformed. It must be {expected}.")
    return read(env.dj_cache_url, name, expected)


def beside(cache, part):
    """The same cache for another purpose. However much is kept there, it crowds out nothing of the first."""
    apart = {**cache, "KEY_PREFIX": "-".join(filter(None, [cache.get("KEY_PREFIX"), part]))}
    backend = cache["BACKEND"].rpartition(".")[2]
    if backend == "RedisCache":
        return apart
    location = Path(cache["LOCATION"]) / part if backend == "FileBasedCache" else part
    return {**apart, "LOCATION": str(location), "OPTIONS": {**cache.get("OPTIONS", {}), "MAX_ENTRIES": 1000}}


def mail(name):
    """The EMAIL_* settings. Unset, mail is printed where the server runs."""
    expected = "like submission://user:password@host:587 or smtp://host:25"
    if not os.environ.get(name):
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if urlsplit(os.environ[name]).scheme not in MAIL_SCHEMES:
        raise Stop(f"{name} is malformed. It must be {expected}.")
    return read(env.dj_email_url, name, expected)


def storages(name, var_dir):
    """Pictures of public pages, and the private evidence that is only ever served by a view that asks the rules."""
    value = os.environ.get(name)
    if not value:
        return local_storages(var_dir)
    expected = "like s3://key:secret@host/bucket?region=us-east-1"
    parts = _split(name, value, expected)
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not bucket or "/" in bucket:
        raise Stop(f"{name} is malformed. It must be {expected}.")
    options = {
        "bucket_name": bucket,
        "access_key": unquote(parts.username) if parts.username else None,
        "secret_key": unquote(parts.password) if parts.password else None,
        "region_name": parse_qs(parts.query).get("region", [None])[0],
        "endpoint_url": f"https://{parts.netloc.rpartition('@')[2]}" if parts.hostname else None,
        "default_acl": "private",
        "file_overwrite": False,
    }
    backend = "storages.backends.s3.S3Storage"
    return {
        "default": {"BACKEND": backend, "OPTIONS": {**options, "location": "media"}},
        "private": {"BACKEND": backend, "OPTIONS": {**options, "location": "private", "querystring_expire": 60}},
    }


def local_storages(var_dir):
    backend = "django.core.files.storage.FileSystemStorage"
    return {
        "default": {"BACKEND": backend, "OPTIONS": {"location": var_dir / "media", "base_url": "/media/"}},
        # No address at all: url() of a private file raises, so that none can be handed out by mistake.
        "private": {
            "BACKEND": "prize_site.storage.PrivateFileStorage",
            "OPTIONS": {"location": var_dir / "private", "file_permissions_mode": 0o600},
        },
    }


def storage_origins(storages):
    """Where a browser loads public files from, besides the site itself."""
    endpoint = storages["default"]["OPTIONS"].get("endpoint_url")
    if endpoint:
        return [endpoint]
    return ["https://*.amazonaws.com"] if "bucket_name" in storages["default"]["OPTIONS"] else []


def scanner(name):
    """Where the virus scanner listens: ("tcp", host, port), ("unix", path), or None."""
    value = os.environ.get(name)
    if not value:
        return None
    expected = "like tcp://host:3310 or unix:///run/clamav/clamd.ctl"
    parts = _split(name, value, expected)
    if parts.scheme == "tcp" and parts.hostname:
        return ("tcp", parts.hostname, parts.port or 3310)
    if parts.scheme == "unix" and parts.path:
        return ("unix", parts.path)
    raise Stop(f"{name} is malformed. It must be {expected}.")


def _split(name, value, expected):
    try:
        parts = urlsplit(value)
        _ = parts.port  # Reading it is what finds a port that is no number.
    except ValueError:
        raise Stop(f"{name} is malformed. It must be {expected}.") from None
    return parts
