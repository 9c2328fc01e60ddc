"""Settings of the test suite. DATABASE_URL turns it to PostgreSQL."""

import tempfile

from .base import *

SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {**CACHES, "default": CACHE, "pages": environment.beside(CACHE, "pages")}
# What a test changes it reads again, though its transaction never ends. The tests of the page cache turn it on.
PAGE_CACHE_SECONDS = 0

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file: threads that share an in-memory database meet "table is locked".
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

# Held here because the folder goes when the object does.
SCRATCH = tempfile.TemporaryDirectory(prefix="prizewright-test-")
STORAGES = {**STORAGES, **environment.local_storages(Path(SCRATCH.name))}

# Tests that are marked for it ask this server; all others the embedded search.
TEST_ELASTICSEARCH_URL, ELASTICSEARCH_URL = ELASTICSEARCH_URL, ""

# Runs a task where it is enqueued, and lets its error reach the test.
TASKS = {"default": {"BACKEND": "tests.tasks.RaisingBackend"}}

# Raises when a front-of-house page asks for its rows one by one. Wagtail's own models are Wagtail's business. The questions
# are the same on every database, and listening to them takes an eighth of the time: it is done on one.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
    MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_NPLUSONE_THRESHOLD = 3
ZEAL_ALLOWLIST = [
    {"model": "wagtail*"},
    {"model": "contenttypes.*"},
    {"model": "auth.*"},
    # Wagtail's tree reads a parent again for each child that it is given, and its page editor the task at each question.
    {"model": "showcase.WinnersPage", "field": "get()"},
    {"model": "showcase.EditorApproval", "field": "get()"},
    # Its editor saves a page, its revision and its entry in the admin's search one after the other, each read anew.
    {"model": "home.StoryPage", "field": "get()"},
    # Each time that it reads a draft it asks whether the owner and the picture are still there.
    {"model": "accounts.Person", "field": "get()"},
    {"model": "showcase.Picture", "field": "get()"},
    # Its page chooser asks each page that it offers for its newest draft.
    {"model": "home.*", "field": "_revisions"},
]

LOGGING["root"]["level"] = "WARNING"
