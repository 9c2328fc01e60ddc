"""Files of a press pack as they leave the house. Who asks has been asked by then."""

from django.http import FileResponse
from django.template.response import TemplateResponse
from django.utils.text import slugify

from showcase.press.archive import Archive


def picture_response(found):
    """The file as it was handed in, from wherever it is stored."""
    file = found.picture.file
    return _guarded(FileResponse(file.storage.open(file.name), as_attachment=True, filename=found.name))


def small_picture_response(found):
    """As it stands in the page."""
    file = found.small.file
    return _guarded(FileResponse(file.storage.open(file.name), filename=found.name))


def archive_response(request, pack):
    """The file, or a page that says that it is being made."""
    archive = Archive(pack)
    if not archive.is_kept:
        archive.ask_for()
    if not archive.is_kept:
        response = TemplateResponse(request, "showcase/press/being_made.html", {"edition": pack.edition}, status=202)
        response["Retry-After"] = "20"
        return response
    name = f"{slugify(pack.edition.name) or 'press'}-press.zip"
    return _guarded(FileResponse(archive.open(), as_attachment=True, filename=name))


def _guarded(response):
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
