from types import SimpleNamespace

import pytest
from django.conf import settings as configured

from accounts import checks
from accounts.models import Role
from tests.accounts.factories import RoleFactory, SuperuserFactory, staff


def ids(errors):
    return [error.id for error in errors]


def test_doors_are_watched(settings):
    assert checks.every_door_is_watched(None) == []

    settings.MIDDLEWARE = [name for name in configured.MIDDLEWARE if "SecondFactor" not in name]
    assert ids(checks.every_door_is_watched(None)) == ["accounts.E001"]


def test_wagtails_forms_for_rights_are_replaced(monkeypatch):
    assert checks.wagtail_hands_out_no_rights(None) == []

    # Not through the settings fixture: it would load the apps again, and without people there is nothing to load.
    monkeypatch.setattr(checks, "settings", SimpleNamespace(INSTALLED_APPS=["wagtail.users"]))
    assert ids(checks.wagtail_hands_out_no_rights(None)) == ["accounts.E002"]


@pytest.mark.django_db
def test_superuser_with_a_role_is_an_error():
    staff()
    assert checks.superuser_is_not_secretariat(None, databases=["default"]) == []

    RoleFactory(person=SuperuserFactory())
    assert ids(checks.superuser_is_not_secretariat(None, databases=["default"])) == ["accounts.E003"]


@pytest.mark.django_db
def test_check_waits_for_the_tables(monkeypatch):
    RoleFactory(person=SuperuserFactory())
    monkeypatch.setattr(Role._meta, "db_table", "not_made_yet")

    assert checks.superuser_is_not_secretariat(None, databases=["default"]) == []
