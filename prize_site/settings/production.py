"""A site that others reach: https only, secrets from the environment, nothing that works on one process alone."""

from .base import *

DEBUG = False
SECRET_KEY = environment.secret("SECRET_KEY")
SITE_URL = WAGTAILADMIN_BASE_URL = environment.web_address(
    "SITE_URL", "the site's address, such as https://prize.example.org", schemes=("https",)
)
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *environment.names("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

if DEMO:
    raise environment.Stop("DEMO relaxes the second factor and may not be set for a site that others reach.")
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    raise environment.Stop(
        "CACHE_URL keeps the cache in one process's memory, where the other processes cannot empty it. "
        "Use redis://host:6379/0, or leave it unset for files."
    )

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if environment.flag("TRUST_PROXY"):
    # Only behind a proxy that sets this header itself: a visitor could send it too.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
