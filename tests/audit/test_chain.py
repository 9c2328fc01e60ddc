import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from audit import triggers
from audit.canonical import canonical_json
from audit.chain import Break, head, verify_chain
from audit.erasure import erase_details_of
from audit.models import GENESIS, Event, EventDetail
from audit.record import chained_hash, record_event
from tests.audit.factories import PersonFactory
from tests.threads import run_apart, run_together

WRITERS = 10
EVENTS_EACH = 5


@pytest.fixture
def chain(db):
    """Five events about five people, and nothing that guards them."""
    people = PersonFactory.create_batch(5)
    events = [
        record_event("test.happened", target=person, by=people[0], details={"name": person.name}) for person in people
    ]
    triggers.lift(app_label="audit")
    yield events
    triggers.install(app_label="audit")


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_untouched_chain_holds(chain):
    report = verify_chain()

    assert (report.ok, report.count, report.head, report.erased) == (True, 5, chain[-1].hash, [])
    assert head() == chain[-1].hash


def test_empty_chain_holds(db):
    report = verify_chain()

    assert (report.ok, report.count, report.head) == (True, 0, GENESIS)
    assert head() == GENESIS


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "test.invented"),
        ("actor", "somebody-else"),
        ("target_type", "prizes.prize"),
        ("target_id", "1"),
        ("scope", "edition:9"),
        ("occurred_at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_changed_column_is_named(chain, column, value):
    sql(f"UPDATE audit_event SET {column} = %s WHERE position = 3", value)

    assert verify_chain().first_broken == Break(3, f"{column} not as recorded")


def test_changed_text_is_named(chain):
    sql("UPDATE audit_event SET canonical = replace(canonical, 'happened', 'invented') WHERE position = 3")

    assert verify_chain().first_broken == Break(3, "its hash does not match its text")


def test_changed_text_with_a_hash_to_match_breaks_the_next(chain):
    facts = json.loads(chain[2].canonical) | {"actor": "somebody-else"}
    text = canonical_json(facts)
    sql(
        "UPDATE audit_event SET actor = 'somebody-else', canonical = %s, hash = %s WHERE position = 3",
        text,
        chained_hash(chain[2].previous_hash, text),
    )

    assert verify_chain().first_broken == Break(4, "it is not chained to the event before it")


@pytest.mark.parametrize("text", ["not json", "[]", "{}"])
def test_last_text_replaced_by_anything_is_named(chain, text):
    sql(
        "UPDATE audit_event SET canonical = %s, hash = %s WHERE position = 5",
        text,
        chained_hash(chain[4].previous_hash, text),
    )

    assert verify_chain().first_broken.position == 5


def test_removed_event_is_named(chain):
    remove(3)

    assert verify_chain().first_broken == Break(4, "event 3 is missing before it")


def test_exchanged_events_are_named(chain):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        sql("UPDATE audit_event SET position = %s WHERE position = %s", new, old)

    assert verify_chain().first_broken == Break(2, "it is not chained to the event before it")


def test_exchanged_details_are_named(chain):
    second, third = EventDetail.objects.filter(event__in=[2, 3]).order_by("event_id")
    for detail, other in ((second, third), (third, second)):
        EventDetail.objects.filter(pk=detail.pk).update(salt=other.salt, payload=other.payload)

    assert verify_chain().first_broken == Break(2, "its details are not those recorded")


def test_removed_details_are_named(chain):
    sql("DELETE FROM audit_eventdetail WHERE position = 4")

    assert verify_chain().first_broken == Break(4, "its details were removed without being erased")


def test_removed_subject_is_named(chain):
    sql("DELETE FROM audit_eventsubject WHERE position = 4")

    assert verify_chain().first_broken == Break(4, "subjects not as recorded")


def test_end_cut_off_but_for_its_details_is_named(chain):
    sql("DELETE FROM audit_eventsubject WHERE position = 5")
    sql("DELETE FROM audit_event WHERE position = 5")

    assert verify_chain().first_broken == Break(5, "it is missing and its details are there")
    sql("DELETE FROM audit_eventdetail WHERE position = 5")


def test_end_cut_off_shows_against_a_head_that_was_kept(chain):
    remove(5)

    assert verify_chain().ok
    assert verify_chain(expected_head=chain[3].hash).ok
    assert verify_chain(expected_head=chain[4].hash).first_broken == Break(
        5, "the events up to the hash that was kept are missing"
    )


def test_erased_person_leaves_a_chain_that_holds(db):
    erased, other = PersonFactory.create_batch(2)
    record_event("test.happened", target=erased, by=None, details={"name": erased.name})
    record_event("test.happened", target=other, by=None, details={"name": other.name})
    record_event("test.happened", target=other, by=None, subjects=[erased], details={"text": f"beat {erased.name}"})

    assert erase_details_of(erased.pk) == [1, 3]

    report = verify_chain()
    assert (report.ok, report.count, report.erased) == (True, 3, [1, 3])
    kept = EventDetail.objects.filter(payload__isnull=False)
    assert [detail.event_id for detail in kept] == [2]


def test_erasing_twice_erases_nothing_more(person):
    record_event("test.happened", target=person, by=None)
    erase_details_of(person.pk)

    assert erase_details_of(person.pk) == []


def test_chain_is_read_with_few_queries(chain, django_assert_num_queries):
    with django_assert_num_queries(3):
        verify_chain()


def test_command_says_what_it_found(chain):
    erase_details_of(chain[1].target_id)
    erase_details_of(chain[2].target_id)
    triggers.install(app_label="audit")
    out = StringIO()

    call_command("verify_events", stdout=out, no_color=True)

    assert out.getvalue().splitlines() == [
        f"5 events hold, head {chain[-1].hash}",
        "Details erased: 2-3",
        "The record is whole.",
    ]


def test_command_names_the_first_broken_event_and_fails(chain):
    sql("UPDATE audit_event SET verb = 'test.invented' WHERE position IN (2, 4)")
    triggers.install(app_label="audit")
    err = StringIO()

    with pytest.raises(SystemExit) as failed:
        call_command("verify_events", stdout=StringIO(), stderr=err, no_color=True)

    assert failed.value.code == 1
    assert err.getvalue() == "Broken at event 2: verb not as recorded.\n"


def test_command_fails_when_nothing_guards_the_chain(chain):
    err = StringIO()

    with pytest.raises(SystemExit):
        call_command("verify_events", stdout=StringIO(), stderr=err, no_color=True)

    assert "The triggers that guard audit_event are missing or changed." in err.getvalue()


def test_ten_writers_at_once_make_one_chain(transactional_db):
    run_together(write_events, range(WRITERS))

    report = run_apart(verify_chain)
    assert (report.ok, report.count) == (True, WRITERS * EVENTS_EACH)


def test_writer_that_fails_leaves_no_gap(transactional_db):
    run_together(write_or_fail, range(WRITERS))

    report = run_apart(verify_chain)
    assert (report.ok, report.count) == (True, WRITERS // 2)


def write_events(writer):
    person = PersonFactory(email=f"writer{writer}@example.org")
    for number in range(EVENTS_EACH):
        with transaction.atomic():
            list(Event.objects.all())  # A transaction that has read before it writes is the one that could fork.
            record_event("test.happened", target=person, by=person, details={"number": number})


def write_or_fail(writer):
    person = PersonFactory(email=f"writer{writer}@example.org")
    try:
        with transaction.atomic():
            record_event("test.happened", target=person, by=person)
            if writer % 2:
                raise RuntimeError
    except RuntimeError:
        return


def remove(position):
    for table in ("audit_eventsubject", "audit_eventdetail", "audit_event"):
        sql(f"DELETE FROM {table} WHERE position = %s", position)
