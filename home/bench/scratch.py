"""A database and folders of the bench's own: nothing is read from, or left in, those of the installation."""

import logging
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings


@contextmanager
def scratch_site():
    """The folder in which everything lies. What is made here is gone at the end, and no mail leaves."""
    with tempfile.TemporaryDirectory(prefix="prizewright-bench-") as name, own_settings(Path(name)):
        logging.disable(logging.INFO)
        installed = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = scratch_name(Path(name), installed)
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield Path(name)
        finally:
            connection.creation.destroy_test_db(installed, verbosity=0)
            logging.disable(logging.NOTSET)


def scratch_name(folder, installed):
    """SQLite: a file, because other processes read and write it too."""
    return str(folder / "bench.sqlite3") if connection.vendor == "sqlite" else f"bench_{installed}"


def own_settings(folder):
    files = "django.core.files.storage.FileSystemStorage"
    return override_settings(
        # Django's test environment would do this too, and copy the context of every template that is rendered.
        DEBUG=False,
        PAGE_CACHE_SECONDS=60,
        ALLOWED_HOSTS=["*"],
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        STORAGES={
            **settings.STORAGES,
            "default": {"BACKEND": files, "OPTIONS": {"location": folder / "media", "base_url": "/media/"}},
            "private": {"BACKEND": files, "OPTIONS": {"location": folder / "private"}},
        },
        CACHES={**settings.CACHES, "default": own_cache("default", folder), "pages": own_cache("pages", folder)},
    )


def own_cache(name, folder):
    """The installation's kind of cache, under keys that are only ours: the bench empties it."""
    cache = settings.CACHES[name]
    if "FileBased" in cache["BACKEND"]:
        return {**cache, "LOCATION": str(folder / "cache" / name)}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}


def start(command, folder, **options):
    """A process of the product on the same database and folder."""
    return subprocess.Popen(  # noqa: S603, our own commands
        [sys.executable, *command], cwd=settings.BASE_DIR, env=environment(folder), text=True, **options
    )


def environment(folder):
    own = {
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(folder),
        # Requests come as behind a proxy, so that a site which insists on https answers them.
        "TRUST_PROXY": "true",
    }
    # On a developer's machine this is what turns DEBUG off.
    relaxed = {"DEMO": "true"} if os.environ["DJANGO_SETTINGS_MODULE"].endswith(".dev") else {}
    return {**os.environ, **own, **relaxed}


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
