import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from audit import access
from audit.erasure import erase_details_of
from audit.models import Event
from audit.record import record_event
from tests.audit.factories import PersonFactory

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def reader(db, monkeypatch):
    person = PersonFactory()
    monkeypatch.setattr(access, "_readers", [lambda user: user.pk == person.pk])
    monkeypatch.setattr(access, "_scope_sources", [lambda user: ["edition:7"]])
    return admit(person)


@pytest.fixture
def event(person):
    return record_event("test.happened", target=person, by=person, details={"name": HOSTILE})


def admit(person):
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return person


def addresses(event):
    pages = ("index", "index_results", "verify")
    return [*(reverse(f"record:{page}") for page in pages), reverse("record:event", args=[event.position])]


def test_reader_sees_every_page(client, reader, event):
    client.force_login(reader)

    assert [client.get(address).status_code for address in addresses(event)] == [200] * 4


@pytest.mark.parametrize("fields", [{}, {"is_superuser": True}])
def test_others_in_the_back_office_find_nothing(client, reader, event, fields):
    client.force_login(admit(PersonFactory(**fields)))

    assert [client.get(address).status_code for address in addresses(event)] == [404] * 4
    assert client.post(addresses(event)[-1]).status_code == 404


def test_anonymous_is_sent_to_sign_in(client, reader, event):
    assert {client.get(address).status_code for address in addresses(event)} == {302}


def test_menu_shows_the_record_to_readers_only(client, reader):
    for person, shown in ((reader, True), (admit(PersonFactory()), False)):
        client.force_login(person)
        assert (reverse("record:index") in client.get(reverse("wagtailadmin_home")).content.decode()) is shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 2),
        ({"verb": "test.happened"}, 2),
        ({"verb": "record.exported"}, 0),
        ({"actor": "actor@example.org"}, 1),
        ({"actor": "nobody@example.org"}, 0),
        ({"target_type": "accounts.Person"}, 2),
        ({"target_id": "none"}, 0),
        ({"scope": "edition:7"}, 1),
        ({"scope": "edition:8"}, 0),
        ({"occurred_at_from": "2001-01-01", "occurred_at_to": "2001-01-02"}, 0),
    ],
)
def test_list_is_filtered(client, reader, event, query, found):
    actor = PersonFactory(email="actor@example.org")
    record_event("test.happened", target=actor, by=actor, scope="edition:7")
    record_event("test.happened", target=actor, by=actor, scope="edition:8")
    client.force_login(reader)

    response = client.get(reverse("record:index"), query)

    assert len(response.context["object_list"]) == found


def test_list_shows_the_head_and_names(client, reader, event, person):
    client.force_login(reader)

    content = client.get(reverse("record:index")).content.decode()

    assert event.hash in content
    assert person.name in content
    assert "Something happened" in content


def test_list_has_one_query_count(client, reader, person, django_assert_max_num_queries):
    client.force_login(reader)
    client.get(reverse("record:index"))  # Fills what Wagtail keeps per process and per person.
    counts = []
    for _ in range(2):
        for _ in range(3):
            record_event("test.happened", target=person, by=PersonFactory())
        with django_assert_max_num_queries(100) as queries:
            client.get(reverse("record:index"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_reading_details_is_an_event(client, reader, event):
    client.force_login(reader)
    address = reverse("record:event", args=[event.position])

    assert "alert" not in client.get(address).content.decode()
    content = client.post(address).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert HOSTILE not in content
    read = Event.objects.head()
    assert (read.verb, read.actor, read.target_id) == ("record.details_read", str(reader.pk), str(event.position))


def test_erased_details_are_not_read(client, reader, event, person):
    erase_details_of(person.pk)
    client.force_login(reader)

    content = client.post(reverse("record:event", args=[event.position])).content.decode()

    assert "Erased on" in content
    assert Event.objects.count() == 1


def test_export_is_an_event_and_can_be_checked_elsewhere(client, reader, event):
    client.force_login(reader)

    response = client.get(reverse("record:index"), {"export": "csv"})

    content = b"".join(response.streaming_content).decode()
    assert event.hash in content
    assert Event.objects.head().verb == "record.exported"


def test_verify_compares_with_a_head_that_was_kept(client, reader, event):
    client.force_login(reader)

    whole, cut = (
        client.get(reverse("record:verify"), {"head": kept}).content.decode() for kept in (event.hash, "0" * 63 + "1")
    )

    assert "The record is whole." in whole
    assert "the events up to the hash that was kept are missing" in cut


def test_unknown_event_is_not_found(client, reader):
    client.force_login(reader)

    assert client.get(reverse("record:event", args=[99])).status_code == 404
