import numpy as np
import pytest

from judging.science.additive import fit_additive
from judging.science.fit import Variances
from judging.science.marks import CannotComputeError, Marks
from judging.science.reliability import (
    alpha,
    as_marked,
    corrected,
    icc,
    juror_versus_rest,
    jurors_needed,
    kendall_w,
    table_of,
)
from tests.judging.science.reference import needs_reference, published, rows_of

# Shrout & Fleiss 1979, table 2: six targets, four judges; the six coefficients of their table 4.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)


@needs_reference
@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_is_the_published_one(metric):
    given = [
        (int(row["unit"]) - 1, "ABCD".index(name), float(row[name]))
        for row in rows_of("krippendorff_4x12.csv")
        for name in "ABCD"
        if row[name]
    ]

    found = alpha(Marks.of(*zip(*given, strict=True)), metric)

    assert round(found, 3) == published("krippendorff_4x12")["published"][metric]


@needs_reference
def test_kendall_w_with_ties_is_the_published_one():
    told = published("kendall_w_zar_birds")
    birds = np.array(
        [[float(row[name]) for name in ("wing", "tail", "bill")] for row in rows_of("kendall_w_zar_birds.csv")]
    )

    found = kendall_w(birds)

    assert round(found.w, 4) == told["published"]["W_corrected"]
    assert list(found.rank_sums) == told["published"]["rank_sums"]
    assert found.chi_square == pytest.approx(told["recomputed_own"]["friedman_chi2"])
    spearman = (3 * found.w - 1) / 2
    assert round(spearman, 4) == told["published"]["mean_spearman"]


def tasting(report):
    rows = [row for row in rows_of("wine_rank_tastings_quandt.csv") if row["report"] == report]
    wines, judges = (list(dict.fromkeys(row[name] for row in rows)) for name in ("wine", "judge"))
    table = np.full((len(wines), len(judges)), np.nan)
    for row in rows:
        table[wines.index(row["wine"]), judges.index(row["judge"])] = float(row["rank"])
    return table, judges


@needs_reference
def test_twelve_wine_tastings_come_out_as_published():
    tastings = published("wine_rank_tastings_quandt")["tastings"]
    for told in tastings:
        table, judges = tasting(told["report"])
        found = kendall_w(table)
        assert list(found.rank_sums) == told["recomputed"]["votes_against"]
        if told["published"]["votes_against"]:
            assert list(found.rank_sums) == told["published"]["votes_against"]
        if told["published"]["W"] is not None:
            assert round(found.w, 4) == pytest.approx(told["published"]["W"], abs=1e-4)
            assert round(found.p, 4) == pytest.approx(told["published"]["p"], abs=1e-4)
        rest = dict(zip(judges, juror_versus_rest(table), strict=True))
        for judge, correlation in told["published"]["judge_vs_rest_spearman"].items():
            assert round(float(rest[judge]), 4) == pytest.approx(correlation, abs=1e-4)
    assert len(tastings) == 12


@needs_reference
def test_leniency_of_raters_is_that_of_a_published_rasch_model():
    """Fully crossed, so that severity in logits and leniency in points tell the same, each on its scale."""
    rows = rows_of("writing_21_raters.csv")
    students = {key: row for row, key in enumerate(dict.fromkeys(row["student"] for row in rows))}
    raters = {key: row for row, key in enumerate(dict.fromkeys(row["rater"] for row in rows))}
    totals = [sum(float(row[name]) for name in ("style", "org", "conv", "sent_form")) for row in rows]
    marks = Marks.of([students[row["student"]] for row in rows], [raters[row["rater"]] for row in rows], totals)

    fit = fit_additive(marks, seed=1, draws=2)

    severity = published("writing_21_raters")["published"]["rater_severity_logits"]
    assert np.corrcoef(fit.leniency, [severity[key] for key in raters])[0, 1] < -0.9999


def test_icc_is_that_of_shrout_and_fleiss():
    found = icc(SHROUT_FLEISS)

    told = [found.icc1, found.icc2, found.icc3, found.icc1k, found.icc2k, found.icc3k]
    assert [round(value, 2) for value in told] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]


def test_table_of_an_incomplete_design_is_refused():
    with pytest.raises(CannotComputeError, match="incomplete_design"):
        table_of(Marks.of([0, 0, 1], [0, 1, 0], [1, 2, 3]))


def test_table_of_a_complete_design_has_a_row_for_each_entry():
    assert table_of(Marks.of([0, 0, 1, 1], [0, 2, 0, 2], [1, 2, 3, 4])).tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    "refused",
    [
        lambda: alpha(Marks.of([0, 1], [0, 1], [1, 2])),
        lambda: alpha(Marks.of([0, 0], [0, 1], [2, 2])),
        lambda: icc(np.ones((1, 3))),
        lambda: icc(np.ones((4, 3))),
        lambda: kendall_w(np.ones((4, 1))),
        lambda: kendall_w(np.ones((4, 3))),
        lambda: as_marked(Variances(0.0, 0.0, 0.0), 3),
    ],
)
def test_what_has_no_answer_is_refused(refused):
    with pytest.raises(CannotComputeError):
        refused()


def test_alpha_does_not_know_jurors_by_name():
    rng = np.random.default_rng(1)
    entry, juror = np.divmod(np.arange(40), 4)
    score = rng.integers(1, 6, 40).astype(float)

    assert alpha(Marks.of(entry, 3 - juror, score)) == pytest.approx(alpha(Marks.of(entry, juror, score)))


def test_g_rises_with_jurors_and_says_how_many_are_needed():
    parts = Variances(su2=100.0, sv2=60.0, se2=120.0)

    assert as_marked(parts, 3) == pytest.approx(100 / 160)
    assert corrected(parts, 3) == pytest.approx(100 / 140)
    assert as_marked(parts, jurors_needed(parts, 0.8, leniency_removed=False)) == pytest.approx(0.8)
    assert corrected(parts, jurors_needed(parts, 0.9, leniency_removed=True)) == pytest.approx(0.9)
    assert jurors_needed(Variances(0.0, 1.0, 1.0), 0.8, leniency_removed=True) == float("inf")
