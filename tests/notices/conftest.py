import pytest

from notices.registry import NoticeTemplate, register_template
from tests.audit.factories import PersonFactory

register_template(
    NoticeTemplate(
        key="test.receipt",
        name="Receipt used by the tests",
        subject="Received: {{ entry }}",
        body="Dear {{ recipient_name }},\n\nwe have your entry {{ entry }}.\n\n{{ link }}\n\n{{ site_name }}",
        variables={"entry": "The title of the entry.", "link": "Where it can be read."},
        sample={"entry": "A better gear", "link": "https://prize.test/n/0"},
    )
)


@pytest.fixture
def person(db):
    return PersonFactory()
