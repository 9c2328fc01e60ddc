import pytest

from audit.verbs import register_verbs
from tests.audit.factories import PersonFactory

register_verbs({"test.happened": "Something happened"})


@pytest.fixture
def person(db):
    return PersonFactory()
