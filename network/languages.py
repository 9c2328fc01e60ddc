"""The languages in which a company does business, by their codes in ISO 639-1."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "en": _("English"),
    "es": _("Spanish"),
    "pt": _("Portuguese"),
    "fr": _("French"),
    "ht": _("Haitian Creole"),
    "zh": _("Chinese"),
    "vi": _("Vietnamese"),
    "km": _("Khmer"),
    "ru": _("Russian"),
    "pl": _("Polish"),
    "it": _("Italian"),
    "de": _("German"),
    "el": _("Greek"),
    "ar": _("Arabic"),
    "he": _("Hebrew"),
    "hi": _("Hindi"),
    "ja": _("Japanese"),
    "ko": _("Korean"),
}


def language_name(code):
    """A code that is no longer offered stands for itself."""
    return str(LANGUAGES.get(code, code))
