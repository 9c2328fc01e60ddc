"""Pictures for the demo, drawn by code in the manner of a workshop drawing: no photograph, nobody's rights."""

import math
import random
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1500, 1000)
# Drawn larger and scaled down: Pillow's lines have no smooth edges of their own.
OVER = 2
PAPERS = ("#e9ece8", "#14202b", "#f3efe6", "#1d3140", "#e4ebee")
INKS = {"#14202b": "#dfe6e8", "#1d3140": "#dfe6e8"}
SIGNAL = "#f26a1b"
STEEL = ("#8d9aa3", "#5c6b76", "#b7c0c4", "#3d4d59")


def drawing(seed, motif):
    """PNG bytes of one drawing; the same seed and motif give the same picture."""
    dice = random.Random(seed)  # noqa: S311, ornament
    paper = dice.choice(PAPERS)
    ink = INKS.get(paper, "#14202b")
    image = Image.new("RGB", (SIZE[0] * OVER, SIZE[1] * OVER), paper)
    pen = ImageDraw.Draw(image)
    _grid(pen, image.size, ink, paper)
    MOTIFS[motif](pen, image.size, dice, ink, paper)
    _title_block(pen, image.size, ink, paper, dice)
    image = image.resize(SIZE, Image.Resampling.LANCZOS)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _mix(one, other, share):
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return tuple(round(a + (b - a) * share) for a, b in pairs)


def _rgb(text):
    return tuple(int(text[i : i + 2], 16) for i in (1, 3, 5))


def _grid(pen, size, ink, paper):
    width, height = size
    for step, share in ((50, 0.06), (250, 0.14)):
        colour = _mix(paper, ink, share)
        for x in range(0, width, step * OVER):
            pen.line((x, 0, x, height), fill=colour, width=OVER)
        for y in range(0, height, step * OVER):
            pen.line((0, y, width, y), fill=colour, width=OVER)


def _title_block(pen, size, ink, paper, dice):
    width, height = size
    box = (width - 620, height - 190, width - 60, height - 60)
    pen.rectangle(box, fill=paper, outline=ink, width=4)
    for row in (box[1] + 43, box[1] + 86):
        pen.line((box[0], row, box[2], row), fill=ink, width=2)
    pen.line((box[0] + 180, box[1], box[0] + 180, box[3]), fill=ink, width=2)
    for row in range(3):
        x = box[0] + 200
        for _ in range(dice.randint(3, 6)):
            length = dice.randint(18, 70)
            pen.line((x, box[1] + 22 + row * 43, x + length, box[1] + 22 + row * 43), fill=ink, width=6)
            x += length + 14


def _gears(pen, size, dice, ink, paper):
    width, height = size
    centre = (width * 0.36, height * 0.5)
    _gear(pen, centre, height * 0.34, 28, dice.choice(STEEL), paper, ink)
    angle = dice.uniform(-0.6, 0.2)
    reach = height * (0.34 + 0.2)
    second = (centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle))
    _gear(pen, second, height * 0.2, 16, SIGNAL, paper, ink)
    _dimension(pen, centre, second, ink)


def _gear(pen, centre, radius, teeth, fill, paper, ink):
    points = []
    for tooth in range(teeth):
        for offset, reach in ((0, 0.93), (0.16, 1.04), (0.34, 1.04), (0.5, 0.93)):
            angle = 2 * math.pi * (tooth + offset) / teeth
            points.append(_at(centre, radius * reach, angle))
    pen.polygon(points, fill=fill, outline=ink, width=5)
    for share, colour in ((0.74, _mix(paper, ink, 0.25)), (0.68, paper), (0.3, fill), (0.12, paper)):
        _disc(pen, centre, radius * share, colour, ink)
    for spoke in range(5):
        angle = 2 * math.pi * spoke / 5
        pen.line((*_at(centre, radius * 0.28, angle), *_at(centre, radius * 0.7, angle)), fill=ink, width=26)


def _blades(pen, size, dice, ink, paper):
    width, height = size
    centre, radius = (width * 0.46, height * 0.52), height * 0.42
    _disc(pen, centre, radius * 1.05, _mix(paper, ink, 0.12), ink)
    count = dice.randint(17, 23)
    marked = dice.randrange(count)
    for blade in range(count):
        start = 2 * math.pi * blade / count
        points = [_at(centre, radius * (0.25 + 0.75 * s / 20), start + 0.32 * (s / 20) ** 1.4) for s in range(21)]
        points += [
            _at(centre, radius * (0.25 + 0.75 * s / 20), start + 0.17 + 0.26 * (s / 20)) for s in range(20, -1, -1)
        ]
        pen.polygon(points, fill=SIGNAL if blade == marked else dice.choice(STEEL), outline=ink, width=4)
    _disc(pen, centre, radius * 0.24, paper, ink)
    _disc(pen, centre, radius * 0.07, ink, ink)


def _wave(pen, size, dice, ink, paper):
    width, height = size
    middle, phase = height * 0.5, dice.uniform(0, 3)
    for line in range(13):
        points = []
        for x in range(0, width + 1, 12):
            envelope = math.exp(-(((x - width * 0.52) / (width * 0.26)) ** 2))
            swing = math.sin(x / (70 + 4 * line) + phase + line * 0.35)
            points.append((x, middle + (line - 6) * 46 + envelope * swing * 260))
        bold = line == 6
        pen.line(points, fill=SIGNAL if bold else _mix(paper, ink, 0.35 + 0.04 * line), width=16 if bold else 6)


def _blocks(pen, size, dice, ink, paper):
    width, height = size
    side = 190
    for column in range(9):
        tall = dice.randint(1, 6)
        for row in range(tall):
            x, y = width * 0.1 + column * (side + 60), height * 0.8 - row * (side * 0.72)
            _crate(pen, x, y, side, SIGNAL if row == tall - 1 and column % 4 == 1 else dice.choice(STEEL), ink)


def _crate(pen, x, y, side, fill, ink):
    lift = side * 0.34
    face = _mix_hex(fill, "#ffffff", 0.12)
    shade = _mix_hex(fill, "#000000", 0.28)
    pen.polygon(
        [(x, y), (x + side, y), (x + side, y - side * 0.7), (x, y - side * 0.7)], fill=face, outline=ink, width=4
    )
    top = [(x, y - side * 0.7), (x + lift, y - side), (x + side + lift, y - side), (x + side, y - side * 0.7)]
    pen.polygon(top, fill=fill, outline=ink, width=4)
    right = [(x + side, y), (x + side + lift, y - lift), (x + side + lift, y - side), (x + side, y - side * 0.7)]
    pen.polygon(right, fill=shade, outline=ink, width=4)


def _weave(pen, size, dice, ink, paper):
    width, height = size
    pitch, band = 150, 104
    marked = dice.randrange(3, 9)
    for row, y in enumerate(range(60, height - 240, pitch)):
        for column, x in enumerate(range(120, width - 160, pitch)):
            over = (row + column) % 2
            warp = (x, y - pitch / 2, x + band, y + band + pitch / 2)
            weft = (x - pitch / 2, y, x + band + pitch / 2, y + band)
            colours = (SIGNAL if column == marked else STEEL[0], STEEL[1 + (row % 3)])
            order = ((warp, colours[0]), (weft, colours[1])) if over else ((weft, colours[1]), (warp, colours[0]))
            for box, colour in order:
                pen.rectangle(box, fill=colour, outline=ink, width=3)


def _hands(pen, size, dice, ink, paper):
    """People at a bench, as a drawing office would put them: heads, shoulders, and one lamp."""
    width, height = size
    bench, marked = height * 0.74, dice.randrange(4)
    pen.rectangle((width * 0.06, bench, width * 0.94, bench + 46), fill=STEEL[3], outline=ink, width=4)
    for person in range(4):
        x = width * (0.17 + 0.2 * person)
        fill = SIGNAL if person == marked else STEEL[person % 3]
        pen.pieslice((x - 190, bench - 330, x + 190, bench + 330), 180, 360, fill=fill, outline=ink, width=5)
        _disc(pen, (x, bench - 440), 108, _mix(paper, ink, 0.2), ink)
        pen.line((x - 120, bench - 60, x - 40, bench, x + 60, bench - 40), fill=ink, width=10)
    lamp = width * 0.78
    pen.line((lamp, 0, lamp, height * 0.14), fill=ink, width=8)
    pen.polygon(
        [
            (lamp - 120, height * 0.2),
            (lamp + 120, height * 0.2),
            (lamp + 46, height * 0.14),
            (lamp - 46, height * 0.14),
        ],
        fill=ink,
    )


def _dimension(pen, start, end, ink):
    for point in (start, end):
        pen.line((point[0], point[1], point[0], 120), fill=ink, width=3)
    pen.line((start[0], 150, end[0], 150), fill=ink, width=4)
    for point, way in ((start, 1), (end, -1)):
        pen.polygon([(point[0], 150), (point[0] + way * 36, 138), (point[0] + way * 36, 162)], fill=ink)


def _at(centre, radius, angle):
    return (centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle))


def _disc(pen, centre, radius, fill, ink):
    x, y = centre
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill, outline=ink, width=5)


def _mix_hex(one, other, share):
    return "#{:02x}{:02x}{:02x}".format(*_mix(one, other, share))


MOTIFS = {
    "gears": _gears,
    "blades": _blades,
    "wave": _wave,
    "blocks": _blocks,
    "weave": _weave,
    "hands": _hands,
}
