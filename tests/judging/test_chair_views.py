from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from judging.actions import decide, seal_figures
from judging.enums import AssignmentState, DeclarationKind, Outcome, RoundState, ScorecardState
from judging.models import Announcement, Decision, Declaration, Round, RoundCategory, Scorecard, TieRuling, Waiver
from notices.models import Notice
from tests.accounts.factories import AffiliationFactory, PersonFactory, SuperuserFactory
from tests.judging.factories import (
    AssignmentFactory,
    DeclarationFactory,
    PledgeFactory,
    auditor_of,
    close,
    decided_round,
    mark_card,
    open_round_with_entries,
    ready_juror,
    released_round,
    sealed_round,
    seat,
    secretary_of,
)

pytestmark = pytest.mark.django_db
ROUND_PAGES = ("round", "conflicts", "results", "decisions")


def url(name, round, *args):
    return reverse(f"judging:{name}", args=[round.pk, *args])


@pytest.fixture
def entry():
    _, (entry,) = open_round_with_entries(1)
    return entry


@pytest.fixture
def chair(entry):
    return seat(entry.round, is_chair=True, scores=False)


def again(round):
    return Round.objects.get(pk=round.pk)


# Doors.


@pytest.mark.parametrize("name", ROUND_PAGES)
@pytest.mark.parametrize("who", ["chair", "deputy", "secretary", "auditor"])
def test_those_who_lead_administer_or_audit_come_in(client, entry, name, who):
    people = {
        "chair": lambda: seat(entry.round, is_chair=True, scores=False),
        "deputy": lambda: seat(entry.round, is_deputy=True, scores=False),
        "secretary": lambda: secretary_of(entry.round),
        "auditor": lambda: auditor_of(entry.round),
    }
    client.force_login(people[who]())

    assert client.get(url(name, entry.round)).status_code == 200


@pytest.mark.parametrize("who", ["juror", "neighbour", "stranger", "superuser"])
def test_everybody_else_finds_no_page(client, entry, who):
    card = mark_card(entry, seat(entry.round), 3, 3)
    declaration = DeclarationFactory(edition=entry.round.edition, kind=DeclarationKind.EXCLUDE)
    people = {
        "juror": lambda: seat(entry.round),
        "neighbour": lambda: secretary_of(open_round_with_entries(1)[0]),
        "stranger": PersonFactory,
        "superuser": SuperuserFactory,
    }
    client.force_login(people[who]())
    before = Event.objects.count()

    round_pages = ("remind", "rule_on_tie", "seal_figures", "seal_decisions", "release", "announcements")
    urls = [url(page, entry.round) for page in (*ROUND_PAGES, *round_pages)]
    urls += [url(page, entry.round, entry.pk) for page in ("result", "decide")]
    urls += [url("reopen", entry.round, card.pk), url("announce", entry.round, "winner")]
    urls += [url("waive", entry.round, declaration.pk), url("recuse_juror", entry.round, entry.assignments.get().pk)]
    for address in urls:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"reason": "Mine."}).status_code in (404, 405), address
    assert Event.objects.count() == before


def test_visitor_is_asked_to_sign_in(client, entry):
    for page in (*ROUND_PAGES, "release", "announcements"):
        assert client.get(url(page, entry.round)).status_code == 302
    assert client.get(url("announce", entry.round, "winner")).status_code == 302


@pytest.mark.parametrize("name", ["release", "announcements"])
def test_chair_neither_releases_nor_announces(client, entry, chair, name):
    client.force_login(chair)

    assert client.get(url(name, entry.round)).status_code == 404


def test_who_leads_finds_the_way_from_the_own_list(client, entry, chair):
    client.force_login(chair)

    assert url("round", entry.round) in client.get(reverse("judging:queue")).content.decode()


def test_form_that_is_refused_says_so_once(client):
    round, (entry, _), chair = sealed_round()
    client.force_login(chair)

    page = client.post(url("decide", round, entry.pk), {"reason": ""}).content.decode()

    assert page.count("data-error-summary") == 1
    assert "This field is required." in page


# Progress.


def test_progress_shows_who_is_unfinished_and_no_mark(client, entry, chair):
    mark_card(entry, seat(entry.round, juror__name="Ada Done"), 5, 5)
    AssignmentFactory(candidacy=entry, juror=seat(entry.round, juror__name="Ben Behind"))
    client.force_login(chair)

    response = client.get(url("round", entry.round))

    progress = response.context["progress"]
    assert [(str(row.juror.name), row.is_done) for row in progress.jurors] == [
        ("Ben Behind", False),
        ("Ada Done", True),
    ]
    assert [(coverage.wanted, coverage.short) for coverage in progress.coverage] == [(3, [(entry, 2)])]
    assert "100.00" not in response.content.decode()


def test_who_has_not_begun_is_more_behind_than_who_has_only_to_hand_in(client, entry, chair):
    for name, state in (("Ada Complete", "complete"), ("Ben Started", "in_progress"), ("Cy Done", "submitted")):
        mark_card(entry, seat(entry.round, juror__name=name), 4, None if state == "in_progress" else 4, state=state)
    pledged = seat(entry.round, juror__name="Abe Pledged")
    AssignmentFactory(candidacy=entry, juror=pledged)
    PledgeFactory(round=entry.round, juror=pledged)
    client.force_login(chair)

    progress = client.get(url("round", entry.round)).context["progress"]

    names = [str(row.juror.name) for row in progress.jurors]
    assert names == ["Ben Started", "Abe Pledged", "Ada Complete", "Cy Done"]


def queries_with(client, name, entries):
    round, candidacies = open_round_with_entries(entries)
    juror = seat(round)
    for candidacy in candidacies:
        mark_card(candidacy, juror, 4, 4)
    client.force_login(seat(round, is_chair=True, scores=False))
    # The first look has the figures computed, which a worker does elsewhere.
    client.get(url(name, round))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url(name, round)).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["round", "results", "decisions"])
def test_page_asks_the_same_number_of_questions_for_any_size(client, name):
    queries_with(client, name, 1)

    assert queries_with(client, name, 50) == queries_with(client, name, 1) <= 35


def test_reminder_goes_to_exactly_those_who_have_not_finished(client, entry, chair):
    mark_card(entry, seat(entry.round), 5, 5)
    behind = seat(entry.round)
    AssignmentFactory(candidacy=entry, juror=behind)
    client.force_login(chair)
    assert str(behind) in client.get(url("remind", entry.round)).content.decode()

    for _ in range(2):
        client.post(url("remind", entry.round))

    assert [notice.recipient for notice in Notice.objects.filter(template="judging.reminder")] == [behind]
    assert Event.objects.filter(verb="round.reminded").count() == 2


# Gates.


def test_scoring_chair_sees_only_the_progress_until_own_cards_are_in(client, entry):
    chair = ready_juror([entry], is_chair=True)
    mark_card(entry, seat(entry.round, juror__name="Ada Done"), 4, 4)
    client.force_login(chair)

    assert client.get(url("round", entry.round)).status_code == 200
    for page in ("results", "decisions"):
        response = client.get(url(page, entry.round))
        assert "75.00" not in response.content.decode()
        assert "Hand in your own scorecards first" in response.content.decode()
    assert "75.00" not in client.get(url("result", entry.round, entry.pk)).content.decode()
    assert not Event.objects.filter(verb="round.results_viewed").exists()

    Scorecard.objects.filter(juror=chair).update(state=ScorecardState.SUBMITTED, total=50, handed_in_at=timezone.now())
    assert "62.50" in client.get(url("results", entry.round)).content.decode()


def test_each_look_is_an_event(client, entry, chair):
    mark_card(entry, seat(entry.round), 4, 4)
    client.force_login(chair)

    for address in (url("results", entry.round), url("result", entry.round, entry.pk), url("decisions", entry.round)):
        client.get(address)

    assert Event.objects.filter(verb="round.results_viewed", actor=str(chair.pk)).count() == 3


def test_auditor_sees_figures_once_they_are_sealed(client):
    round, (entry,) = open_round_with_entries(1)
    mark_card(entry, seat(round), 4, 4)
    auditor = auditor_of(round)
    client.force_login(auditor)
    assert "75.00" not in client.get(url("results", round)).content.decode()

    seal_figures(round=close(round), by=seat(round, is_chair=True, scores=False))

    assert "75.00" in client.get(url("results", round)).content.decode()


def test_chair_sees_no_figures_of_an_entry_that_they_are_tied_to(client):
    round, (entry, tied) = open_round_with_entries(2)
    juror = seat(round)
    mark_card(entry, juror, 4, 4)
    mark_card(tied, juror, 5, 5)
    chair = seat(round, is_chair=True, scores=False)
    AffiliationFactory(person=chair, organisation=tied.nomination.organisation)
    client.force_login(chair)

    page = client.get(url("results", round)).content.decode()

    assert entry.nomination.organisation.name in page
    assert tied.nomination.organisation.name not in page
    assert "1 entry is left out" in page
    assert client.get(url("result", round, tied.pk)).status_code == 404
    assert client.get(url("decide", round, tied.pk)).status_code == 404


def test_chair_of_another_panel_sees_other_entries(client, entry):
    category = RoundCategory.objects.create(
        round=entry.round,
        category=entry.round_category.category.__class__.objects.create(
            edition=entry.round.edition, key="other", name="Other"
        ),
        rubric=entry.round_category.rubric,
    )
    panel = entry.round.panels.create(name="Other")
    panel.categories.set([category.category])
    chair = panel.seats.create(juror=PersonFactory(), seat_type="oem", is_chair=True, scores=False).juror
    client.force_login(chair)

    response = client.get(url("results", entry.round))

    assert [board.round_category for board in response.context["boards"]] == [category]
    assert client.get(url("result", entry.round, entry.pk)).status_code == 404


def test_blind_round_tells_the_chair_no_name(client):
    round, (entry,) = open_round_with_entries(1, blind=True)
    mark_card(entry, seat(round), 4, 4)
    client.force_login(seat(round, is_chair=True, scores=False))

    for address in (url("round", round), url("results", round), url("result", round, entry.pk)):
        page = client.get(address).content.decode()
        assert entry.code in page
        assert entry.nomination.organisation.name not in page
        assert entry.submission.title not in page


# Results.


def test_round_without_a_complete_card_says_so(client, entry, chair):
    client.force_login(chair)

    assert "No scorecard is complete yet" in client.get(url("results", entry.round)).content.decode()


def test_results_show_rank_ties_spread_and_bar(client):
    round, (first, second) = open_round_with_entries(2)
    RoundCategory.objects.update(least_total=80)
    for marks in ((4, 4), (5, 5)):
        juror = seat(round)
        for entry in (first, second):
            mark_card(entry, juror, *marks)
    client.force_login(seat(round, is_chair=True, scores=False))

    (board,) = client.get(url("results", round)).context["boards"]

    row = board.rows[0]
    assert (row.rank, row.score, row.count, row.parted) == ("=1", "87.50", "2 of 3", "Tied")
    assert row.spread == "25.00 (75.00 to 100.00)"
    assert row.bar == "Reached"
    assert [mean for _, mean in row.means] == ["4.50", "4.50"]
    assert len(board.tied) == 1


def test_results_name_the_criterion_that_parted_a_tie(client):
    round, (first, second) = open_round_with_entries(2)
    mark_card(first, seat(round), 3, 4)
    mark_card(second, seat(round), 4, "2.5")
    client.force_login(seat(round, is_chair=True, scores=False))

    (board,) = client.get(url("results", round)).context["boards"]

    heaviest = first.round_category.rubric.criteria.first()
    assert [row.parted for row in board.rows] == [f"Parted by “{heaviest}”"] * 2


def test_bar_that_is_missed_says_by_what(client, entry, chair):
    RoundCategory.objects.update(least_total=80)
    mark_card(entry, seat(entry.round), 4, 4)
    client.force_login(chair)

    assert "Missed: total below 80" in client.get(url("results", entry.round)).content.decode()


def test_entry_shows_marks_and_comments_by_juror_but_no_private_note(client, entry, chair):
    card = mark_card(entry, seat(entry.round, juror__name="Ada Done"), 4, 5)
    for kind, text in (("jury", "Look at page 3."), ("entrant", "Well done."), ("private", "Boring.")):
        card.remarks.create(kind=kind, text=text)
    client.force_login(chair)

    page = client.get(url("result", entry.round, entry.pk)).content.decode()

    assert "Ada Done" in page
    assert "Look at page 3." in page
    assert "Well done." in page
    assert "Boring." not in page


# Acts of the chair.


def test_chair_reopens_a_card_with_a_reason(client, entry, chair):
    card = mark_card(entry, seat(entry.round), 4, 5)
    client.force_login(chair)
    assert client.get(url("reopen", entry.round, card.pk)).status_code == 200
    assert client.post(url("reopen", entry.round, card.pk), {"reason": ""}).status_code == 200

    client.post(url("reopen", entry.round, card.pk), {"reason": "The figure was replaced."})

    card.refresh_from_db()
    assert card.state == ScorecardState.REOPENED


def test_chair_recuses_a_juror(client, entry, chair):
    assignment = AssignmentFactory(candidacy=entry, juror=seat(entry.round))
    client.force_login(chair)
    assert client.get(url("recuse_juror", entry.round, assignment.pk)).status_code == 200

    client.post(url("recuse_juror", entry.round, assignment.pk), {"reason": "A cousin."})

    assignment.refresh_from_db()
    assert assignment.state == AssignmentState.RECUSED


def test_chair_waives_and_the_page_keeps_the_reason(client, entry, chair):
    juror = ready_juror([entry])
    Declaration.objects.update(kind=DeclarationKind.EXCLUDE)
    declaration = Declaration.objects.get()
    client.force_login(chair)
    assert url("waive", entry.round, declaration.pk) in client.get(url("conflicts", entry.round)).content.decode()
    assert client.get(url("waive", entry.round, declaration.pk)).status_code == 200

    client.post(url("waive", entry.round, declaration.pk), {"reason": "It was long ago."})

    assert Waiver.objects.get().juror == juror
    assert "It was long ago." in client.get(url("conflicts", entry.round)).content.decode()


def test_nobody_waives_their_own(client, entry):
    chair = ready_juror([entry], is_chair=True)
    Declaration.objects.update(kind=DeclarationKind.EXCLUDE)
    declaration = Declaration.objects.get()
    client.force_login(chair)

    page = client.get(url("waive", entry.round, declaration.pk)).content.decode()
    response = client.post(url("waive", entry.round, declaration.pk), {"reason": "Mine."})

    assert "nobody their own" in page
    assert response.status_code == 404
    assert not Waiver.objects.exists()


def test_chair_rules_on_a_tie(client):
    round, (first, second) = open_round_with_entries(2)
    juror = seat(round)
    for entry in (first, second):
        mark_card(entry, juror, 4, 4)
    client.force_login(seat(round, is_chair=True, scores=False))
    assert "when the round has closed" in client.get(url("rule_on_tie", round)).content.decode()
    close(round)
    assert client.get(url("rule_on_tie", round)).context["blockers"] == []
    same = {"above": str(second.pk), "below": str(second.pk), "reason": "Wider effect."}
    assert "two different" in client.post(url("rule_on_tie", round), same).content.decode()

    client.post(url("rule_on_tie", round), same | {"below": str(first.pk)})

    assert TieRuling.objects.get().above == second
    assert "No two entries share a rank" in client.get(url("rule_on_tie", round)).content.decode()


def test_chair_seals_the_figures_and_the_page_shows_the_hash(client, entry, chair):
    mark_card(entry, seat(entry.round), 4, 4)
    client.force_login(chair)
    assert "possible now" in client.get(url("seal_figures", entry.round)).content.decode()
    close(entry.round)
    page = client.get(url("seal_figures", entry.round)).content.decode()
    assert "fewer scorecards than jurors were wanted" in page

    client.post(url("seal_figures", entry.round))

    assert again(entry.round).state == RoundState.FIGURES_SEALED
    assert entry.round.seals.get().input_hash in client.get(url("results", entry.round)).content.decode()


def test_deputy_does_not_seal(client, entry):
    client.force_login(seat(entry.round, is_deputy=True, scores=False))
    close(entry.round)

    assert client.post(url("seal_figures", entry.round)).status_code == 404


def test_chair_decides_and_a_stale_page_shows_what_stands(client):
    round, (entry, _), chair = sealed_round()
    client.force_login(chair)
    address = url("decide", round, entry.pk)
    assert client.get(address).context["form"].initial["base_revision"] == 0
    decide(candidacy=entry, outcome=Outcome.FINALIST, reason="By the other tab.", by=chair)

    typed = {"outcome": "winner", "reason": "Best.", "base_revision": "0"}
    page = client.post(address, typed)

    assert "By the other tab." in page.content.decode()
    assert page.context["form"]["base_revision"].value() == 1
    assert Decision.objects.get().outcome == Outcome.FINALIST
    client.post(address, typed | {"base_revision": "1"})
    assert Decision.objects.get().outcome == Outcome.WINNER
    assert "By the other tab." in client.get(address).content.decode()


def test_open_points_stand_before_the_seal(client):
    round, entries, chair = sealed_round()
    client.force_login(chair)
    assert "2 of 2 entries have no decision yet." in client.get(url("decisions", round)).content.decode()
    assert "2 of 2 entries" in client.get(url("seal_decisions", round)).content.decode()
    for entry, outcome in zip(entries, (Outcome.WINNER, Outcome.DECLINE), strict=True):
        decide(candidacy=entry, outcome=outcome, reason="Because.", by=chair)

    client.post(url("seal_decisions", round))

    assert again(round).state == RoundState.DECISIONS_SEALED


# The auditor and the office.


def test_auditor_verifies_and_releases(client):
    round, _, _ = decided_round(Outcome.WINNER)
    client.force_login(auditor_of(round))
    page = client.get(url("release", round))
    assert page.context["blockers"] == []
    assert all(each["holds"] for each in page.context["seals"])

    client.post(url("release", round))

    assert again(round).state == RoundState.RELEASED
    assert "Released" in client.get(url("release", round)).content.decode()


def test_auditor_reads_the_winners_first(client):
    outcomes = (Outcome.DECLINE, Outcome.FINALIST, Outcome.WINNER, Outcome.COMMENDED)
    round, _, _ = decided_round(*outcomes)
    client.force_login(auditor_of(round))

    page = client.get(url("release", round))

    assert [decision.outcome for decision in page.context["decisions"]] == [
        Outcome.WINNER,
        Outcome.FINALIST,
        Outcome.COMMENDED,
        Outcome.DECLINE,
    ]


def test_auditor_who_scored_reads_why_not(client):
    round, entries, _ = decided_round(Outcome.WINNER)
    auditor = auditor_of(round)
    Scorecard.objects.create(candidacy=entries[0], juror=auditor)
    client.force_login(auditor)

    assert "somebody else" in client.get(url("release", round)).content.decode()
    assert client.post(url("release", round)).status_code == 404
    assert again(round).state == RoundState.DECISIONS_SEALED


def test_auditor_sees_that_a_seal_broke(client):
    round, _, _ = decided_round(Outcome.WINNER)
    Decision.objects.update(reason="Rewritten.")
    client.force_login(auditor_of(round))

    page = client.get(url("release", round)).content.decode()

    assert "no longer matches" in page


def test_office_sets_the_announcement_on_the_clock_of_the_edition(client, entry):
    entry.round.edition.time_zone = "America/New_York"
    entry.round.edition.save()
    client.force_login(secretary_of(entry.round))
    address = url("announce", entry.round, "winner")
    assert "America/New_York" in client.get(address).content.decode()

    client.post(address, {"entrants_at": "2031-03-04T09:00", "public_at": "2031-03-04T12:00"})

    announcement = Announcement.objects.get()
    assert announcement.entrants_at.isoformat() == "2031-03-04T14:00:00+00:00"
    assert "March 4, 2031, 12:00 p.m. EST" in client.get(url("announcements", entry.round)).content.decode()
    assert 'value="2031-03-04T09:00"' in client.get(address).content.decode()


def test_public_before_the_entrants_is_refused_in_the_form(client, entry):
    client.force_login(secretary_of(entry.round))

    response = client.post(
        url("announce", entry.round, "winner"), {"entrants_at": "2031-03-04T09:00", "public_at": "2031-03-03T09:00"}
    )

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"public_at"}
    assert not Announcement.objects.exists()


def test_press_before_the_entrants_is_refused_where_it_was_typed(client, entry):
    client.force_login(secretary_of(entry.round))
    typed = {"entrants_at": "2031-03-04T09:00", "press_at": "2031-03-04T08:59", "public_at": "2031-03-05T09:00"}

    response = client.post(url("announce", entry.round, "winner"), typed)

    assert set(response.context["form"].errors) == {"press_at"}
    assert 'value="2031-03-04T08:59"' in response.text
    assert not Announcement.objects.exists()


def test_what_was_told_is_not_moved_by_the_form(client):
    round, _ = released_round(Outcome.WINNER)
    told = timezone.now() - timedelta(hours=1)
    Announcement.objects.create(round=round, outcome=Outcome.WINNER, entrants_at=told)
    client.force_login(secretary_of(round))

    response = client.post(url("announce", round, "winner"), {"entrants_at": ""})

    assert "told already" in response.content.decode()
    assert Announcement.objects.get().entrants_at == told


@pytest.mark.parametrize("outcome", ["nonsense", "advance"])
def test_round_announces_only_what_it_can_decide(client, outcome):
    round, _ = open_round_with_entries(1, kind="final")
    client.force_login(secretary_of(round))

    assert client.get(url("announce", round, outcome)).status_code == 404
