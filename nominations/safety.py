"""What may be uploaded. Jurors open strangers' files: whatever is not plainly what it says is refused."""

import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 40_000_000
NAME_LENGTH = 150
# Of an office file, which is a zip: how much it may unpack to, and into how many parts.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_PARTS = 5000
IMAGE_FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
OOXML = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "docx": f"{OOXML}.wordprocessingml.document",
    "xlsx": f"{OOXML}.spreadsheetml.sheet",
    "pptx": f"{OOXML}.presentationml.presentation",
}
SPELLINGS = {"jpeg": "jpg"}
ACCEPTED = ".pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx,.pptx"
ALLOWED_TEXT = gettext_lazy("PDF, Word, Excel, PowerPoint, PNG, JPEG or WebP, at most 25 MB")


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: `file` is what is stored, an image drawn anew, all else as it came."""

    name: str
    content_type: str
    file: object


def check_file(file, name):
    """Refuse with a ValidationError, or return what may be kept."""
    name = clean_name(name)
    kind = kind_of(name)
    size = length_of(file)
    check_size(size)
    if kind not in sniffed_kinds(file):
        raise ValidationError(_("The file's content is not what its name says."), code="wrong_type")
    if kind in IMAGE_FORMATS:
        return Checked(name, CONTENT_TYPES[kind], drawn_anew(file, IMAGE_FORMATS[kind]))
    check_pdf(file) if kind == "pdf" else check_office_file(file, kind)
    file.seek(0)
    return Checked(name, CONTENT_TYPES[kind], file)


def clean_name(name):
    """For showing only; a path is never made of it. No folders, no control or direction marks."""
    last = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    if len(visible) <= NAME_LENGTH:
        return visible
    stem, dot, ending = visible.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}{dot}{ending[:10]}"


def kind_of(name):
    ending = name.rpartition(".")[2].lower()
    kind = SPELLINGS.get(ending, ending)
    if kind not in CONTENT_TYPES or "." not in name:
        raise ValidationError(
            _("This kind of file is not accepted. Send %(allowed_text)s.") % {"allowed_text": ALLOWED_TEXT},
            code="not_allowed",
        )
    return kind


def check_size(size):
    if size <= 0:
        raise ValidationError(_("The file is empty."), code="empty")
    if size > MAX_BYTES:
        raise ValidationError(
            _("The file is too big. Send %(allowed_text)s.") % {"allowed_text": ALLOWED_TEXT}, code="too_big"
        )


def length_of(file):
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return size


def sniffed_kinds(file):
    file.seek(0)
    try:
        matches = puremagic.magic_string(file.read())
    except (puremagic.PureError, ValueError):
        return set()
    endings = (match.extension.lstrip(".").lower() for match in matches)
    return {SPELLINGS.get(ending, ending) for ending in endings}


def check_pdf(file):
    file.seek(0)
    # Readers find a PDF further down in another file too; such a double is refused, and so is a zip hung on its end.
    if file.read(5) != b"%PDF-" or is_zip(file):
        raise ValidationError(_("This is not a plain PDF."), code="polyglot")


def check_office_file(file, kind):
    file.seek(0)
    if file.read(4) != b"PK\x03\x04" or not is_zip(file):
        raise ValidationError(_("This is not a plain office file."), code="polyglot")
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ValidationError(_("This file is damaged."), code="damaged") from error
    names = {part.filename.lower() for part in parts}
    if "[content_types].xml" not in names or not any(name.startswith(OFFICE_FOLDERS[kind]) for name in names):
        raise ValidationError(_("The file's content is not what its name says."), code="wrong_type")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise ValidationError(_("This file unpacks to more than we accept."), code="bomb")
    if any(name.endswith(MACRO_PARTS) for name in names):
        raise ValidationError(_("Files with macros are not accepted."), code="macros")


def is_zip(file):
    file.seek(0)
    return zipfile.is_zipfile(file)


def drawn_anew(file, image_format):
    """Only the picture itself comes through: no metadata, and nothing that was hidden behind it."""
    file.seek(0)
    try:
        with Image.open(file, formats=[image_format]) as image:
            check_pixels(image)
            picture = ImageOps.exif_transpose(image)
            clean = Image.new(mode_for(picture, image_format), picture.size)
            clean.paste(picture.convert(clean.mode))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This picture cannot be read."), code="damaged") from error
    output = BytesIO()
    clean.save(output, image_format, **({} if image_format == "PNG" else {"quality": 90}))
    output.seek(0)
    return output


def check_pixels(image):
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise ValidationError(_("This picture has more pixels than we accept (40 million)."), code="bomb")


def mode_for(picture, image_format):
    has_alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    return "RGBA" if has_alpha and image_format != "JPEG" else "RGB"
