"""Logos for invented organisations, drawn by code: a mark of a few strokes on white."""

import math
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (720, 270)
OVER = 3
INK, SIGNAL, PAPER = "#14202b", "#f26a1b", "#ffffff"


def logo(mark):
    width, height = (OVER * side for side in SIZE)
    image = Image.new("RGB", (width, height), PAPER)
    MARKS[mark](ImageDraw.Draw(image), width, height)
    buffer = BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _peaks(pen, width, height):
    """Three ridges, the middle one lit."""
    base = height * 0.86
    for left, top, fill in ((0.02, 0.34, INK), (0.34, 0.1, SIGNAL), (0.62, 0.42, INK)):
        x, span = width * left, width * 0.36
        pen.polygon([(x, base), (x + span / 2, height * top), (x + span, base)], fill=fill)
    pen.rectangle((0, base, width, base + height * 0.06), fill=INK)


def _rings(pen, width, height):
    """A bearing, seen from the front."""
    centre, radius = (height * 0.55, height * 0.5), height * 0.42
    for share, fill in ((1, INK), (0.82, PAPER), (0.46, SIGNAL), (0.2, PAPER)):
        _disc(pen, centre, radius * share, fill)
    for ball in range(9):
        angle = 2 * math.pi * ball / 9
        at = (centre[0] + radius * 0.64 * math.cos(angle), centre[1] + radius * 0.64 * math.sin(angle))
        _disc(pen, at, radius * 0.12, INK)
    for row, length in enumerate((0.56, 0.4, 0.48)):
        y = height * (0.26 + 0.2 * row)
        pen.rectangle((height * 1.2, y, height * 1.2 + width * length, y + height * 0.09), fill=INK)


def _steps(pen, width, height):
    """Five bars that rise, the last one lit."""
    for bar in range(5):
        x, top = width * (0.04 + 0.19 * bar), height * (0.7 - 0.14 * bar)
        pen.rectangle((x, top, x + width * 0.13, height * 0.9), fill=SIGNAL if bar == 4 else INK)


def _disc(pen, centre, radius, fill):
    x, y = centre
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


MARKS = {"peaks": _peaks, "rings": _rings, "steps": _steps}
