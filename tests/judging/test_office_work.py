import pytest
from django.utils import timezone

from accounts.enums import RoleName
from judging.actions import release_results, set_announcement
from judging.enums import Outcome
from judging.office.work import announcements_that_wait, releases_that_wait
from tests.accounts.factories import PersonFactory, staff
from tests.judging.factories import auditor_of, decided_round, secretary_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed():
    round, _, chair = decided_round(Outcome.WINNER)
    return round, chair


def test_sealed_round_waits_for_its_auditor_alone(sealed):
    round, chair = sealed
    auditor, stranger = auditor_of(round), PersonFactory()

    assert [item.note for item in releases_that_wait(auditor)] == [f"{round.edition}, {round}"]
    for person in (chair, stranger, secretary_of(round), staff(RoleName.AUDITOR)):
        assert releases_that_wait(person) == []


def test_released_round_waits_for_nobody_s_key_but_for_its_announcement(sealed):
    round, _ = sealed
    auditor, office = auditor_of(round), secretary_of(round)
    assert announcements_that_wait(office) == []

    release_results(round=round, by=auditor)

    assert releases_that_wait(auditor) == []
    assert len(announcements_that_wait(office)) == 1
    assert announcements_that_wait(auditor) == []


def test_round_with_its_announcement_set_waits_no_more(sealed):
    round, _ = sealed
    office, now = secretary_of(round), timezone.now()
    release_results(round=round, by=auditor_of(round))

    set_announcement(round=round, outcome=Outcome.WINNER, by=office, entrants_at=now, public_at=now)

    assert announcements_that_wait(office) == []
