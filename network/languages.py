"""What languages are called, by their codes of ISO 639-1."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext


def language_name(code):
    name = LANG_INFO.get(code, {}).get("name")
    return gettext(name) if name else code
