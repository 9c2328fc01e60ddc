"""The tokens as static/css/tokens.css has them, and the contrast of its colours by WCAG 2.2."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

PAIR = re.compile(r"^\s+([\w-]+) on ([\w-]+)\s+(\d+\.\d\d)\s+(\d+\.\d\d)\s+at least (4\.5|3)$", re.MULTILINE)
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
SIZE = re.compile(r"--((?:step|space)-[\w-]+): ([^;]+);")
DARK = "@media (prefers-color-scheme: dark)"


def read_tokens():
    return Path(finders.find("css/tokens.css")).read_text()


def colours(css):
    """The colours by name, in light and in dark."""
    light, dark = css.split(DARK)
    in_light = dict(COLOUR.findall(light))
    return in_light, {**in_light, **dict(COLOUR.findall(dark))}


def sizes(css, kind):
    return [{"name": name, "value": value} for name, value in SIZE.findall(css) if name.startswith(kind)]


def measured_pairs(css):
    """Each colour on each ground that it stands on, measured here and now."""
    light, dark = colours(css)
    return [
        {
            "front": front,
            "ground": ground,
            "least": least,
            "schemes": [_measure(scheme[front], scheme[ground]) for scheme in (light, dark)],
        }
        for front, ground, _light, _dark, least in PAIR.findall(css)
    ]


def _measure(front, ground):
    return {"front": front, "ground": ground, "ratio": contrast(front, ground)}


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
