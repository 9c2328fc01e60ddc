import numpy as np
import pytest

from judging.science.additive import fit_additive
from judging.science.honesty import agreement, honesty_check
from judging.science.intervals import (
    Contest,
    chance_above,
    expected_overlap,
    leave_one_out,
    rank_draws,
    ranks,
    tie_groups,
)
from judging.science.marks import CannotComputeError, Marks
from judging.science.simulation import Design, simulate
from tests.judging.science.reference import needs_reference, panel

# Three entries in four draws.
DRAWS = np.array([[9.0, 5.0, 1.0], [8.0, 6.0, 1.0], [9.0, 4.0, 2.0], [3.0, 7.0, 1.0]])


def test_ranks_are_counted_in_every_draw():
    assert rank_draws(DRAWS).tolist() == [[1, 2, 3], [1, 2, 3], [1, 2, 3], [2, 1, 3]]


def test_chance_of_the_first_place_is_a_share_of_draws():
    found = ranks(DRAWS, 1)

    assert found.in_top.tolist() == [0.75, 0.25, 0.0]
    assert (found.low.tolist(), found.high.tolist()) == ([1, 1, 3], [2, 2, 3])


def test_more_places_than_entries_let_everybody_in():
    assert ranks(DRAWS, 5).in_top.tolist() == [1.0, 1.0, 1.0]


def test_chance_above_is_a_share_of_draws():
    assert chance_above(DRAWS, 0, 1) == 0.75


def test_tie_group_ends_where_its_leader_is_surely_better():
    assert tie_groups(DRAWS, np.array([0, 1, 2])).tolist() == [1, 1, 2]


def test_expected_overlap_is_the_sum_of_chances():
    assert expected_overlap(np.array([0.9, 0.5, 0.2]), np.array([0, 1])) == pytest.approx(1.4)


def test_expected_overlap_is_what_a_simulation_finds():
    told, found = [], []
    for seed in range(40):
        simulated = simulate(Design(60, 15, 4, leniency=0.7, error=1.0), seed)
        fit = fit_additive(simulated.marks, seed)
        named = np.argsort(-fit.fair)[:10]
        told.append(expected_overlap(ranks(fit.merit, 10).in_top, named))
        found.append(len(set(named) & set(np.argsort(-simulated.truth)[:10])))

    assert np.mean(told) == pytest.approx(np.mean(found), abs=0.5)


def test_leaving_a_juror_out_counts_who_leaves_the_best():
    """Only juror 0 puts entry 0 first: without them entry 1 is."""
    entry, juror = np.divmod(np.arange(24), 4)
    score = 50.0 - 5 * entry + np.where((entry == 0) & (juror == 0), 30, 0) - np.where(entry == 0, 8, 0)
    marks = Marks.of(entry, juror, score)

    changed = leave_one_out(marks, [Contest(np.arange(6), 1), Contest(np.arange(6), 6)])

    assert changed[0].tolist() == [1, 0, 0, 0]
    assert changed[1].tolist() == [0, 0, 0, 0]


def test_a_juror_whom_an_entry_cannot_do_without_is_not_tried():
    marks = simulate(Design(12, 4, 3, leniency=0.5, error=1.0), 1).marks
    lonely = marks.where((marks.entry != 0) | (marks.juror == marks.juror[marks.entry == 0][0]))

    changed = leave_one_out(lonely, [Contest(np.arange(12), 3)])

    assert changed[0, marks.juror[marks.entry == 0][0]] == -1


def test_agreement_counts_a_tie_as_half_and_leaves_out_what_was_never_seen():
    hidden = Marks.of([0, 1, 2, 3], [0, 0, 0, 0], [1, 2, 3, 4])
    plain, fair = np.array([1.0, 1.0, 0.0, np.nan]), np.array([1.0, 2.0, 3.0, np.nan])

    assert agreement(hidden, plain, fair)[:, 0].tolist() == [0.5, 3.0, 3.0]


def test_honesty_check_favours_the_fair_score_where_jurors_differ():
    marks = simulate(Design(150, 15, 4, leniency=1.2, error=0.7), 2).marks

    honesty = honesty_check(marks, seed=1, repeats=3)

    assert honesty.fair > honesty.plain + 3 * honesty.error
    assert not honesty.fair_harms


def test_honesty_check_of_equal_marks_is_refused():
    entry, juror = np.divmod(np.arange(15), 3)
    with pytest.raises(CannotComputeError):
        honesty_check(Marks.of(entry, juror, np.full(15, 4.0)), seed=1)


@needs_reference
def test_honesty_check_on_a_real_panel_is_what_was_measured():
    """JUDGING section 5: plain 82.99, additive 83.92, of pairs of hidden marks, in percent."""
    honesty = honesty_check(panel("rated_ptam2_262x17"), seed=1, repeats=40)

    assert 100 * honesty.plain == pytest.approx(82.99, abs=0.15)
    assert 100 * honesty.fair == pytest.approx(83.92, abs=0.15)
