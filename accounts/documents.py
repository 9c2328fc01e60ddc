"""Templates as PDF, in the look of the site. Nothing is fetched from anywhere: styles and fonts are the project's own files."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from PIL import ImageFile

# Addresses within a document are relative to this; it is never asked.
NOWHERE = "static:///"


class NoDocumentsError(Exception):
    """This machine cannot make PDF files: the libraries that WeasyPrint draws with are not installed."""


def pdf_of(template, context):
    """Bytes of the PDF that a template makes. Raises NoDocumentsError where the machine lacks pango."""
    weasyprint = _weasyprint()
    html = render_to_string(template, context)
    return weasyprint.HTML(string=html, base_url=NOWHERE, url_fetcher=_fetcher(weasyprint)).write_pdf()


def makes_documents():
    """Whether PDF files can be made here; pages offer them only then."""
    try:
        _weasyprint()
    except NoDocumentsError:
        return False
    return True


def _weasyprint():
    try:
        import weasyprint  # read where it is needed: it loads the libraries that it draws with
    except OSError as missing:
        raise NoDocumentsError("WeasyPrint needs pango: apt install libpango-1.0-0 libpangoft2-1.0-0.") from missing
    # Its import tells Pillow, for the whole process, to take torn pictures. Uploads are refused for being torn.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


def _fetcher(weasyprint):
    """Static files by the name that templates and styles use; every other address is refused."""

    class StaticFiles(weasyprint.urls.URLFetcher):
        def fetch(self, url, headers=None):
            parts = urlsplit(url)
            name = str(PurePosixPath(parts.path)).removeprefix(settings.STATIC_URL).lstrip("/")
            path = finders.find(name) if parts.scheme == "static" else None
            if path is None:
                raise ValueError(f"A document may not ask for {url}.")
            return super().fetch(f"file://{path}", headers)

    return StaticFiles(allowed_protocols=["file"])
