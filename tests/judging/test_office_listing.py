"""The office's list of nominations, by round: coverage and scores, and who is told which."""

import csv
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import RoleName
from audit.models import Event
from judging.actions import seal_figures
from judging.enums import ScorecardState
from judging.models import Assignment
from tests.accounts.factories import RoleFactory, staff
from tests.judging.factories import (
    AssignmentFactory,
    CandidacyFactory,
    RoundCategoryFactory,
    RoundFactory,
    auditor_of,
    close,
    declare_excluded,
    mark_card,
    open_round_with_entries,
    ready_juror,
    seat,
    secretary_of,
)
from tests.nominations.factories import CollaboratorFactory, NominationFactory

pytestmark = pytest.mark.django_db
LIST = "nomination:index"
SCORES = ({"scores": "any"}, {"scores": "upper"}, {"scores": "none"}, {"score_min": "10"}, {"score_max": "90"})


@pytest.fixture
def judged():
    """Four entries, two jurors wanted: marked by both, marked by one of two, read by one, read by nobody."""
    round, entries = open_round_with_entries(4)
    entries[0].round_category.jurors_per_entry = 2
    entries[0].round_category.save()
    one, other = ready_juror(entries[:3]), ready_juror(entries[:2])
    # ready_juror assigns; what is marked is handed in.
    mark_card(entries[0], one, 5, 5)
    mark_card(entries[0], other, 4, 5)
    mark_card(entries[1], one, 2, 2)
    return round, entries


@pytest.fixture
def round(judged):
    return judged[0]


@pytest.fixture
def entries(judged):
    return judged[1]


@pytest.fixture
def at_office(client, round):
    client.force_login(secretary_of(round))
    return client


def rows(client, **chosen):
    return list(client.get(reverse(LIST), chosen).context["object_list"])


def nominations(*entries):
    return {entry.nomination for entry in entries}


def errors(client, **chosen):
    response = client.get(reverse(LIST), chosen)
    assert list(response.context["object_list"]) == []
    return response.context["filters"].form.errors


def looks():
    return list(Event.objects.filter(verb="round.results_viewed").values_list("target_id", flat=True))


def exported(client, kind, **chosen):
    return b"".join(client.get(reverse(LIST), {"export": kind, **chosen}).streaming_content)


# Round and coverage


def test_round(at_office, round, entries):
    other = CandidacyFactory(round_category=RoundCategoryFactory(round=RoundFactory(edition=round.edition)))
    NominationFactory(category=entries[0].round_category.category)
    entries[3].withdrawn_at = round.opens_at
    entries[3].save()

    assert set(rows(at_office, round=round.pk)) == nominations(*entries[:3])
    assert rows(at_office, round=other.round_id) == [other.nomination]


@pytest.mark.parametrize(
    ("coverage", "positions"), [("none", [3]), ("short", [2, 3]), ("enough", [0, 1]), ("done", [0])]
)
def test_coverage(at_office, round, entries, coverage, positions):
    NominationFactory(category=entries[0].round_category.category)

    found = rows(at_office, round=round.pk, coverage=coverage)

    assert set(found) == nominations(*(entries[position] for position in positions))


def test_a_returned_entry_counts_neither_its_juror_nor_its_marks(at_office, round, entries):
    Assignment.objects.filter(candidacy=entries[0]).update(state="returned", reason="Not my field.")

    assert entries[0].nomination in rows(at_office, round=round.pk, coverage="none")


def test_marks_that_are_not_handed_in_are_not_done(at_office, round, entries):
    entries[0].scorecards.update(state=ScorecardState.COMPLETE)

    assert rows(at_office, round=round.pk, coverage="done") == []


def test_without_a_round_it_is_the_newest_of_each_entry(at_office, round, entries):
    later = RoundFactory(edition=round.edition, opens_at=round.closes_at, closes_at=round.closes_at.replace(year=2099))
    again = CandidacyFactory(
        round_category=RoundCategoryFactory(round=later, category=entries[0].round_category.category),
        nomination=entries[0].nomination,
        submission=entries[0].submission,
    )
    AssignmentFactory(candidacy=again)

    by_title = {nomination.title: nomination for nomination in rows(at_office, coverage="short")}

    assert set(by_title.values()) == nominations(entries[0], entries[2], entries[3])
    assert by_title[entries[0].nomination.title].round_name == later.name


def test_the_columns_tell_how_many_of_how_many(at_office, round):
    text = at_office.get(reverse(LIST), {"round": round.pk, "coverage": "done"}).content.decode()

    assert text.count("2 of 2") == 2
    assert "Score</" not in text


def test_rounds_of_a_neighbour_cannot_be_chosen(client, round):
    client.force_login(staff())

    assert list(errors(client, round=round.pk)) == ["round"]


def test_a_round_where_one_is_only_a_juror_cannot_be_chosen(client, round, entries):
    juror = ready_juror([entries[3]])
    RoleFactory(person=juror, name=RoleName.SECRETARIAT)
    client.force_login(juror)

    assert list(errors(client, round=round.pk)) == ["round"]


# Scores


def test_scores_are_those_of_the_results(at_office, round, entries):
    first, second = rows(at_office, round=round.pk, scores="any", ordering="-score_mean")[:2]
    text = at_office.get(reverse(LIST), {"round": round.pk, "scores": "any"}).content.decode()
    results = at_office.get(reverse("judging:results", args=[round.pk])).content.decode()

    assert (first, second) == (entries[0].nomination, entries[1].nomination)
    for score in ("92.50", "25.00"):
        assert score in text
        assert score in results


def test_bands(at_office, round, entries):
    assert rows(at_office, round=round.pk, scores="upper") == [entries[0].nomination]
    assert rows(at_office, round=round.pk, scores="middle") == []
    assert rows(at_office, round=round.pk, scores="lower") == [entries[1].nomination]
    assert set(rows(at_office, round=round.pk, scores="none")) == nominations(*entries[2:])


def test_equal_scores_are_in_one_band(at_office, round, entries):
    for entry in entries[:2]:
        entry.scorecards.filter(total__isnull=False).update(total=50)
    for entry in entries[2:]:
        mark_card(entry, ready_juror([entry]), 3, 3)

    assert set(rows(at_office, round=round.pk, scores="upper")) == nominations(*entries)


@pytest.mark.parametrize(
    ("bounds", "positions"),
    [
        ({"score_min": "92.5"}, [0]),
        ({"score_min": "92.51"}, []),
        ({"score_max": "25"}, [1]),
        ({"score_max": "24.99"}, []),
        ({"score_min": "25", "score_max": "92.5"}, [0, 1]),
        ({"score_min": "80", "score_max": "30"}, []),
    ],
)
def test_between_two_scores(at_office, round, entries, bounds, positions):
    found = rows(at_office, round=round.pk, **bounds)

    assert set(found) == nominations(*(entries[position] for position in positions))


@pytest.mark.parametrize("typed", ["-1", "101", "NaN", "1e9999", "ten"])
def test_scores_that_are_none_find_nothing(at_office, round, typed):
    assert list(errors(at_office, round=round.pk, score_min=typed)) == ["score"]


@pytest.mark.parametrize("asked", SCORES)
def test_scores_want_a_round(at_office, asked):
    assert "Choose the round whose scores you mean." in str(errors(at_office, **asked))


def test_each_look_at_scores_is_an_event(at_office, round):
    rows(at_office, round=round.pk, coverage="short")
    rows(at_office, round=round.pk, ordering="score_mean")
    assert looks() == []

    for asked in SCORES:
        rows(at_office, round=round.pk, **asked)

    assert looks() == [str(round.pk)] * len(SCORES)


def refused(client, round):
    for asked in SCORES:
        response = client.get(reverse(LIST), {"round": round.pk, **asked, "ordering": "score_mean"})
        assert list(response.context["object_list"]) == []
        assert set(response.context["filters"].form.errors) <= {"scores", "score"}
        assert len(exported(client, "csv", round=round.pk, **asked).splitlines()) == 1
    assert looks() == []
    return True


def test_the_auditor_sees_coverage_at_once_and_scores_once_they_are_sealed(client, round, entries):
    chair = seat(round, is_chair=True, scores=False)
    client.force_login(auditor_of(round))
    assert rows(client, round=round.pk, coverage="done") == [entries[0].nomination]
    assert refused(client, round)

    seal_figures(round=close(round), by=chair)

    assert rows(client, round=round.pk, scores="upper") == [entries[0].nomination]


def test_who_still_judges_sees_no_scores(client, round, entries):
    secretary = secretary_of(round)
    ready_juror([entries[3]], secretary)
    client.force_login(secretary)

    assert refused(client, round)


@pytest.mark.parametrize("tie", ["declared", "collaborator"])
def test_who_is_tied_to_an_entry_is_told_nothing_of_its_score(client, round, entries, tie):
    secretary, entry = secretary_of(round), entries[0]
    if tie == "declared":
        declare_excluded(entry, secretary)
    else:
        CollaboratorFactory(nomination=entry.nomination, person=secretary)
    client.force_login(secretary)

    shown = rows(client, round=round.pk, scores="any", ordering="score_mean")
    assert shown[-1].score_sum is None or shown[-1] != entry.nomination
    tied = next(nomination for nomination in shown if nomination == entry.nomination)
    assert (tied.score_sum, tied.score_count, tied.score_mean) == (None, None, None)
    assert "Withheld" in client.get(reverse(LIST), {"round": round.pk, "scores": "any"}).content.decode()
    for asked in SCORES[1:]:
        assert entry.nomination not in rows(client, round=round.pk, **asked), asked
    # Nor is it told by where the others stand.
    assert rows(client, round=round.pk, scores="upper") == [entries[1].nomination]
    assert b"92.5" not in exported(client, "csv", round=round.pk, scores="any")


# Files


def test_a_file_holds_what_is_shown_with_numbers_as_numbers(at_office, round, entries):
    sheet = load_workbook(BytesIO(exported(at_office, "xlsx", round=round.pk, scores="upper"))).active
    heading, only = ([cell.value for cell in row] for row in sheet)

    told = dict(zip(heading, only, strict=True))
    assert told["Title"] == entries[0].nomination.title
    assert told["Round"] == round.name
    wanted = {"Jurors assigned": 2, "Jurors wanted": 2, "Marks handed in": 2, "Plain score": 92.5}
    assert {name: told[name] for name in wanted} == wanted
    verbs = list(Event.objects.order_by("position").values_list("verb", flat=True))
    assert verbs[-2:] == ["list.exported", "round.figures_exported"]


def test_a_file_holds_no_scores_unless_they_are_asked_for(at_office, round, entries):
    NominationFactory(category=entries[0].round_category.category)

    told = list(csv.DictReader(exported(at_office, "csv").decode().splitlines()))

    assert "Plain score" not in told[0]
    assert sorted(row["Jurors assigned"] for row in told) == ["", "0", "1", "2", "2"]
    assert not Event.objects.filter(verb="round.figures_exported").exists()


# Speed


@pytest.mark.parametrize(
    "asked", [{}, {"coverage": "short"}, {"scores": "any"}, {"scores": "upper", "score_max": "99"}]
)
def test_any_number_of_entries_asks_the_same_number_of_questions(at_office, round, entries, asked):
    def questions():
        with CaptureQueriesContext(connection) as captured:
            assert at_office.get(reverse(LIST), {"round": round.pk, **asked}).status_code == 200
        return len(captured)

    questions()
    few = questions()
    juror = ready_juror(entries)
    for entry in CandidacyFactory.create_batch(50, round_category=entries[0].round_category):
        mark_card(entry, juror, 1, 1)

    assert questions() == few
