"""The minutes hold what was judged by, who, what tied them, what was sealed, decided and changed; as a page and a PDF."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from judging.actions import decide, hand_in, seal_figures
from judging.enums import Outcome
from judging.models import Candidacy, Remark, Round, Scorecard
from tests.judging.factories import (
    auditor_of,
    close,
    declare_excluded,
    jury_round,
    mark_card,
    open_round_with_entries,
    ready_juror,
    released_round,
    seat,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def url(round, name="minutes"):
    return reverse(f"judging:{name}", args=[round.pk])


def sealed_jury(entries=6):
    jury = jury_round(entries=entries, jurors=4, each=3)
    close(jury.round)
    seal_figures(round=Round.objects.get(pk=jury.round.pk), by=jury.chair)
    return jury


def test_minutes_hold_decisions_with_their_reasons_and_what_they_said_before(client):
    jury = sealed_jury()
    entry = jury.entries[0]
    decide(candidacy=entry, outcome=Outcome.FINALIST, reason="Bold, and shown.", by=jury.chair)
    decide(candidacy=entry, outcome=Outcome.DECLINE, reason="The figures were of one month.", by=jury.chair)
    client.force_login(jury.chair)

    page = client.get(url(jury.round)).content.decode()

    assert "Not selected. The figures were of one month." in page
    assert "was first “Finalist”. Bold, and shown." in page


def test_minutes_hold_jury_rubric_seal_and_head(client):
    jury = sealed_jury()
    client.force_login(jury.chair)
    head = Event.objects.head()

    page = client.get(url(jury.round)).content.decode()

    (seal,) = jury.round.seals.all()
    assert seal.input_hash in page
    assert head.hash in page
    assert all(str(juror) in page for juror in jury.jurors)
    assert "Criterion" in page
    assert Event.objects.filter(verb="round.results_viewed").count() == 1


def test_tie_and_its_waiver_stand_in_the_minutes(client):
    jury = sealed_jury()
    declare_excluded(jury.entries[1], jury.jurors[0])
    client.force_login(jury.chair)

    page = client.get(url(jury.round)).content.decode()

    assert str(jury.entries[1].nomination.organisation) in page
    assert "Excluded" in page


def test_tied_chair_reads_nothing_of_the_entry(client):
    jury = sealed_jury()
    declare_excluded(jury.entries[0], jury.chair)
    decide(
        candidacy=Candidacy.objects.get(pk=jury.entries[0].pk),
        outcome=Outcome.DECLINE,
        reason="Said by the deputy.",
        by=seat(jury.round, is_deputy=True, scores=False),
    )
    client.force_login(jury.chair)

    page = client.get(url(jury.round)).content.decode()

    assert jury.entries[0].nomination.organisation.name not in page
    assert "Said by the deputy." not in page
    assert "1 entry is left out" in page


def test_minutes_are_a_pdf_too_and_the_file_is_an_event(client):
    pytest.importorskip("weasyprint", exc_type=OSError)
    round, _ = released_round(Outcome.WINNER, Outcome.DECLINE)
    client.force_login(secretary_of(round))

    answer = client.get(url(round, "minutes_document"))

    assert answer.content.startswith(b"%PDF")
    assert Event.objects.filter(verb="round.figures_exported").count() == 1


def test_who_leads_nothing_finds_no_minutes(client):
    jury = sealed_jury(4)
    stranger = secretary_of(released_round(Outcome.DECLINE)[0])

    for person in (jury.jurors[0], stranger):
        client.force_login(person)
        assert client.get(url(jury.round)).status_code == 404
        assert client.get(url(jury.round, "minutes_document")).status_code == 404


def test_auditor_reads_the_minutes_once_figures_are_sealed(client):
    jury = jury_round(entries=4, jurors=4, each=3)
    auditor = auditor_of(jury.round)
    client.force_login(auditor)
    assert jury.entries[0].nomination.organisation.name not in client.get(url(jury.round)).content.decode()
    close(jury.round)

    seal_figures(round=Round.objects.get(pk=jury.round.pk), by=jury.chair)

    assert jury.entries[0].nomination.organisation.name in client.get(url(jury.round)).content.decode()


def test_minutes_ask_as_much_for_many_as_for_few(client):
    def queries(entries):
        jury = sealed_jury(entries)
        client.force_login(jury.chair)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(jury.round)).status_code == 200
        return len(asked)

    queries(4)

    assert queries(5) == queries(20)


# Commitments.


def handed_in():
    round, entries = open_round_with_entries(2)
    jurors = [ready_juror(entries) for _ in range(2)]
    for juror in jurors:
        for entry in entries:
            mark_card(entry, juror, 4, 3, state="complete")
        hand_in(round=round, by=juror)
    return round, entries, jurors


def test_juror_checks_own_cards_and_sees_nobody_elses(client):
    round, _, (juror, other) = handed_in()
    client.force_login(juror)

    page = client.get(url(round, "commitments"))

    assert [check.scorecard.juror for check in page.context["checks"]] == [juror, juror]
    assert page.context["moved"] == 0
    assert str(other) not in page.content.decode()


def test_auditor_checks_all_and_a_mark_that_moved_is_named(client):
    round, entries, (juror, _) = handed_in()
    card = Scorecard.objects.get(candidacy=entries[0], juror=juror)
    card.marks.filter(criterion__key="criterion-1").update(value=5)
    client.force_login(auditor_of(round))

    page = client.get(url(round, "commitments"))

    assert len(page.context["checks"]) == 4
    assert [check.scorecard for check in page.context["checks"] if not check.holds] == [card]
    assert "1 card is no longer what was handed in" in page.content.decode()


def test_private_note_may_change_and_a_comment_may_not(client):
    round, entries, (juror, _) = handed_in()
    card = Scorecard.objects.get(candidacy=entries[0], juror=juror)
    client.force_login(juror)

    Remark.objects.create(scorecard=card, kind="private", text="For me.")
    assert client.get(url(round, "commitments")).context["moved"] == 0
    Remark.objects.create(scorecard=card, kind="jury", text="For all.")
    assert client.get(url(round, "commitments")).context["moved"] == 1


def test_office_and_stranger_find_no_commitments(client):
    round, _, _ = handed_in()

    for person in (secretary_of(round), auditor_of(open_round_with_entries(1)[0])):
        client.force_login(person)
        assert client.get(url(round, "commitments")).status_code == 404
