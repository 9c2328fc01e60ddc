"""One machine, one folder, nothing to prepare. With DEMO set it behaves like a real site, without debug pages."""

from .base import *

DEBUG = not DEMO
SECRET_KEY = "for-this-machine-only-and-never-for-a-site-that-others-reach"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WHITENOISE_USE_FINDERS = True
if DEBUG:
    # A template that is being changed shows at once.
    PAGE_CACHE_SECONDS = 0

if DEMO:
    # The accounts and the address stay in sight: mail goes to files, and only what went wrong is logged.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
    LOGGING["handlers"]["console"]["level"] = "WARNING"
