"""WCAG 2.2 contrast, computed from the tokens themselves, light and dark."""

import pytest

from prize_site.styleguide.tokens import PAIR, colours, contrast, read_tokens

TOKENS = read_tokens()
PAIRS = PAIR.findall(TOKENS)
LIGHT, DARK = colours(TOKENS)


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
