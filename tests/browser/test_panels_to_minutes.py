"""Two published panels, whole: marks imported, and a chair who walks from live results to the minutes."""

import csv
import json
import re
import shutil
import subprocess
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from accounts.documents import makes_documents
from judging.actions import decide
from judging.enums import Outcome, RoundState
from judging.models import Candidacy, Round, Scorecard
from judging.science.additive import fit_additive
from judging.science.honesty import honesty_check
from judging.science.marks import Marks
from tests.browser.road import stage
from tests.judging.factories import SeatFactory, close, secretary_of
from tests.judging.panels import (
    CONFERENCE,
    PTAM,
    company_of,
    import_marks,
    means_by_hand,
    means_of_totals,
    ranks_of,
    round_for,
    totals_by_hand,
)
from tests.judging.science.reference import needs_reference

pytestmark = [pytest.mark.django_db(transaction=True), needs_reference]

# Ten repeats leave each share a standard error of a fifth of a percent on the large panel, of two on the small one.
HONESTY = {PTAM: 1.0, CONFERENCE: 12.0}
NOTE = "Shown on three lines, and the figures are of a whole year."
REASON = "Read by the jury, weighed, agreed."


class Table:
    """What the published table itself says, by science alone: no part of the platform between."""

    def __init__(self, panel):
        self.panel, self.rows = panel, panel.rows()
        self.keys = sorted({row["entry"] for row in self.rows})
        jurors = sorted({row["judge"] for row in self.rows})
        self.marks = Marks.of(
            [self.keys.index(row["entry"]) for row in self.rows],
            [jurors.index(row["judge"]) for row in self.rows],
            [float(total) for total in totals_by_hand(panel, self.rows)],
        )

    def ranks(self, scores):
        """{company: rank} of the entries that share theirs with nobody."""
        ranks, tied = ranks_of(scores, means_by_hand(self.panel, self.rows))
        return {company_of(key): str(rank) for key, rank in ranks.items() if key not in tied}

    def fair_ranks(self):
        fair = fit_additive(self.marks, seed=1).fair
        return self.ranks({key: round(float(score), 2) for key, score in zip(self.keys, fair, strict=True)})

    def plain_ranks(self):
        return self.ranks(means_of_totals(self.panel, self.rows))


@pytest.mark.parametrize("panel", [PTAM, CONFERENCE], ids=["ptam2", "conference"])
def test_panel_is_walked_from_live_results_to_minutes(visit, tasks_wait, tmp_path, panel):
    table = Table(panel)
    round = round_for(panel, table.rows)
    person = stage.trusted("Cyra Chair", stage.CHAIR)
    SeatFactory(panel=round.panels.get(), juror=person, is_chair=True, scores=False)
    report = import_marks(panel, table.rows, round, by=secretary_of(round), folder=tmp_path)
    assert (report.imported, report.refusals) == (len(table.rows), [])
    chair = visit(person)

    read_live_results(chair, round, table)
    read_one_entry(chair, round, table)
    read_reliability(chair, round, table)
    take_the_figures_away(chair, round, table)
    seal_the_figures(chair, round, table)
    meet(chair, round, table)
    decide_on_all(chair, round, table)
    read_the_minutes(chair, round, table)


def address(name, round, *more):
    return reverse(f"judging:{name}", args=[round.pk, *more])


def look(chair, table, name):
    """At the small panel: over the hundreds of rows of the large one axe takes half a minute, and the pages are the same."""
    if table.panel is CONFERENCE:
        chair.look(name)


def read_live_results(chair, round, table):
    """Asked for by the first look, made by the worker, shown by the next: sentence, piles, ladder, every entry."""
    main = chair.go(address("results", round)).locator("main")
    expect(main).to_contain_text("being computed for the first time")
    stage.work()
    chair.follow("Look again")
    expect(main).to_contain_text(f"Fair scores computed from {len(table.rows)} scorecards")
    expect(main).not_to_contain_text("Marks have moved")
    places = table.panel.places
    expect(main).to_contain_text(re.compile(rf"Of the {places} entries at the top we expect about \d+ to be among"))
    piles = [int(count) for count in chair.page.locator(".pile-count").all_inner_texts()]
    assert sum(piles) == len(table.keys)

    shown = rows_of(chair.page, "table.data-table", rank=1, name=0)
    assert len(shown) == len(table.keys)
    fair = table.fair_ranks()
    assert len(fair) > 0.9 * len(table.keys)
    assert {company: shown[company] for company in fair} == fair
    ladder = rows_of(chair.page, "table.ladder", rank=0, name=1)
    assert len(ladder) >= places
    assert {company: shown[company] for company in ladder} == ladder
    expect(chair.page.locator("table.ladder tr.is-below-cut")).to_have_count(1)
    expect(chair.page.locator("table.ladder svg.ladder-bar")).to_have_count(len(ladder))
    look(chair, table, "results of a panel")


def rows_of(page, table, *, rank, name):
    """{company: rank} of a table; `rank` and `name` are the columns."""
    cells = page.locator(f"{table} tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(c => c.innerText))"
    )
    return {row[name].split(":")[0].strip(): row[rank].strip() for row in cells}


def read_one_entry(chair, round, table):
    """The first of the ladder, with each juror's card."""
    first = chair.page.locator("table.ladder tbody a").first
    name = first.inner_text()
    first.click()
    expect(chair.page.get_by_role("heading", name=name)).to_be_visible()
    candidacy = Candidacy.objects.get(pk=chair.page.url.rstrip("/").rsplit("/", 1)[-1])
    cards = Scorecard.objects.filter(candidacy=candidacy).select_related("juror")
    for card in cards:
        expect(chair.page.get_by_role("heading", name=card.juror.name).first).to_be_visible()
    expect(chair.page.locator("main article")).to_have_count(len(cards))
    look(chair, table, "entry of a panel")


def read_reliability(chair, round, table):
    """The honesty line says what science measures on the table, within what its repeats leave to chance."""
    chair.go(address("reliability", round))
    line = chair.page.get_by_role("row").filter(has_text="Honesty check").inner_text()
    fair, plain = re.search(r"agreed with jurors on ([\d.]+) % of pairs, the plain score on ([\d.]+) %", line).groups()
    honesty = honesty_check(table.marks, seed=1)
    assert float(fair) == pytest.approx(100 * honesty.fair, abs=HONESTY[table.panel])
    assert float(plain) == pytest.approx(100 * honesty.plain, abs=HONESTY[table.panel])
    expect(chair.page.locator("main")).to_contain_text("not every juror marked every entry")
    look(chair, table, "reliability of a panel")
    chair.follow("How this was computed")
    expect(chair.page.locator("main")).to_contain_text("In this round:")
    look(chair, table, "method of a panel")


def take_the_figures_away(chair, round, table):
    """Workbook, table and input hold every entry, and the table the plain ranks as well."""
    chair.go(address("method", round))
    companies = {company_of(key) for key in table.keys}

    rows = list(csv.DictReader(StringIO(fetch(chair, "The entries as a table").read_text("utf-8-sig"))))
    assert {row["Entry"].split(":")[0] for row in rows} == companies
    told = {row["Entry"].split(":")[0]: row["Plain rank"] for row in rows}
    plain = table.plain_ranks()
    assert {company: told[company] for company in plain} == plain

    book = load_workbook(fetch(chair, "All figures as a workbook"), read_only=True)
    sizes = {sheet.title: len(list(sheet.values)) - 1 for sheet in book.worksheets}
    jurors = len({row["judge"] for row in table.rows})
    assert sizes == {"Entries": len(companies), "Scorecards": len(table.rows), "Jurors": jurors}
    assert {row[2].split(":")[0] for row in book["Entries"].iter_rows(min_row=2, values_only=True)} == companies

    given = json.loads(fetch(chair, "The input of the figures").read_text())
    entries = Candidacy.objects.filter(round=round).values_list("pk", flat=True)
    assert {row[0] for row in given["candidacies"]} == {str(pk) for pk in entries}
    assert len(given["scorecards"]) == len(table.rows)


def fetch(chair, link):
    """Under the name that the site gives it: tools tell its kind by that."""
    with chair.page.expect_download() as waiting:
        chair.follow(link)
    kept = waiting.value.path().with_name(waiting.value.suggested_filename)
    waiting.value.save_as(kept)
    return kept


def seal_the_figures(chair, round, table):
    close(round)
    page = chair.go(address("results", round))
    chair.follow("Seal the figures")
    chair.press("Seal the figures")
    expect(page.locator("main")).to_contain_text("The full model is running")
    expect(page.locator("main")).to_contain_text("Sweeps of the model")
    stage.work()
    expect(page.locator("main")).to_contain_text("The figures are sealed")
    told = StringIO()
    call_command("recompute_results", str(round.pk), stdout=told)
    assert "Every byte is the same." in told.getvalue()
    chair.follow("See the sealed figures")
    expect(page.locator("main")).to_contain_text("What is shown is what was sealed.")
    expect(page.locator("main")).to_contain_text(f"Full model, computed from {len(table.rows)} scorecards")


def meet(chair, round, table):
    """By keyboard through the agenda; attendance, a note that saves itself, a vote and a decision of the first entry."""
    page = chair.go(address("meeting", round))
    chair.press("Open the meeting")
    voters = page.locator("[name=present]")
    for number in range(2):
        voters.nth(number).check()
    chair.press("Note who is here")
    look(chair, table, "meeting of a panel")
    page.locator("main a.btn-primary").click()
    expect(page.locator(".meeting-head .kicker")).to_contain_text("Entry 1 of")
    # Before that nobody listens to the keys.
    page.wait_for_load_state("load")
    first = page.url
    page.keyboard.press("ArrowRight")
    expect(page.locator(".meeting-head .kicker")).to_contain_text("Entry 2 of")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(first)
    page.get_by_label("Discussion").fill(NOTE)
    expect(page.locator("[data-question=note]")).to_contain_text("Saved at")
    page.locator(".meeting-vote select").first.select_option(label="Finalist")
    page.locator(".meeting-vote select").last.select_option(label="abstains")
    chair.press("Note this vote")
    expect(page.locator("main")).to_contain_text("Ballot 1")
    expect(page.get_by_label("Discussion")).to_have_value(NOTE)
    look(chair, table, "entry in the meeting of a panel")
    page.get_by_label("Commended").check()
    page.get_by_label("Reason").fill(REASON)
    chair.press("Record it and go on")
    expect(page.locator(".meeting-head .kicker")).to_contain_text("Entry 2 of")
    chair.follow("All entries")
    chair.press("Close the meeting")


def decide_on_all(chair, round, table):
    """The first by hand, and once more; the others the same way, without the page."""
    page = chair.go(address("decisions", round))
    expect(page.locator("main")).to_contain_text("have no decision yet")
    for link, outcome in (("Decide", "Finalist"), ("Change", "Winner")):
        page.get_by_role("row").nth(1).get_by_role("link", name=link).click()
        page.get_by_label(outcome).check()
        page.get_by_label("Reason").fill(REASON)
        chair.press("Record the decision")
        expect(page.get_by_role("row").nth(1)).to_contain_text(outcome)
    for candidacy in Candidacy.objects.filter(round=round, decision=None):
        decide(candidacy=candidacy, outcome=Outcome.DECLINE, reason=REASON, by=chair.who)
    page.reload()
    look(chair, table, "decisions of a panel")
    chair.follow("Seal the decisions")
    chair.press("Seal the decisions")
    expect(page.locator("main")).to_contain_text("Decisions sealed by Cyra Chair")
    assert Round.objects.get(pk=round.pk).state == RoundState.DECISIONS_SEALED


def read_the_minutes(chair, round, table):
    """Page and document name every entry, every juror and both seals."""
    chair.go(address("minutes", round))
    seals = [seal.input_hash for seal in round.seals.all()]
    wanted = {company_of(key) for key in table.keys} | {f"Judge {row['judge']}" for row in table.rows}
    assert len(seals) == 2
    assert (
        missing(wanted | {NOTE, "abstains", *seals, "was first “Finalist”"}, chair.page.locator("main").inner_text())
        == set()
    )
    look(chair, table, "minutes of a panel")
    if not makes_documents():
        return
    document = fetch(chair, "Download as PDF")
    assert document.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", document, "-"], capture_output=True, text=True, check=True).stdout
        assert missing(wanted, " ".join(text.split())) == set()


def missing(names, text):
    """The wanted names that do not stand there whole."""
    return {name for name in names if not re.search(rf"{re.escape(name)}(?!\w)", text)}
