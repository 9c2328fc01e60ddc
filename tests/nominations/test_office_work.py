from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import RoleName
from nominations.enums import NominationState
from nominations.office.work import nominations_that_wait
from tests.accounts.factories import PersonFactory, SuperuserFactory, staff
from tests.nominations.factories import NominationFactory
from tests.prizes.factories import CategoryFactory, EditionFactory, PrizeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def category():
    return CategoryFactory(edition=EditionFactory(name="Innovation Prize 2027"))


@pytest.fixture
def secretariat(category):
    return staff(prize=category.edition.prize)


def overdue(category):
    yesterday = timezone.now() - timedelta(days=1)
    state = NominationState.NEEDS_INFORMATION
    return NominationFactory(category=category, handed_in=True, state=state, information_due_at=yesterday)


def told(user):
    return [(item.count, item.text, item.urgent) for item in nominations_that_wait(user)]


def test_office_is_told_what_waits(category, secretariat):
    NominationFactory.create_batch(2, category=category, handed_in=True)
    NominationFactory(category=category)
    overdue(category)

    assert told(secretariat) == [
        (1, "nomination with information overdue", True),
        (2, "nominations to screen", False),
        (1, "draft not submitted yet", False),
    ]


def test_drafts_of_a_closed_edition_wait_for_nobody(category, secretariat):
    NominationFactory(category=category)
    edition = category.edition
    edition.closes_at = timezone.now() - timedelta(hours=1)
    edition.save()

    assert told(secretariat) == []


@pytest.mark.parametrize("role", [RoleName.AUDITOR, RoleName.EDITOR])
def test_work_is_for_the_office_alone(category, role):
    NominationFactory(category=category, handed_in=True)

    assert told(staff(role, category.edition.prize)) == []
    assert told(staff(prize=PrizeFactory())) == []
    assert told(SuperuserFactory()) == []


def test_each_link_leads_to_what_was_counted(client, category, secretariat):
    NominationFactory.create_batch(2, category=category, handed_in=True)
    NominationFactory(category=category)
    overdue(category)
    NominationFactory(category=CategoryFactory(edition__prize=category.edition.prize), handed_in=True)
    client.force_login(secretariat)

    for item in nominations_that_wait(secretariat):
        assert len(client.get(item.url).context["object_list"]) == item.count, item.text


@pytest.mark.parametrize("rows", [1, 8])
def test_any_number_of_editions_asks_the_same_questions(category, secretariat, rows, django_assert_num_queries):
    for _ in range(rows):
        other = CategoryFactory(edition__prize=category.edition.prize)
        NominationFactory.create_batch(rows, category=other, handed_in=True)
    # Their roles, their editions, the states, what is overdue.
    with django_assert_num_queries(4):
        nominations_that_wait(secretariat)


def test_first_page_shows_it(client, category, secretariat):
    NominationFactory(category=category, handed_in=True)
    client.force_login(secretariat)

    text = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "What needs you" in text
    assert "nomination to screen" in text
    assert "Your most recent edits" not in text


@pytest.mark.parametrize("role", RoleName)
def test_first_page_says_when_nothing_waits(client, category, role):
    client.force_login(staff(role, category.edition.prize))

    assert client.get(reverse("wagtailadmin_home")).text.count("Nothing waits for you now.") == 1


def test_first_page_is_not_there_without_a_role(client):
    client.force_login(PersonFactory())

    assert client.get(reverse("wagtailadmin_home")).status_code == 404


def test_first_page_promises_no_work_to_a_superuser_without_a_role(client):
    client.force_login(SuperuserFactory())

    response = client.get(reverse("wagtailadmin_home"))

    assert response.status_code == 200
    assert "What needs you" not in response.text


@pytest.mark.parametrize("role", [RoleName.AUDITOR, RoleName.EDITOR])
def test_first_page_of_others_counts_no_nominations(client, category, role):
    NominationFactory(category=category, handed_in=True)
    client.force_login(staff(role, category.edition.prize))

    response = client.get(reverse("wagtailadmin_home"))

    assert response.status_code == 200
    assert "to screen" not in response.content.decode()
