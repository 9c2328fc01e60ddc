import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from judging.science.fit import demand_comparable
from judging.science.graph import contrast_factor, parts
from judging.science.marks import CannotComputeError, Marks, Refusal


@pytest.mark.parametrize(
    ("entry", "juror", "score", "why"),
    [
        ([0, 1], [0], [1, 2], "differ in number"),
        ([0, -1], [0, 0], [1, 2], "does not exist"),
        ([0, 1], [0, 0], [1, np.nan], "is no number"),
        ([0, 0], [1, 1], [1, 2], "twice"),
    ],
)
def test_marks_that_make_no_sense_are_refused(entry, juror, score, why):
    with pytest.raises(ValueError, match=why):
        Marks.of(entry, juror, score)


def test_plain_mean_of_an_entry_without_marks_is_no_number():
    means = Marks.of([0, 0], [0, 1], [40, 60], entries=2).plain_means()

    assert means[0] == 50
    assert np.isnan(means[1])


@pytest.mark.parametrize("seed", range(5))
def test_parts_are_those_of_the_graph(seed):
    rng = np.random.default_rng(seed)
    entry, juror = rng.integers(0, 30, 40), rng.integers(0, 25, 40)

    of_entry, of_juror = parts(entry, juror, 30, 25)

    graph = coo_array((np.ones(40), (entry, juror + 30)), shape=(55, 55))
    _, labels = connected_components(graph, directed=False)
    for mine, theirs in ((of_entry, labels[:30]), (of_juror, labels[30:])):
        marked = mine >= 0
        assert len(set(zip(mine[marked], theirs[marked], strict=True))) == len(set(mine[marked]))
    sizes = np.bincount(of_entry[of_entry >= 0])
    assert list(sizes) == sorted(sizes, reverse=True)


@pytest.mark.parametrize("seed", range(3))
def test_contrast_factor_is_that_of_the_two_way_design(seed):
    rng = np.random.default_rng(seed)
    entry = np.repeat(np.arange(14), 3)
    juror = np.concatenate([rng.choice(6, 3, replace=False) for _ in range(14)])

    factor = contrast_factor(entry, juror, 14, 6)

    design = np.zeros((42, 20))
    design[np.arange(42), entry], design[np.arange(42), 14 + juror] = 1, 1
    inverse = np.linalg.pinv(design.T @ design)[:14, :14]
    pairs = [(a, b) for a in range(14) for b in range(a)]
    unknown = np.mean([inverse[a, a] + inverse[b, b] - 2 * inverse[a, b] for a, b in pairs])
    assert factor == pytest.approx(unknown / (2 / 3), abs=1e-9)


def test_contrast_factor_of_two_parts_is_without_end():
    assert contrast_factor(np.array([0, 1]), np.array([0, 1]), 2, 2) == np.inf


def rectangle(entries, jurors):
    entry, juror = np.divmod(np.arange(entries * jurors), jurors)
    return entry, juror, (entry * 7 + juror * 3) % 11


@pytest.mark.parametrize(
    ("marks", "reason", "indices"),
    [
        (Marks.of([], [], [], entries=3, jurors=3), Refusal.NO_MARKS, ()),
        (Marks.of(*rectangle(1, 4)), Refusal.ONE_ENTRY, ()),
        (Marks.of(*rectangle(5, 2)), Refusal.FEW_JURORS, ()),
        (Marks.of(*rectangle(5, 3), entries=7), Refusal.ENTRY_WITHOUT_MARKS, (5, 6)),
        (Marks.of(*rectangle(5, 3)[:2], np.full(15, 7.0)), Refusal.ALL_EQUAL, ()),
        (
            Marks.of([*rectangle(5, 3)[0], 0, 1], [*rectangle(5, 3)[1], 3, 3], range(17)),
            Refusal.FEW_ENTRIES_PER_JUROR,
            (3,),
        ),
        (
            Marks.of([0, 1, 2, 0, 1, 2, 3, 4, 5], [0, 0, 0, 1, 1, 1, 2, 2, 2], range(9)),
            Refusal.SEVERAL_PARTS,
            (0, 0, 0, 1, 1, 1),
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, Refusal) else "",
)
def test_what_cannot_be_compared_is_refused_with_its_reason(marks, reason, indices):
    with pytest.raises(CannotComputeError) as refusal:
        demand_comparable(marks)

    assert (refusal.value.reason, refusal.value.indices) == (reason, indices)


def test_a_jury_that_shares_entries_is_comparable():
    demand_comparable(Marks.of(*rectangle(5, 3)))
