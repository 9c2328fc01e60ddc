"""The bench on a few rows: that it runs through and says what it found. No test asks how fast this machine is."""

import csv

import pytest

from home.bench import running
from home.bench.companies import seed_directory
from home.bench.figures import Figure, table, verdict
from home.bench.scale import Contest, Scale
from home.bench.seed import seed_contest
from home.demo.site import build_site
from judging.enums import ScorecardState
from judging.models import Mark, Scorecard
from network.enums import ProfileState
from nominations.freezing import verify_submission
from nominations.models import Nomination, Submission
from prizes.actions import create_prize
from prizes.models import Prize
from search.models import PublicDocument
from tests.network.factories import ProfileFactory

NOMINATIONS = (
    ["award_id", "title", "company", "street", "city", "state", "zip", "abstract", "amount_usd"],
    ["1", "A quieter valve", "Bench Valves", "1 Mill Street", "Lowell", "MA", "01850", "It used to rattle.", "1000"],
    ["2", "A lighter frame", "Bench Frames", "2 Mill Street", "Lowell", "MA", "01850", "It was heavy.", "2000.0"],
)
SCORECARDS = (["entry", "judge", "A1", "A2", "A3"], ["1001", "7", "0", "1", "2"], ["1002", "8", "2", "", "1"])
FEW = Contest(nominations=5, jurors=3, each=2, unfinished=4)


def write(path, rows):
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return path


@pytest.fixture
def scale(tmp_path):
    return Scale(
        contest=FEW,
        large=FEW,
        writers=3,
        saves=2,
        documents=20,
        profiles=25,
        repeat=1,
        nominations_csv=write(tmp_path / "nominations.csv", NOMINATIONS),
        scorecards_csv=write(tmp_path / "scorecards.csv", SCORECARDS),
    )


def make_site():
    build_site(create_prize(slug="site", name="Site", by=None))


@pytest.mark.django_db(transaction=True)
def test_bench_measures_every_part(scale, tmp_path):
    said = []

    figures = running.run(scale, tmp_path, said.append, make_site=make_site)

    by_name = {figure.what: figure for figure in figures}
    assert by_name["Autosave, 3 at once: errors"].value == 0
    assert by_name["Autosave, 3 at once: acknowledged and lost"].value == 0
    assert by_name["Companies of 25: words, two facets, within 40 miles"].queries
    assert {"Home, cold", "Home, cached", "Queue", "Entry and scorecard", "Nominations", "import_nominations"} <= set(
        by_name
    )
    assert "nominations.csv: imported 2 nominations; 0 were there already; 0 rows refused" in said
    assert Nomination.objects.filter(external_key__in=["1", "2"]).count() == 2


@pytest.mark.django_db
def test_bench_of_one_part_makes_and_measures_nothing_else(scale, tmp_path):
    figures = running.run(scale, tmp_path, print, make_site=make_site, only=["results"])

    assert [figure.who for figure in figures] == ["chair", "secretariat"]
    assert list(Prize.objects.values_list("slug", flat=True)) == ["bench-large"]


@pytest.mark.django_db
def test_seed_keeps_what_the_product_promises():
    seeded = seed_contest("bench", FEW)

    cards = Scorecard.objects.in_round(seeded.round)
    assert sorted(cards.values_list("state", flat=True)) == [
        *[ScorecardState.COMPLETE] * 8,
        *[ScorecardState.IN_PROGRESS] * 2,
    ]
    assert Mark.objects.count() == 8 * 5 + 2 * 3
    assert all(verify_submission(submission).holds for submission in Submission.objects.all())


def test_figure_without_limit_holds():
    assert Figure("Search page", "public", 900.0).holds


@pytest.mark.parametrize(("value", "queries", "holds"), [(20, 12, True), (20.1, 12, False), (20, 13, False)])
def test_figure_holds_within_both_limits(value, queries, holds):
    assert Figure("Home", "public", value, queries, most=20, most_queries=12).holds is holds


def test_table_and_verdict_name_what_does_not_hold():
    figures = [Figure("Home", "public", 25.04, 9, most=20), Figure("Queue", "juror", 31, 8, most=60)]

    lines = table(figures).splitlines()

    assert lines[2].split() == ["Home", "public", "25.0", "ms", "CPU", "9", "20", "ms", "CPU", "NO"]
    assert verdict(figures) == "1 of 2 figures do not hold: Home."
    assert verdict(figures[1:]) == "Every figure holds."


@pytest.mark.django_db
def test_directory_is_seeded_beside_companies_that_are_there():
    ProfileFactory(slug="there-already")
    ProfileFactory(slug="a-draft", state=ProfileState.DRAFT)

    seed_directory(12)

    assert PublicDocument.objects.filter(kind="company").count() == 13
