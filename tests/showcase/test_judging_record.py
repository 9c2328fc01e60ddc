"""How a year was judged is public with its outcome and never before; counts, times and hashes, nobody's name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Event
from judging.enums import Outcome
from judging.models import Announcement, Release, Scorecard
from judging.public_record import published_records, record_at_release
from tests.judging.factories import declare_excluded, released_round, seat
from tests.showcase.factories import showcase_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round():
    round, _ = released_round(Outcome.WINNER, Outcome.DECLINE)
    return round


def announce(round, after=timedelta(minutes=-1)):
    at = timezone.now() + after
    for outcome in (Outcome.WINNER, Outcome.DECLINE):
        Announcement.objects.update_or_create(
            round=round, outcome=outcome, defaults={"entrants_at": at, "public_at": at}
        )


def address(round):
    winners = showcase_of(round.edition.prize)
    return winners.address_of(round.edition.year, "judging")


def test_record_counts_entries_cards_and_jurors(round):
    record = Release.objects.get(round=round).record

    assert (record["entries"], record["cards"], record["least"], record["most"]) == (2, 2, 1, 1)
    assert set(record["seals"]) == {"figures", "decisions"}
    assert record["seats"] == {"oem": 1}


def test_record_counts_ties_and_exclusions(round):
    declare_excluded(round.candidacies.first(), seat(round))

    record = record_at_release(round)

    assert (record["ties"], record["exclusions"], record["waivers"]) == (1, 1, 0)


def test_record_is_not_there_before_the_public_is_told(client, round):
    where = address(round)
    assert client.get(where).status_code == 404
    announce(round, after=timedelta(hours=1))
    assert client.get(where).status_code == 404
    assert published_records(round.edition) == []


def test_record_is_linked_and_tells_nobodys_name(client, round):
    announce(round)
    where = address(round)

    page = client.get(where).content.decode()

    assert Event.objects.get(verb="round.released").hash in page
    for seal in round.seals.all():
        assert seal.input_hash in page
    for juror in {card.juror for card in Scorecard.objects.all()}:
        assert juror.name not in page


def test_what_is_published_does_not_follow_later_changes(client, round):
    announce(round)
    declare_excluded(round.candidacies.first(), seat(round))

    (published,) = published_records(round.edition)

    assert published.counts["ties"] == 0


def test_rehearsal_has_no_record(client, round):
    announce(round)
    where = address(round)
    round.edition.rehearsal = True
    round.edition.save()

    assert client.get(where).status_code == 404
