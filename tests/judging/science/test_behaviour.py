"""Planted behaviour is found; a jury without any is left alone."""

import numpy as np
import pytest

from judging.science.additive import fit_additive
from judging.science.behaviour import Kind, Sheet, flags, holm
from judging.science.marks import Marks
from judging.science.simulation import Design, simulate

DESIGN = Design(120, 12, 4, leniency=0.6, error=0.8)


def jury(seed=0):
    return simulate(DESIGN, seed).marks


def sheet_of(marks, seed=0, **changes):
    """As the model leaves it, with an order by lot and five criteria that share half of their scatter."""
    rng = np.random.default_rng(1000 + seed)
    fit = fit_additive(marks, seed)
    deviation = fit.spread[marks.juror]
    common = (marks.score / 100.0)[:, None]
    position = np.empty(len(marks))
    for juror in range(marks.jurors):
        rows = np.flatnonzero(marks.juror == juror)
        position[rows] = rng.permutation(len(rows))
    fields = {
        "marks": marks,
        "residual": fit.residual * deviation,
        "deviation": deviation,
        "position": position,
        "criteria": common + 0.12 * rng.standard_normal((len(marks), 5)),
        "seat": np.arange(marks.jurors) % 3,
        "trait": np.arange(marks.entries) % 2,
        "before": np.full(len(marks), np.nan),
    }
    return Sheet(**fields | changes)


def found(sheet):
    return {(flag.kind, flag.jurors) for flag in flags(sheet)}


def test_an_ordinary_jury_is_seldom_flagged():
    """Holm holds the chance of any flag at all near .05; of forty juries a handful at most."""
    flagged = sum(bool(flags(sheet_of(jury(seed), seed))) for seed in range(40))

    assert flagged <= 7


def test_drift_along_the_order_is_found():
    sheet = sheet_of(jury())

    drifting = sheet_of(jury(), residual=sheet.residual - 0.35 * sheet.position)

    (flag,) = (flag for flag in flags(drifting) if flag.kind == Kind.ORDER)
    assert flag.size == pytest.approx(-0.35, abs=0.1)
    assert flag.low < flag.size < flag.high < 0


def test_a_seat_type_that_favours_a_trait_is_found():
    marks = jury()
    favoured = (marks.juror % 3 == 1) & (marks.entry % 2 == 0)
    sheet = sheet_of(marks)

    flag = next(f for f in flags(sheet_of(marks, residual=sheet.residual + 9.0 * favoured)) if f.kind == Kind.SEAT)

    assert flag.group[0] == 1


def test_a_juror_whose_criteria_all_say_the_same_is_found():
    marks = jury()
    criteria = sheet_of(marks).criteria.copy()
    mine = marks.juror == 5
    criteria[mine] = criteria[mine][:, :1] + 0.01 * np.random.default_rng(1).standard_normal((mine.sum(), 5))

    assert (Kind.HALO, (5,)) in found(sheet_of(marks, criteria=criteria))


def test_a_juror_who_gives_everybody_the_same_is_found():
    marks = jury()
    mine = marks.juror == 2
    flat = Marks(marks.entry, marks.juror, np.where(mine, 60 + 0.1 * (marks.score - 60), marks.score), marks.track, 12)

    assert (Kind.FLAT, (2,)) in found(sheet_of(flat))


def test_a_juror_who_turns_the_scale_round_is_found():
    marks = jury()
    mine = marks.juror == 7
    turned = Marks(marks.entry, marks.juror, np.where(mine, 120 - marks.score, marks.score), marks.track, 12)

    assert (Kind.ERRATIC, (7,)) in found(sheet_of(turned))


def test_a_single_odd_mark_is_found():
    marks = jury()
    score = marks.score.copy()
    score[17] -= 60

    (flag,) = (f for f in flags(sheet_of(Marks(marks.entry, marks.juror, score, marks.track, 12))) if f.mark == 17)

    assert flag.size < -3


def test_two_jurors_who_copy_each_other_are_found():
    marks = simulate(Design(40, 6, 4, leniency=0.5, error=0.8), 3).marks
    residual = sheet_of(marks).residual.copy()
    for row in np.flatnonzero(marks.juror == 0):
        twin = np.flatnonzero((marks.juror == 1) & (marks.entry == marks.entry[row]))
        residual[twin] = residual[row] + 0.3

    assert (Kind.ALIKE, (0, 1)) in found(sheet_of(marks, residual=residual))


def test_a_juror_who_moves_to_the_others_is_found():
    marks = jury()
    mine = np.flatnonzero(marks.juror == 4)[:12]
    others = np.array([marks.score[(marks.entry == marks.entry[row]) & (marks.juror != 4)].mean() for row in mine])
    before = np.full(len(marks), np.nan)
    before[mine] = marks.score[mine] + np.where(np.arange(12) % 2, 25, -25)
    score = marks.score.copy()
    score[mine] = 0.2 * before[mine] + 0.8 * others

    sheet = sheet_of(Marks(marks.entry, marks.juror, score, marks.track, 12), before=before)

    flag = next(flag for flag in flags(sheet) if flag.kind == Kind.FOLLOWED)
    assert (flag.jurors, round(flag.size, 1)) == ((4,), 0.8)


def test_holm_steps_down():
    assert holm(np.array([0.04, 0.01, 0.03])).tolist() == pytest.approx([0.06, 0.03, 0.06])


def test_flags_do_not_know_jurors_by_name():
    marks = jury(3)
    score = marks.score.copy()
    score[5] += 70
    sheet = sheet_of(Marks(marks.entry, marks.juror, score, marks.track, 12))
    renamed = Sheet(
        **vars(sheet)
        | {"marks": Marks(marks.entry, 11 - marks.juror, score, marks.track, 12), "seat": sheet.seat[::-1]}
    )

    assert {(f.kind, tuple(sorted(11 - j for j in f.jurors)), f.mark) for f in flags(renamed)} == {
        (f.kind, tuple(sorted(f.jurors)), f.mark) for f in flags(sheet)
    }
