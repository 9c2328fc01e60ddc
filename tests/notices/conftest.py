import pytest
from django.contrib.auth.models import Permission

from notices import access
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
RECEIPT = {"entry": "Gear 7", "link": "https://prize.test/n/1"}


@pytest.fixture(autouse=True)
def _tasks_wait_for_the_worker(settings):
    """As in production: writing a notice leaves a task in the queue."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def person(db):
    return PersonFactory()


@pytest.fixture
def manager(db, monkeypatch):
    """Somebody who looks after edition 1, in a house that also has an edition 2."""
    person = admit(PersonFactory())
    general = [access.ALL_EDITIONS]
    monkeypatch.setattr(access, "_managers", [lambda user: user.pk == person.pk])
    monkeypatch.setattr(access, "_scope_sources", [lambda user: [("edition:1", "Prize of 2031")]])
    monkeypatch.setattr(access, "_text_scope_sources", [lambda user: [*general, ("edition:1", "Prize of 2031")]])
    return person


def admit(person):
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return person
