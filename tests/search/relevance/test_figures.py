"""The figures, against examples worked out by hand."""

import pytest

from search.relevance.figures import Answer, by_kind, ndcg, succeeds, summarise
from search.relevance.judged import JudgedQuery, QueryKind

GRADES = {"a": 3, "b": 2, "c": 1}


def answer(found, *, kind=QueryKind.TERM, grades=GRADES):
    return Answer(JudgedQuery("valve", kind, grades), tuple(found))


def test_ndcg_of_the_best_order_is_one():
    assert ndcg(["a", "b", "c"], GRADES) == 1


def test_ndcg_as_worked_out_by_hand():
    # Gains 7, 3 and 1 at places that count 1, 1/log2(3) = 0.63093 and 1/log2(4) = 0.5.
    # Found c, x, a: 1 + 0 + 3.5 = 4.5. Best a, b, c: 7 + 1.89279 + 0.5 = 9.39279.
    assert ndcg(["c", "x", "a"], GRADES) == pytest.approx(4.5 / 9.39279, abs=1e-5)


def test_ndcg_counts_ten_places_on_both_sides():
    many = {str(number): 3 for number in range(12)}

    assert ndcg([str(number) for number in range(12)], many) == 1
    assert ndcg(["x"] * 10 + ["a"], GRADES) == 0


def test_ndcg_without_hits_is_zero():
    assert ndcg([], GRADES) == 0


@pytest.mark.parametrize(
    ("found", "depth", "succeeded"),
    [("a", 1, True), ("b", 1, True), ("c", 1, False), ("xa", 1, False), ("xxxxb", 5, True), ("xxxxxa", 5, False)],
)
def test_success_is_a_good_document_in_time(found, depth, succeeded):
    assert succeeds(tuple(found), GRADES, depth) is succeeded


def test_summary_keeps_queries_without_answer_apart():
    nothing = {"kind": QueryKind.NOTHING, "grades": {}}

    figures = summarise([answer("abc"), answer("xxb"), answer(""), answer("", **nothing), answer("a", **nothing)])

    assert figures.queries == 5
    assert figures.ndcg == pytest.approx((1 + 1.5 / 9.39279 + 0) / 3, abs=1e-5)
    assert figures.success_1 == pytest.approx(1 / 3)
    assert figures.success_5 == pytest.approx(2 / 3)
    assert figures.without_result == pytest.approx(1 / 3)
    assert figures.rightly_empty == 0.5


def test_summary_of_kinds_leaves_out_what_nobody_asked():
    kinds = by_kind([answer("a"), answer("", kind=QueryKind.NOTHING, grades={})])

    assert list(kinds) == [QueryKind.TERM, QueryKind.NOTHING]
    assert kinds[QueryKind.TERM].rightly_empty is None
    assert kinds[QueryKind.NOTHING].ndcg is None
