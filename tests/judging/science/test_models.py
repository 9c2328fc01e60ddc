"""The additive and the full model: against an independent oracle, by what must not matter, and on simulated truth."""

import subprocess
import sys
import warnings
from dataclasses import replace

import numpy as np
import pytest

from judging.science.additive import Sums, fit_additive, reml, system
from judging.science.full import fit_full
from judging.science.marks import Marks
from judging.science.simulation import Design, simulate, top_k_recall

SMALL = Design(40, 8, 3, leniency=0.8, error=1.0, tracks=2, track_spread=0.5)
FITS = {"additive": fit_additive, "full": lambda marks, seed: fit_full(marks, seed, warm_up=200, kept=400)}


def small(seed=0):
    return simulate(SMALL, seed).marks


@pytest.mark.parametrize("seed", range(3))
def test_reml_deviance_is_that_of_an_independent_program_to_nine_digits(seed):
    pd, sm = pytest.importorskip("pandas"), pytest.importorskip("statsmodels.api")
    marks = small(seed)
    table = pd.DataFrame({"y": marks.score, "e": marks.entry, "j": marks.juror, "t": marks.track[marks.entry], "g": 1})
    mixed = sm.MixedLM.from_formula(
        "y ~ 0 + C(t)", table, groups="g", re_formula="0", vc_formula={"e": "0 + C(e)", "j": "0 + C(j)"}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = mixed.fit(reml=True, gtol=1e-10)

    sums = Sums(marks)
    at_theirs = system(sums, theirs.vcomp[0] / theirs.scale, theirs.vcomp[1] / theirs.scale)

    assert at_theirs.deviance == pytest.approx(-2 * theirs.llf, rel=1e-9)
    assert reml(sums).deviance <= at_theirs.deviance + 1e-6


def test_variances_of_a_balanced_design_are_those_of_its_mean_squares():
    """Closed form of a complete two-way design: se2 = E, su2 = (B - E) / J, sv2 = (C - E) / I."""
    rng = np.random.default_rng(3)
    y = 60 + 9 * rng.standard_normal((30, 1)) + 5 * rng.standard_normal((1, 6)) + 7 * rng.standard_normal((30, 6))
    entry, juror = np.divmod(np.arange(180), 6)
    rows, columns, mean = y.mean(axis=1, keepdims=True), y.mean(axis=0, keepdims=True), y.mean()
    B, C = 6 * ((rows - mean) ** 2).sum() / 29, 30 * ((columns - mean) ** 2).sum() / 5
    E = ((y - rows - columns + mean) ** 2).sum() / (29 * 5)

    variances = fit_additive(Marks.of(entry, juror, y.ravel()), seed=1).variances

    assert variances.se2 == pytest.approx(E, rel=1e-4)
    assert variances.su2 == pytest.approx((B - E) / 6, rel=1e-4)
    assert variances.sv2 == pytest.approx((C - E) / 30, rel=1e-4)


def test_fair_score_is_the_mean_mark_without_leniency():
    marks = small()

    fit = fit_additive(marks, seed=1)

    corrected = marks.score - fit.leniency[marks.juror]
    assert fit.fair == pytest.approx(np.bincount(marks.entry, corrected) / marks.per_entry, abs=1e-9)


@pytest.mark.parametrize("name", FITS)
def test_same_marks_and_seed_give_the_same_bytes(name):
    one, other = (FITS[name](small(), seed=5) for _ in range(2))

    assert one.merit.tobytes() == other.merit.tobytes()
    assert one.fair.tobytes() == other.fair.tobytes()


def test_another_process_gives_the_same_bytes():
    told = "from tests.judging.science.test_models import digest; print(digest())"
    runs = {
        subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout for _ in "ab"
    }

    assert runs == {f"{digest()}\n"}


def digest():
    from hashlib import sha256

    fit = FITS["full"](small(), seed=9)
    return sha256(fit.merit.tobytes() + fit.fair.tobytes() + fit.leniency.tobytes()).hexdigest()


@pytest.mark.parametrize("name", FITS)
def test_order_of_the_marks_does_not_matter(name):
    marks = small()
    shuffled = np.random.default_rng(1).permutation(len(marks))
    other = replace(marks, entry=marks.entry[shuffled], juror=marks.juror[shuffled], score=marks.score[shuffled])

    assert FITS[name](other, 5).fair == pytest.approx(FITS[name](marks, 5).fair, abs=1e-6)


def test_names_of_entries_and_jurors_do_not_matter():
    marks = small()
    rng = np.random.default_rng(2)
    entry_of, juror_of = rng.permutation(marks.entries), rng.permutation(marks.jurors)
    track = np.empty_like(marks.track)
    track[entry_of] = marks.track
    other = Marks.of(entry_of[marks.entry], juror_of[marks.juror], marks.score, track, jurors=marks.jurors)

    assert fit_additive(other, 5).fair[entry_of] == pytest.approx(fit_additive(marks, 5).fair, abs=1e-4)


def test_points_added_to_all_marks_of_one_juror_change_hardly_a_fair_score():
    """They are leniency; only the prior's pull towards the others is left of them."""
    marks = simulate(Design(200, 8, 4, leniency=0.8, error=1.0), 0).marks
    lenient = replace(marks, score=marks.score + 12.0 * (marks.juror == 3))

    moved = fit_additive(lenient, 5).fair - fit_additive(marks, 5).fair
    plain = lenient.plain_means() - marks.plain_means()

    assert np.ptp(moved) < 0.05 * np.ptp(plain)


@pytest.mark.parametrize("name", FITS)
def test_scale_of_the_marks_carries_over(name):
    marks = small()
    wider = replace(marks, score=5 + 3 * marks.score)

    one, other = FITS[name](marks, 5), FITS[name](wider, 5)

    assert other.fair == pytest.approx(5 + 3 * one.fair, abs=1e-2)
    assert other.leniency == pytest.approx(3 * one.leniency, abs=1e-2)


@pytest.mark.parametrize("name", FITS)
def test_interval_covers_the_truth_about_nine_times_in_ten(name):
    covered = []
    for seed in range(12):
        simulated = simulate(Design(60, 15, 4, leniency=0.7, error=1.0), seed)
        fit = FITS[name](simulated.marks, seed)
        level = (fit.fair - simulated.truth).mean()
        covered.append(np.mean((fit.low - level <= simulated.truth) & (simulated.truth <= fit.high - level)))

    assert 0.86 <= np.mean(covered) <= 0.95


def test_full_model_finds_who_scatters_and_who_stretches():
    design = Design(300, 12, 4, leniency=0.5, error=0.6, slope=0.35, consistency=0.6)
    marks = simulate(design, 4).marks
    rng = np.random.default_rng(4)
    _ = rng.standard_normal(300)  # the truth, drawn first

    fit = fit_full(marks, 1)

    residual = marks.score - (fit.merit.mean(axis=0)[marks.entry] + fit.leniency[marks.juror])
    scatter = np.sqrt(np.bincount(marks.juror, residual**2) / marks.per_juror)
    assert np.corrcoef(fit.spread, scatter)[0, 1] > 0.8
    assert np.ptp(fit.slope) > 0.3


# What JUDGING section 3 measured, with the designs of `simulation` that stand for its cases: plain, additive, full.
CASES = {
    "trained jurors, 2,000 x 100 x 5": (
        Design(2000, 100, 5, leniency=0.35, error=0.62, slope=0.25, consistency=0.3), 20, 10, (0.625, 0.644, 0.709),
    ),
    "120 x 30 x 4, tracks, jurors specialise": (
        Design(120, 30, 4, leniency=1.0, error=1.2, tracks=3, track_spread=0.5, specialised=0.75), 10, 40, (0.544, 0.628, 0.625),
    ),
    "40 x 40 x 3, three entries per juror": (
        Design(40, 40, 3, leniency=1.15, error=0.95), 5, 60, (0.539, 0.595, 0.589),
    ),
    "no leniency at all": (Design(120, 30, 4, leniency=0.0, error=1.4), 10, 80, (0.559, 0.559, None)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_recall_of_the_best_is_what_was_measured(case):
    design, k, replicates, (plain, additive, full) = CASES[case]
    found = []
    for seed in range(replicates):
        simulated = simulate(design, seed)
        scores = [simulated.marks.plain_means(), fit_additive(simulated.marks, 1, draws=2).fair]
        if full:
            scores.append(fit_full(simulated.marks, 1, warm_up=200, kept=300).fair)
        found.append([top_k_recall(simulated.truth, score, k) for score in scores])

    assert np.mean(found, axis=0) == pytest.approx([plain, additive, full][: len(found[0])], abs=0.03)
