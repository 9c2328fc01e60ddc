"""WCAG 2.2 contrast, computed from the tokens themselves, light and dark."""

import re

import pytest
from django.conf import settings

TOKENS = (settings.BASE_DIR / "static/css/tokens.css").read_text()
LINE = re.compile(r"^\s+([\w-]+) on ([\w-]+)\s+(\d+\.\d\d)\s+(\d+\.\d\d)\s+at least (4\.5|3)$", re.MULTILINE)
PAIRS = LINE.findall(TOKENS)


def read_colours(css):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


LIGHT = read_colours(TOKENS.split("@media (prefers-color-scheme: dark)")[0])
DARK = {**LIGHT, **read_colours(TOKENS.split("@media (prefers-color-scheme: dark)")[1])}


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_colour_but_hairlines_is_in_the_table_of_contrasts():
    measured = {name for front, ground, *_ in PAIRS for name in (front, ground)}

    assert set(LIGHT) - measured == {"line", "print-paper"}


@pytest.mark.parametrize(("front", "ground", "light", "dark", "least"), PAIRS)
def test_contrast_is_enough_and_as_written(front, ground, light, dark, least):
    ratios = contrast(LIGHT[front], LIGHT[ground]), contrast(DARK[front], DARK[ground])

    assert ratios == pytest.approx((float(light), float(dark)), abs=0.006)
    assert min(ratios) >= float(least)
