"""The plain score, against sums done by hand."""

from decimal import Decimal

import pytest

from judging.science.plain import CANNOT_JUDGE, Scale, plain_total

ONE, FIVE = Decimal(1), Decimal(5)


def scale(key, weight, lowest=ONE, highest=FIVE, mandatory=True):
    return Scale(key, weight, lowest, highest, mandatory)


SCALES = [scale("a", 50), scale("b", 30), scale("c", 20)]


def test_lowest_and_highest_levels_are_0_and_100():
    assert plain_total(SCALES, dict.fromkeys("abc", ONE)).value == 0
    assert plain_total(SCALES, dict.fromkeys("abc", FIVE)).value == 100


def test_weighted_sum():
    total = plain_total(SCALES, {"a": Decimal(4), "b": Decimal(2), "c": Decimal(5)})

    # 50 * 3/4 + 30 * 1/4 + 20 * 1
    assert total.value == Decimal("65")
    assert not total.reweighted


def test_scales_may_differ():
    scales = [scale("a", 60), scale("b", 40, Decimal(0), Decimal(10))]

    assert plain_total(scales, {"a": Decimal(3), "b": Decimal(5)}).value == 50


def test_missing_mandatory_mark_leaves_the_card_incomplete():
    total = plain_total(SCALES, {"a": Decimal(4), "b": Decimal(2), "c": None})

    assert (total.value, total.complete, total.missing) == (None, False, ("c",))


def test_blank_optional_mark_shares_its_weight_and_is_flagged():
    scales = [scale("a", 50), scale("b", 30), scale("c", 20, mandatory=False)]

    total = plain_total(scales, {"a": Decimal(4), "b": Decimal(2)})

    # (50 * 3/4 + 30 * 1/4) * 100/80
    assert total.value == Decimal("56.25")
    assert total.reweighted
    assert total.unmarked == ("c",)


def test_cannot_judge_shares_its_weight_even_when_mandatory():
    total = plain_total(SCALES, {"a": Decimal(5), "b": CANNOT_JUDGE, "c": Decimal(1)})

    # 50 * 1 * 100/70, to nine places
    assert total.value == Decimal("71.428571429")
    assert total.reweighted


def test_who_cannot_judge_anything_has_no_total():
    total = plain_total(SCALES, dict.fromkeys("abc", CANNOT_JUDGE))

    assert (total.value, total.complete) == (None, False)


def test_missing_is_not_zero():
    one_bad = plain_total([scale("a", 50), scale("b", 50)], {"a": FIVE, "b": ONE}).value
    one_blank = plain_total([scale("a", 50), scale("b", 50, mandatory=False)], {"a": FIVE}).value

    assert (one_bad, one_blank) == (50, 100)


@pytest.mark.parametrize("marks", [{}, {"a": None}])
def test_empty_card(marks):
    assert plain_total(SCALES, marks).value is None
