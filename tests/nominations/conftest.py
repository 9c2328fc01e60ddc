import pytest

from tests.accounts.factories import PersonFactory, staff
from tests.nominations.factories import complete_draft


@pytest.fixture
def draft(db):
    """A complete draft; its collaborator is `draft.person`."""
    nomination, person = complete_draft()
    nomination.person = person
    return nomination


@pytest.fixture
def person(draft):
    return draft.person


@pytest.fixture
def stranger(db):
    return PersonFactory()


@pytest.fixture
def neighbour(draft):
    """Works on another nomination of the same category."""
    return complete_draft(category=draft.category)[1]


@pytest.fixture
def office(draft):
    return staff(prize=draft.edition.prize)
