"""One machine, one folder, nothing to prepare. With DEMO set it behaves like a real site, without debug pages."""

from .base import *

DEBUG = not DEMO
SECRET_KEY = "for-this-machine-only-and-never-for-a-site-that-others-reach"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WHITENOISE_USE_FINDERS = True
