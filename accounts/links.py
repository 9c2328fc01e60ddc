from urllib.parse import urljoin

from django.conf import settings


def absolute(path):
    """The full address of a page, for mails."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
