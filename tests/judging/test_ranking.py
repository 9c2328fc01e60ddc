from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.science.ranking import Place, Standing, rank_standings


def standing(entry, score, *chain):
    return Standing(
        entry, None if score is None else Decimal(score), tuple(None if c is None else Decimal(c) for c in chain)
    )


def test_best_score_comes_first():
    places = rank_standings([standing("a", 40), standing("b", 90), standing("c", 60)])

    assert places == [Place("b", 1), Place("c", 2), Place("a", 3)]


def test_entry_without_a_mark_comes_last_and_unranked():
    places = rank_standings([standing("a", None), standing("b", 0)])

    assert places == [Place("b", 1), Place("a", None)]


@pytest.mark.parametrize(
    ("first", "second"),
    [((".5", ".2"), (".4", ".9")), ((".5", ".9"), (".5", ".2")), ((".1", None), (None, "1"))],
    ids=["heaviest criterion", "next heaviest", "a blank is below any mark"],
)
def test_chain_parts_a_tie(first, second):
    places = rank_standings([standing("lower", 70, *second), standing("upper", 70, *first)])

    assert places == [Place("upper", 1, parted_by="criterion"), Place("lower", 2, parted_by="criterion")]


def test_what_the_chain_leaves_together_shares_its_rank():
    places = rank_standings([standing("a", 70, ".5"), standing("b", 70, ".5"), standing("c", 60, ".5")])

    assert places == [Place("a", 1, tied=True), Place("b", 1, tied=True), Place("c", 3)]


def test_ruling_parts_what_the_chain_left_together():
    tied = [standing("a", 70, ".5"), standing("b", 70, ".5")]

    assert rank_standings(tied, [("b", "a")]) == [
        Place("b", 1, parted_by="ruling"),
        Place("a", 2, parted_by="ruling"),
    ]


def test_ruling_never_overrules_a_score():
    places = rank_standings([standing("a", 70), standing("b", 60)], [("b", "a")])

    assert [place.entry for place in places] == ["a", "b"]


@pytest.mark.parametrize(
    "rulings",
    [[("a", "b")], [("a", "b"), ("b", "c"), ("c", "a")], [("a", "b"), ("a", "c")]],
    ids=["one pair only", "a circle", "two below one"],
)
def test_rulings_that_do_not_order_the_whole_group_leave_it_tied(rulings):
    places = rank_standings([standing(entry, 70) for entry in "abc"], rulings)

    assert {place.rank for place in places} == {1}
    assert all(place.tied for place in places)


def test_all_pairs_ruled_order_the_group():
    places = rank_standings([standing(entry, 70) for entry in "abc"], [("c", "a"), ("a", "b"), ("c", "b")])

    assert [(place.entry, place.rank) for place in places] == [("c", 1), ("a", 2), ("b", 3)]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), unique=False, max_size=12), st.randoms())
def test_order_of_the_rows_never_decides(scores, random):
    standings = [standing(n, score, link) for n, (score, link) in enumerate(scores)]
    shuffled = list(standings)
    random.shuffle(shuffled)

    ranks = {place.entry: (place.rank, place.tied) for place in rank_standings(standings)}

    assert {place.entry: (place.rank, place.tied) for place in rank_standings(shuffled)} == ranks
