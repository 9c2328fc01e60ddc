"""The auditor's own page: what waits for the second key, and what was released."""

import pytest
from django.urls import reverse

from audit.models import Event
from judging.actions import seal_decisions, seal_figures
from judging.actions.decisions import decide, release_results
from judging.enums import Outcome
from tests.accounts.factories import PersonFactory, staff
from tests.judging.factories import RoundFactory, auditor_of, close, open_round_with_entries, seat

pytestmark = pytest.mark.django_db
URL = reverse("judging:releases")


@pytest.fixture
def sealed():
    round, entries = open_round_with_entries(1)
    chair = seat(round, is_chair=True, scores=False)
    seal_figures(round=close(round), by=chair)
    decide(candidacy=entries[0], outcome=Outcome.DECLINE, reason="Not yet.", by=chair)
    seal_decisions(round=round, by=chair)
    return round


def test_sealed_round_waits_with_the_head_of_the_record(client, sealed):
    client.force_login(auditor_of(sealed))

    text = client.get(URL).text

    assert "Look and release" in text
    assert reverse("judging:release", args=[sealed.pk]) in text
    assert Event.objects.head().hash in text


def test_released_round_stays_to_be_read(client, sealed):
    auditor = auditor_of(sealed)
    release_results(round=sealed, by=auditor)
    client.force_login(auditor)

    text = client.get(URL).text

    assert "No round waits for you" in text
    assert f"Released by {auditor}" in text


def test_page_is_one_door_away(client, sealed):
    client.force_login(auditor_of(sealed))

    assert f'href="{URL}"' in client.get(reverse("people:profile")).text


def test_auditor_of_another_prize_reads_nothing_of_it(client, sealed):
    client.force_login(staff("auditor"))

    assert sealed.edition.name not in client.get(URL).text


def test_nobody_else_finds_the_page(client, sealed):
    for person in (PersonFactory(), staff("secretariat", sealed.edition.prize), staff("editor", sealed.edition.prize)):
        client.force_login(person)
        assert client.get(URL).status_code == 404


@pytest.mark.parametrize("rows", [1, 8])
def test_releases_query_count(client, sealed, rows, django_assert_num_queries):
    auditor = auditor_of(sealed)
    for _ in range(rows):
        RoundFactory(edition=sealed.edition)
    client.force_login(auditor)
    client.get(URL)

    with django_assert_num_queries(9):
        client.get(URL)
