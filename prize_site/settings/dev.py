from .base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "dev-only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
