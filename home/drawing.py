"""Share pictures: a sheet of a drawing set with the page's words, as PNG."""

import unicodedata
from functools import cache
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, ImageOps

from search.sharing import SHARED_HEIGHT, SHARED_WIDTH

FONT = settings.BASE_DIR / "static" / "fonts" / "archivo-latin.woff2"
# The light colours of static/css/tokens.css: a network shows the picture on any ground.
PAPER, INK, SOFT, LINE, SIGNAL, SIGNAL_INK = "#f5f6f3", "#14202b", "#4d5a65", "#c6ccce", "#f26a1b", "#ad3a06"
EDGE, MARGIN = 28, 72
BLOCK_HEIGHT = 96
BLOCK_TOP = SHARED_HEIGHT - EDGE - BLOCK_HEIGHT
PICTURE_WIDTH = 430
TITLE_SIZES = range(92, 37, -4)
TITLE_LINES = 5
FLAT_COLOURS = 64
# Letters that no decomposition leads back to one of the font's.
PLAIN_LETTERS = str.maketrans("ŁłĐđĦħŦŧı", "LlDdHhTti")
ELLIPSIS = "…"


def draw(sheet):
    image = Image.new("RGB", (SHARED_WIDTH, SHARED_HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    right = SHARED_WIDTH - EDGE
    has_picture = _paste_picture(image, sheet.picture)
    if has_picture:
        right -= PICTURE_WIDTH
        pen.line((right, EDGE, right, BLOCK_TOP), fill=INK, width=2)
    _frame(pen)
    _words(pen, sheet, right - MARGIN // 2)
    _title_block(pen, sheet)
    out = BytesIO()
    # Flat colours fit into a palette, at half the size; a photograph does not.
    (image if has_picture else image.quantize(FLAT_COLOURS)).save(out, "PNG", optimize=True)
    return out.getvalue()


def _paste_picture(image, picture):
    """Whether there is one that can be read."""
    if picture is None:
        return False
    try:
        with picture.file.open("rb") as file, Image.open(file) as opened:
            opened.draft("RGB", (2 * PICTURE_WIDTH, 2 * BLOCK_TOP))
            fitted = ImageOps.fit(opened.convert("RGB"), (PICTURE_WIDTH, BLOCK_TOP - EDGE))
    except (OSError, ValueError, Image.DecompressionBombError):
        return False
    image.paste(fitted, (SHARED_WIDTH - EDGE - PICTURE_WIDTH, EDGE))
    return True


def _frame(pen):
    """The border of a drawing sheet, with its marks at the middle of each side."""
    pen.rectangle((EDGE, EDGE, SHARED_WIDTH - EDGE, SHARED_HEIGHT - EDGE), outline=INK, width=3)
    for x in (SHARED_WIDTH // 4, SHARED_WIDTH // 2, 3 * SHARED_WIDTH // 4):
        pen.line((x, EDGE - 12, x, EDGE), fill=INK, width=2)
        pen.line((x, SHARED_HEIGHT - EDGE, x, SHARED_HEIGHT - EDGE + 12), fill=INK, width=2)
    for y in (SHARED_HEIGHT // 3, 2 * SHARED_HEIGHT // 3):
        pen.line((EDGE - 12, y, EDGE, y), fill=INK, width=2)
        pen.line((SHARED_WIDTH - EDGE, y, SHARED_WIDTH - EDGE + 12, y), fill=INK, width=2)


def _words(pen, sheet, right):
    left, width, y = MARGIN, right - MARGIN, EDGE + 44
    if kicker := writable(sheet.kicker):
        font = font_of(27, weight=640)
        pen.text((left, y), shortened(kicker, font, width), font=font, fill=SIGNAL_INK)
        y += 48
    note = writable(sheet.note)
    room = BLOCK_TOP - 24 - y - (52 if note else 0)
    title = writable(sheet.title) or writable(sheet.site_name)
    font, lines, step = fitted_title(title, width, room)
    for line in lines:
        pen.text((left, y), line, font=font, fill=INK)
        y += step
    if note:
        font = font_of(29, weight=480)
        pen.text((left, y + 14), shortened(note, font, width), font=font, fill=SOFT)


def _title_block(pen, sheet):
    """As at the foot of a drawing: whose it is, beside the mark of the prize."""
    pen.line((EDGE, BLOCK_TOP, SHARED_WIDTH - EDGE, BLOCK_TOP), fill=INK, width=3)
    pen.line((EDGE + BLOCK_HEIGHT, BLOCK_TOP, EDGE + BLOCK_HEIGHT, SHARED_HEIGHT - EDGE), fill=INK, width=2)
    _mark(pen, EDGE + BLOCK_HEIGHT // 2, BLOCK_TOP + BLOCK_HEIGHT // 2)
    font = font_of(32, weight=640)
    left = EDGE + BLOCK_HEIGHT + 28
    name = shortened(writable(sheet.site_name), font, SHARED_WIDTH - left - MARGIN)
    pen.text((left, BLOCK_TOP + BLOCK_HEIGHT // 2), name, font=font, fill=INK, anchor="lm")


def _mark(pen, x, y):
    """static/img/mark.svg: a target point on its crossed centre lines."""
    unit = 2.1
    ring, dot = 10.5 * unit, 4 * unit
    pen.ellipse((x - ring, y - ring, x + ring, y + ring), outline=INK, width=4)
    for near, far in ((-15, -7.5), (-5, 5), (7.5, 15)):
        pen.line((x + near * unit, y, x + far * unit, y), fill=INK, width=3)
        pen.line((x, y + near * unit, x, y + far * unit), fill=INK, width=3)
    pen.ellipse((x - dot, y - dot, x + dot, y + dot), fill=SIGNAL)


def fitted_title(text, width, height):
    """The largest size at which all of it stands in the room; at the smallest the last line is cut."""
    for size in TITLE_SIZES:
        font, step = font_of(size, weight=660, wide=106), round(size * 1.12)
        most = min(TITLE_LINES, max(1, height // step))
        lines = wrapped(text, font, width)
        if len(lines) <= most and all(font.getlength(line) <= width for line in lines):
            return font, lines, step
    rest = " ".join(lines[most - 1 :])
    kept = [*lines[: most - 1], rest] if len(lines) >= most else lines
    return font, [shortened(line, font, width) for line in kept], step


def wrapped(text, font, width):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text, font, width):
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + ELLIPSIS) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def writable(text):
    """A text as the font can write it: Š without its hook, no emoji. Nothing of one with a letter that it has not at all:
    a name that lacks a letter is another name."""
    written = [(letter, _written(letter)) for letter in unicodedata.normalize("NFC", text).translate(PLAIN_LETTERS)]
    if any(letter.isalnum() and not form for letter, form in written):
        return ""
    return " ".join("".join(form for _letter, form in written).split())


def _written(letter):
    # Marks that turn the direction or join letters draw nothing of their own.
    if unicodedata.category(letter) in ("Cf", "Cc", "Mn", "Co", "Cs", "Cn"):
        return ""
    if _is_in_font(letter):
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if part != letter and _is_in_font(part))


@cache
def _blank():
    """How the font draws what it does not have."""
    return _drawn("\uffff")


@cache
def _probe():
    return font_of(24)


def _drawn(letter):
    mask = _probe().getmask(letter)
    return mask.size, bytes(mask)


def _is_in_font(letter):
    return letter.isspace() or (unicodedata.category(letter) != "Mn" and _drawn(letter) != _blank())


def font_of(size, *, weight=500, wide=100):
    """Read anew each time: a font that is being drawn with may not be shared between threads."""
    font = ImageFont.truetype(FONT, size)
    font.set_variation_by_axes([weight, wide])
    return font
