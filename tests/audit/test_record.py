import json

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from audit.models import GENESIS, Event, EventDetail
from audit.record import chained_hash, details_digest, record_event
from tests.audit.factories import PersonFactory


def test_first_event_is_chained_to_genesis(person):
    event = record_event("test.happened", target=person, by=None)

    assert event.position == 1
    assert event.previous_hash == GENESIS
    assert event.hash == chained_hash(GENESIS, event.canonical)


def test_next_event_is_chained_to_the_one_before(person):
    first = record_event("test.happened", target=person, by=person)

    second = record_event("test.happened", target=person, by=person)

    assert (second.position, second.previous_hash) == (2, first.hash)


def test_event_holds_ids_and_a_digest_only(person):
    event = record_event("test.happened", target=person, by=person, details={"reason": "Müller, “Ω”"})

    detail = EventDetail.objects.get(event=event)
    assert json.loads(event.canonical) == {
        "actor": str(person.pk),
        "details": details_digest(detail.salt, detail.payload),
        "occurred_at": event.occurred_at.isoformat(timespec="microseconds"),
        "position": 1,
        "scope": "",
        "subjects": [str(person.pk)],
        "target_id": str(person.pk),
        "target_type": "accounts.person",
        "verb": "test.happened",
    }
    assert json.loads(detail.payload) == {"reason": "Müller, “Ω”"}


def test_same_details_have_different_digests(person):
    events = [record_event("test.happened", target=person, by=None, details={"a": 1}) for _ in range(2)]

    digests = {json.loads(event.canonical)["details"] for event in events}
    assert len(digests) == 2


def test_subjects_are_the_people_named_and_a_person_as_target(person):
    other = PersonFactory()

    event = record_event("test.happened", target=person, by=None, subjects=[other, other])

    assert set(event.subjects.values_list("person", flat=True)) == {str(person.pk), str(other.pk)}


def test_unregistered_verb_is_refused(person):
    with pytest.raises(ValueError, match="test.unheard"):
        record_event("test.unheard", target=person, by=None)


def test_unsaved_target_is_refused(db):
    person = PersonFactory.build()
    person.pk = None

    with pytest.raises(ValueError, match="saved target"):
        record_event("test.happened", target=person, by=None)


def test_scope_comes_from_the_target_or_the_caller(person):
    person.record_scope = "edition:3"

    events = [record_event("test.happened", target=person, by=None, **given) for given in ({}, {"scope": "edition:4"})]

    assert [event.scope for event in events] == ["edition:3", "edition:4"]


@pytest.mark.django_db(transaction=True)
def test_event_outside_a_transaction_is_refused():
    person = PersonFactory()

    with pytest.raises(TransactionManagementError):
        record_event("test.happened", target=person, by=None)


@pytest.mark.django_db(transaction=True)
def test_event_goes_with_its_act_when_that_fails():
    with pytest.raises(RuntimeError):
        _act_and_fail()

    assert not Event.objects.exists()


@transaction.atomic
def _act_and_fail():
    record_event("test.happened", target=PersonFactory(), by=None)
    raise RuntimeError
