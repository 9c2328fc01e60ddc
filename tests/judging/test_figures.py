"""The figures from marks to seal: computed in a task, shown as they are worth, sealed, computed again."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from audit.models import Event
from judging.actions import seal_figures
from judging.actions.computing import ask_for_figures, ask_for_stale_figures, compute_figures, is_behind
from judging.actions.reopening import reopen_scorecard
from judging.actions.sealing import GIVEN_UP_AFTER, ask_for_seal, finish_sealing
from judging.computing import compute, seed_of
from judging.enums import Pile, RoundState
from judging.management.commands.recompute_results import differences
from judging.models import BarLevel, Computation, Mark, Round, Scorecard, Sealing, TieRuling
from judging.results import live_results
from judging.scoreboard import boards_for
from judging.sealing import Prepared, figures_input, figures_result
from judging.standings import standings_of
from tests.judging.factories import (
    close,
    declare_excluded,
    jury_round,
    open_round_with_entries,
)

pytestmark = pytest.mark.django_db


def again(round):
    return Round.objects.get(pk=round.pk)


def url(name, round, *more):
    return reverse(f"judging:{name}", args=[round.pk, *more])


def second_look(client, round):
    """The first look has the figures computed; the page shows them from the next on."""
    client.get(url("results", round))
    return client.get(url("results", round)).content.decode()


@pytest.fixture
def jury():
    """Eight entries, four jurors, three marks on each entry: enough to tell leniency. Juror 0 marks low."""
    return jury_round(entries=8, jurors=4, each=3)


def given(round):
    return json.loads(figures_input(round))


def test_figures_are_computed_from_the_input_alone(jury):
    text = figures_input(jury.round)

    figures = compute(json.loads(text), seed=seed_of("0" * 64))

    (category,) = figures["categories"]
    assert category["ranked_on"] == "fair"
    assert len(category["entries"]) == 8
    assert all(entry["fair"]["low"] < entry["fair"]["fair"] < entry["fair"]["high"] for entry in category["entries"])


def test_plain_figures_are_those_of_the_live_results(jury):
    (results,) = live_results(jury.round)

    (category,) = compute(given(jury.round), seed=1)["categories"]

    told = {row["candidacy"]: (row["score"], row["plain_rank"], row["scorecards"]) for row in category["entries"]}
    assert told == {
        str(entry.candidacy.pk): (f"{entry.score.normalize():f}", entry.rank, entry.count) for entry in results.entries
    }


def test_a_low_juror_is_found_and_taken_away(jury):
    (group,) = compute(given(jury.round), seed=1)["groups"]

    leniency = {row["juror"]: row["leniency"] for row in group["jurors"]}
    assert min(leniency, key=leniency.get) == str(jury.jurors[0].pk)


def test_order_of_the_database_does_not_matter(jury):
    one = given(jury.round)
    other = given(jury.round)
    for name in ("scorecards", "candidacies"):
        other[name] = other[name][::-1]

    assert compute(one, seed=3)["groups"][0]["variances"] == pytest.approx(
        compute(other, seed=3)["groups"][0]["variances"]
    )


def test_two_jurors_are_too_few_and_the_page_says_so(client):
    setting = jury_round(entries=4, jurors=2, each=2)
    client.force_login(setting.chair)

    page = second_look(client, setting.round)

    assert "Ranked on the plain score" in page
    assert "Fewer than three jurors have marked" in page


def test_jury_in_two_parts_is_refused_with_their_number(client):
    setting = jury_round(entries=6, jurors=6, each=3, parts=2)
    client.force_login(setting.chair)

    page = second_look(client, setting.round)

    assert "2 groups that share no entry" in page


def test_bar_is_held_against_its_least_likely_part(jury):
    category = jury.round.round_categories.get()
    category.least_total = 1
    category.save()
    easy = compute(given(jury.round), seed=1)["categories"][0]["entries"]
    BarLevel.objects.create(round_category=category, criterion=category.rubric.criteria.first(), least=5)

    hard = compute(given(jury.round), seed=1)["categories"][0]["entries"]

    assert all(entry["fair"]["above_bar"] > 0.99 for entry in easy)
    assert all(entry["fair"]["above_bar"] < 0.99 for entry in hard)


def test_figures_are_made_when_a_page_asks_and_kept(jury, client):
    client.force_login(jury.chair)

    page = second_look(client, jury.round)

    computation = Computation.objects.get(round=jury.round)
    assert computation.scorecards == 24
    assert "Fair scores computed from 24 scorecards" in page
    assert not is_behind(again(jury.round))


def test_a_mark_puts_the_figures_behind_and_the_clock_catches_up(jury):
    compute_figures(jury.round.pk)
    card = Scorecard.objects.filter(candidacy__round=jury.round).first()
    card.marks.update(value=1)
    Scorecard.objects.filter(pk=card.pk).update(updated_at=timezone.now())

    assert is_behind(again(jury.round))
    ask_for_stale_figures()

    assert not is_behind(again(jury.round))


def test_same_input_is_not_computed_again(jury):
    compute_figures(jury.round.pk)
    before = Computation.objects.get(round=jury.round).computed_at
    Computation.objects.update(fingerprint="moved")

    compute_figures(jury.round.pk)

    computation = Computation.objects.get(round=jury.round)
    assert computation.computed_at == before
    assert computation.fingerprint != "moved"


def test_nothing_is_computed_before_the_first_card():
    round, _ = open_round_with_entries(2)

    assert not ask_for_figures(round)


def test_sealed_round_is_left_to_its_seal(jury):
    close(jury.round)
    seal_figures(round=again(jury.round), by=jury.chair)

    ask_for_stale_figures()

    assert not Computation.objects.exists()
    assert standings_of(again(jury.round)).sealed


def test_piles_follow_the_chance_of_a_place(jury):
    compute_figures(jury.round.pk)

    (board,) = boards_for(jury.chair, again(jury.round))

    for row in board.rows:
        chance = row.fair.in_top
        assert row.fair.pile == (Pile.IN if chance >= 0.9 else Pile.OUT if chance <= 0.1 else Pile.BORDERLINE)
    assert sum(count for _, count in board.piles) == 8


def test_ladder_draws_the_cut_after_the_places(jury):
    jury.round.round_categories.update(places=3)
    compute_figures(jury.round.pk)

    (board,) = boards_for(jury.chair, again(jury.round))

    assert [rung.is_below_cut for rung in board.ladder.rungs][:5] == [False, False, False, True, False]
    assert all(0 <= rung.low <= rung.at <= rung.high <= 100 for rung in board.ladder.rungs)


def test_excluded_chair_sees_neither_row_nor_input_of_the_entry(jury, client):
    declare_excluded(jury.entries[0], jury.chair)
    client.force_login(jury.chair)

    page = second_look(client, jury.round)

    assert str(jury.entries[0].pk) not in page
    assert client.get(url("export", jury.round, "json")).status_code == 404
    assert str(jury.entries[0].code) not in client.get(url("export", jury.round, "csv")).content.decode()


def test_exports_hold_every_figure_and_are_events(jury, client):
    compute_figures(jury.round.pk)
    client.force_login(jury.chair)

    table = client.get(url("export", jury.round, "csv")).content.decode("utf-8-sig").splitlines()
    book = load_workbook(BytesIO(client.get(url("export", jury.round, "xlsx")).content))
    text = client.get(url("export", jury.round, "json")).content.decode()

    assert len(table) == 9
    assert book.sheetnames == ["Entries", "Scorecards", "Jurors"]
    assert [sheet.max_row for sheet in book] == [9, 25, 5]
    assert text == figures_input(jury.round)
    assert Event.objects.filter(verb="round.figures_exported").count() == 3
    assert client.get(url("export", jury.round, "exe")).status_code == 404


def test_juror_and_stranger_find_no_figures(jury, client):
    for name in ("results", "reliability", "method"):
        client.force_login(jury.jurors[1])
        assert client.get(url(name, jury.round)).status_code == 404
    assert client.get(url("export", jury.round, "xlsx")).status_code == 404
    assert client.get(url("sealing", jury.round)).status_code == 404


def test_reliability_has_a_sentence_to_each_figure(jury, client):
    compute_figures(jury.round.pk)
    client.force_login(jury.chair)

    response = client.get(url("reliability", jury.round))

    (group,) = response.context["groups"]
    assert len(group["rows"]) == 8
    assert all(value and sentence for _, value, sentence in group["rows"])
    assert response.context["flags"] is not None


def test_flags_are_for_the_chair_alone(jury, client):
    compute_figures(jury.round.pk)
    odd = {"kind": "erratic", "jurors": [str(jury.jurors[2].pk)], "candidacy": None, "seat": None, "small": None}
    odd |= {"size": -0.4, "low": -0.7, "high": -0.1}
    Computation.objects.update(flags=json.dumps([odd]))
    client.force_login(jury.chair)
    assert f"{jury.jurors[2]} orders entries otherwise" in client.get(url("reliability", jury.round)).content.decode()

    client.force_login(jury.office)

    response = client.get(url("reliability", jury.round))
    assert response.context["flags"] is None
    assert "orders entries otherwise" not in response.content.decode()


def test_method_page_explains_with_this_rounds_own_figures(jury, client):
    compute_figures(jury.round.pk)
    client.force_login(jury.chair)

    page = client.get(url("method", jury.round))

    row = page.context["row"]
    assert row.name in page.content.decode()
    assert f"fair score {row.fair_score}" in page.content.decode()


@pytest.mark.parametrize("name", ["results", "reliability", "method"])
def test_page_asks_as_much_of_many_entries_as_of_few(client, name):
    def queries(entries):
        setting = jury_round(entries=entries, jurors=4, each=3)
        compute_figures(setting.round.pk)
        client.force_login(setting.chair)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(name, setting.round)).status_code == 200
        return len(asked)

    queries(2)

    assert queries(6) == queries(24)


# Seal.


def test_seal_asked_for_is_set_by_the_task_in_the_chairs_name(jury, client):
    close(jury.round)
    client.force_login(jury.chair)

    client.post(url("seal_figures", jury.round))

    sealing = Sealing.objects.get()
    assert again(jury.round).state == RoundState.FIGURES_SEALED
    assert (sealing.done, sealing.of) == (1500, 1500)
    assert sealing.seal.sealed_by == jury.chair
    assert json.loads(sealing.seal.result)["model"] == "full"
    assert "The figures are sealed" in client.get(url("sealing", jury.round)).content.decode()


def test_mark_that_moves_while_the_model_runs_stops_the_seal(jury):
    close(jury.round)
    text = figures_input(jury.round)
    prepared = Prepared(text, figures_result(text))
    Mark.objects.filter(scorecard__candidacy__round=jury.round).update(value=3)
    sealing = Sealing.objects.create(round=jury.round, asked_by=jury.chair)

    with pytest.raises(Exception, match="A mark moved"):
        seal_figures(round=again(jury.round), by=jury.chair, prepared=prepared)

    assert again(jury.round).state == RoundState.CLOSED
    assert sealing.finished_at is None


def test_refusal_is_kept_for_the_chair_to_read(jury, client):
    close(jury.round)
    card = Scorecard.objects.filter(candidacy__round=jury.round).first()
    sealing = Sealing.objects.create(round=jury.round, asked_by=jury.chair)
    reopen_scorecard(scorecard=card, reason="A slip of the pen.", by=jury.chair)

    finish_sealing(sealing.pk)

    client.force_login(jury.chair)
    page = client.get(url("sealing", jury.round)).content.decode()
    assert "A scorecard is still reopened" in page
    assert again(jury.round).state == RoundState.CLOSED


def test_finished_sealing_is_not_run_again(jury):
    close(jury.round)
    sealing = ask_for_seal(round=again(jury.round), by=jury.chair)

    finish_sealing(sealing.pk)

    assert jury.round.seals.count() == 1


def test_one_sealing_at_a_time_until_it_is_lost(jury):
    close(jury.round)
    sealing = Sealing.objects.create(round=jury.round, asked_by=jury.chair)
    with pytest.raises(Exception, match="being sealed already"):
        ask_for_seal(round=again(jury.round), by=jury.chair)
    Sealing.objects.filter(pk=sealing.pk).update(asked_at=sealing.asked_at - GIVEN_UP_AFTER)

    ask_for_seal(round=again(jury.round), by=jury.chair)

    assert again(jury.round).state == RoundState.FIGURES_SEALED
    sealing.refresh_from_db()
    assert sealing.refusal


def test_sealed_results_are_computed_again_byte_by_byte(jury):
    close(jury.round)
    seal = seal_figures(round=again(jury.round), by=jury.chair)

    told = StringIO()
    call_command("recompute_results", str(jury.round.pk), stdout=told)

    assert "Every byte is the same." in told.getvalue()
    assert figures_result(seal.input) == seal.result


def test_recompute_says_what_differs(jury):
    close(jury.round)
    seal_figures(round=again(jury.round), by=jury.chair)
    Mark.objects.filter(scorecard__candidacy__round=jury.round).update(value=3)

    with pytest.raises(CommandError, match="is not the sealed input"):
        call_command("recompute_results", str(jury.round.pk), stdout=StringIO())


def test_recompute_of_what_is_not_sealed_says_so(jury):
    with pytest.raises(CommandError, match="are sealed"):
        call_command("recompute_results", str(jury.round.pk))
    with pytest.raises(CommandError, match="no round"):
        call_command("recompute_results", "0")


def test_differences_name_the_place_and_both_values():
    assert differences({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}) == ["/a/1/b: sealed 2, computed 3"]
    assert differences({"a": [1]}, {"a": [1, 2]}) == ["/a: sealed [1], computed [1, 2]"]
    assert differences({"a": 1}, {"a": 1}) == []


def test_ruling_is_part_of_the_input(jury):
    above, below = jury.entries[:2]
    before = figures_input(jury.round)
    TieRuling.objects.create(above=above, below=below, reason="The method carries further.", ruled_by=jury.chair)

    assert figures_input(jury.round) != before
