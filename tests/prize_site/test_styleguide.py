import pytest

from tests.accounts.factories import PersonFactory, SuperuserFactory

pytestmark = pytest.mark.django_db


def test_staff_see_the_style_guide(client):
    client.force_login(SuperuserFactory())

    assert client.get("/styleguide/").status_code == 200


def test_others_find_nothing_there(client):
    assert client.get("/styleguide/").status_code == 404

    client.force_login(PersonFactory())

    assert client.get("/styleguide/").status_code == 404
