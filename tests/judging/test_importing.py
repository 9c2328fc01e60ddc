import csv
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.rules import NotAllowed
from audit.models import Event
from judging.actions import recuse, seal_figures
from judging.enums import AssignmentSource, AssignmentState, DeclarationKind, ScorecardSource, ScorecardState
from judging.importing import ScorecardMap, import_scorecards
from judging.models import Assignment, Candidacy, Criterion, MarkRevision, Round, Scorecard, ScorecardImport
from judging.results import live_results
from nominations.models import Nomination
from tests.accounts.factories import PersonFactory
from tests.judging.factories import (
    AssignmentFactory,
    DeclarationFactory,
    close,
    mark_card,
    open_round_with_entries,
    seat,
    secretary_of,
)
from tests.judging.panels import PTAM, means_by_hand, means_of_totals, ranks_of, round_for, write_map
from tests.judging.science.reference import needs_reference

HEADINGS = ["entry", "judge", "A", "B"]
MAP = """
authority = "The chair of the site visits"
reason = "Marked on paper during the visits."
cannot_judge = "n/a"

[entry]
column = "entry"

[juror]
column = "judge"

[marks]
criterion-1 = "A"
criterion-2 = "B"
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    _, (entry,) = open_round_with_entries(1, key="visit")
    return entry


@pytest.fixture
def juror(entry):
    return seat(entry.round, juror__email="ada@people.example")


@pytest.fixture
def write(tmp_path):
    def write(*rows, headings=HEADINGS):
        path = tmp_path / "cards.csv"
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([headings, *rows])
        return path

    return write


@pytest.fixture
def mapping(tmp_path):
    path = tmp_path / "map.toml"
    path.write_text(MAP)
    return path


def address_of(round):
    return f"{round.edition.prize.slug}/{round.edition.year}/{round.key}"


def run(round, path, mapping, *extra):
    out = StringIO()
    call_command(
        "import_scorecards", address_of(round), str(path), "--map", str(mapping), *extra, stdout=out, skip_checks=False
    )
    return out.getvalue()


def good(entry, juror, *marks):
    return [entry.code, juror.email, *(marks or ("5", "3"))]


def test_dry_run_writes_nothing(entry, juror, write, mapping):
    said = run(entry.round, write(good(entry, juror)), mapping)

    assert "would import 1 scorecards" in said
    assert not Scorecard.objects.exists()
    assert not ScorecardImport.objects.exists()


def test_card_comes_in_handed_in_with_its_authority(entry, juror, write, mapping):
    run(entry.round, write(good(entry, juror)), mapping, "--commit")

    card = Scorecard.objects.get()
    assert (card.state, card.source, card.total) == (ScorecardState.SUBMITTED, ScorecardSource.IMPORT, 80)
    assert card.imported_with.authority == "The chair of the site visits"
    assert {mark.criterion.key: mark.value for mark in card.marks.all()} == {"criterion-1": 5, "criterion-2": 3}
    assert {row.reason for row in MarkRevision.objects.all()} == {"Marked on paper during the visits."}
    assert Assignment.objects.get().source == AssignmentSource.IMPORT
    entry.round_category.rubric.refresh_from_db()
    assert entry.round_category.rubric.frozen_at


def test_import_is_one_event_with_the_digest_of_its_rows(entry, juror, write, mapping):
    run(entry.round, write(good(entry, juror)), mapping, "--commit")

    event = Event.objects.get(verb="scorecards.imported")
    assert event.target_id == str(ScorecardImport.objects.get().pk)
    assert '"digest"' in event.detail.payload


@pytest.mark.parametrize("name", ["code", "reference_code", "external_key"])
def test_entry_is_found_by_each_of_its_names(entry, juror, write, mapping, name):
    Nomination.objects.update(external_key="paper-17")
    entry.nomination.refresh_from_db()
    named = entry.code if name == "code" else getattr(entry.nomination, name)

    assert "would import 1" in run(entry.round, write([named, juror.email, "5", "3"]), mapping)


@pytest.mark.parametrize("table", ['address = "{}@people.example"', 'values = { "ada" = "ADA@people.example" }'])
def test_juror_is_found_by_pattern_and_by_table(entry, juror, write, mapping, table):
    mapping.write_text(MAP.replace('column = "judge"', f'column = "judge"\n{table}'))

    assert "would import 1" in run(entry.round, write([entry.code, "ada", "5", "3"]), mapping)


def test_second_import_adds_nothing(entry, juror, write, mapping):
    path = write(good(entry, juror))
    run(entry.round, path, mapping, "--commit")

    said = run(entry.round, path, mapping, "--commit")

    assert "imported 0 scorecards; 1 were there already; 0 rows refused" in said
    assert Event.objects.filter(verb="scorecards.imported").count() == 1


def test_other_marks_for_an_imported_card_are_refused(entry, juror, write, mapping):
    run(entry.round, write(good(entry, juror)), mapping, "--commit")

    said = run(entry.round, write(good(entry, juror, "1", "1")), mapping, "--commit")

    assert "imported before with other marks" in said
    assert Scorecard.objects.get().total == 80


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({0: "NOBODY"}, "names no entry of this round"),
        ({1: "who@people.example"}, "nobody is known as"),
        ({1: ""}, "nobody is known as"),
        ({2: "6"}, "“6” is not on the scale of"),
        ({2: "many"}, "“many” is not on the scale of"),
        ({2: ""}, "A missing mark is not a zero"),
    ],
)
def test_bad_row_is_named_and_the_others_come_in(entry, juror, write, mapping, changed, reason):
    bad = [changed.get(column, cell) for column, cell in enumerate(good(entry, juror))]

    said = run(entry.round, write(bad, good(entry, juror)), mapping, "--commit")

    assert "line 2: " in said
    assert reason in said
    assert Scorecard.objects.count() == 1


def test_missing_mark_of_an_optional_criterion_is_left_out(entry, juror, write, mapping):
    Criterion.objects.filter(key="criterion-2").update(mandatory=False)

    run(entry.round, write(good(entry, juror, "5", "")), mapping, "--commit")

    assert Scorecard.objects.get().total == 100


def test_cannot_judge_is_kept_as_such(entry, juror, write, mapping):
    run(entry.round, write(good(entry, juror, "n/a", "3")), mapping, "--commit")

    card = Scorecard.objects.get()
    assert card.total == 50
    assert card.marks.get(cannot_judge=True).value is None


def test_same_pair_twice_in_the_file_is_refused(entry, juror, write, mapping):
    said = run(entry.round, write(good(entry, juror), good(entry, juror, "1", "1")), mapping, "--commit")

    assert "An earlier row of the file" in said
    assert Scorecard.objects.get().total == 80


def test_juror_without_a_seat_is_refused(entry, juror, write, mapping):
    stranger = PersonFactory()

    said = run(entry.round, write(good(entry, stranger)), mapping, "--commit")

    assert "has no seat" in said
    assert not Scorecard.objects.exists()


def test_excluded_pair_is_refused(entry, juror, write, mapping):
    DeclarationFactory(
        edition=entry.round.edition,
        juror=juror,
        organisation=entry.nomination.organisation,
        kind=DeclarationKind.EXCLUDE,
    )

    assert "declared a tie that excludes" in run(entry.round, write(good(entry, juror)), mapping, "--commit")
    assert not Scorecard.objects.exists()


def test_recused_juror_is_refused(entry, juror, write, mapping):
    assignment = AssignmentFactory(candidacy=entry, juror=juror)
    recuse(assignment=assignment, reason="A cousin.", by=secretary_of(entry.round))

    assert "was recused from this entry" in run(entry.round, write(good(entry, juror)), mapping, "--commit")


def test_online_card_is_not_overwritten(entry, juror, write, mapping):
    mark_card(entry, juror, 1, 1)

    assert "has marked this entry online" in run(entry.round, write(good(entry, juror)), mapping, "--commit")
    assert Scorecard.objects.get().total == 0


def test_card_that_was_begun_during_the_import_is_not_overwritten(entry, juror, write, mapping):
    def begin(line):
        if not Scorecard.objects.exists():
            mark_card(entry, juror, 1, 1)

    with pytest.raises(ValidationError, match="meanwhile"):
        import_scorecards(
            round=entry.round,
            path=write(good(entry, juror)),
            mapping=ScorecardMap(mapping, entry.round),
            by=None,
            digest="0" * 64,
            progress=begin,
        )
    assert Scorecard.objects.get().source == ScorecardSource.ONLINE


def test_card_that_was_assigned_and_never_started_becomes_the_imported_one(entry, juror, write, mapping):
    assignment = AssignmentFactory(candidacy=entry, juror=juror)

    run(entry.round, write(good(entry, juror)), mapping, "--commit")

    assert Scorecard.objects.get().source == ScorecardSource.IMPORT
    assignment.refresh_from_db()
    assert (assignment.state, assignment.source) == (AssignmentState.ACTIVE, AssignmentSource.HAND)


def test_withdrawn_entry_is_refused(entry, juror, write, mapping):
    Candidacy.objects.update(withdrawn_at=timezone.now())

    assert "names no entry" in run(entry.round, write(good(entry, juror)), mapping, "--commit")


def test_closed_round_takes_paper_and_a_sealed_one_does_not(entry, juror, write, mapping):
    close(entry.round)
    run(entry.round, write(good(entry, juror)), mapping, "--commit")
    seal_figures(round=entry.round, by=seat(entry.round, is_chair=True, scores=False))
    other = seat(entry.round)

    with pytest.raises(CommandError, match="sealed"):
        run(entry.round, write(good(entry, other)), mapping, "--commit")
    with pytest.raises(ValidationError):
        import_scorecards(
            round=entry.round,
            path=write(good(entry, other)),
            mapping=ScorecardMap(mapping, entry.round),
            by=None,
            digest="0" * 64,
        )
    assert Scorecard.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (MAP.replace('reason = "Marked on paper during the visits."', 'reason = " "'), "the reason"),
        (MAP.replace('authority = "The chair of the site visits"', ""), "lacks: authority"),
        (MAP.replace("criterion-2", "charm"), "has a criterion “charm”"),
        (MAP.replace('column = "judge"', 'column = "judge"\naddress = "ada@people.example"'), "has no {}"),
        (MAP.replace('column = "judge"', 'colum = "judge"'), "[juror] takes column"),
    ],
)
def test_map_that_cannot_be_used_says_what_to_mend(entry, juror, write, mapping, text, message):
    mapping.write_text(text)

    with pytest.raises(CommandError, match="Nothing was imported") as refused:
        run(entry.round, write(good(entry, juror)), mapping, "--commit")
    assert message in str(refused.value)


def test_unknown_round_is_said_with_the_known_ones(entry, write, mapping):
    with pytest.raises(CommandError) as refused:
        call_command("import_scorecards", "state-prize/2031/none", "cards.csv", "--map", str(mapping))
    assert address_of(entry.round) in str(refused.value)


def test_only_the_office_imports(entry, juror, write, mapping):
    source = {
        "round": entry.round,
        "path": write(good(entry, juror)),
        "mapping": ScorecardMap(mapping, entry.round),
        "digest": "0" * 64,
    }
    with pytest.raises(NotAllowed):
        import_scorecards(**source, by=juror)

    assert import_scorecards(**source, by=secretary_of(entry.round)).imported == 1


# The real panel.


@needs_reference
def test_real_panel_imports_whole_and_ranks_as_computed_by_hand(tmp_path):
    rows = PTAM.rows()
    contest = round_for(PTAM, rows)

    said = run(contest, PTAM.path, write_map(PTAM, rows, tmp_path / "panel.toml"), "--commit")

    assert "imported 1,043 scorecards; 0 were there already; 0 rows refused" in said
    cards = Scorecard.objects.in_round(contest).counting()
    assert (cards.count(), len(rows)) == (1043, 1043)
    assert cards.values("candidacy").distinct().count() == 262
    assert cards.values("juror").distinct().count() == 17
    (results,) = live_results(Round.objects.get(pk=contest.pk))
    assert len(results.entries) == 262
    by_hand, _ = ranks_of(means_of_totals(PTAM, rows), means_by_hand(PTAM, rows))
    assert {entry.candidacy.nomination.external_key: entry.rank for entry in results.entries} == by_hand
    assert sum(entry.count for entry in results.entries) == 1043
    assert all(Decimal(0) <= entry.score <= Decimal(100) for entry in results.entries)
