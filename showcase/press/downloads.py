"""Files of a press pack as they leave the house. Who asks has been asked by then."""

from django.http import FileResponse
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


def archive_response(pack):
    name = f"{slugify(pack.edition.name) or 'press'}-press.zip"
    return _guarded(FileResponse(Archive(pack).open(), as_attachment=True, filename=name))


def _guarded(response):
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
