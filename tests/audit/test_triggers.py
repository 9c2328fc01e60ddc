import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit import triggers
from audit.models import Event, EventDetail, EventSubject
from audit.record import record_event
from tests.audit.factories import PersonFactory


@pytest.fixture
def event(person):
    return record_event("test.happened", target=person, by=person, details={"a": 1})


def database_checks():
    return [error.id for error in run_checks(tags=[Tags.database], databases=["default"])]


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (model, field.name)
        for model in (Event, EventDetail, EventSubject)
        for field in model._meta.local_concrete_fields
        if field.name not in {"erased_at", "salt", "payload", "event"}
    ],
)
def test_written_column_is_not_changed(event, model, column):
    value = timezone.now() if column == "occurred_at" else 77 if column in {"position", "id"} else "changed"

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        model.objects.update(**{column: value})


@pytest.mark.parametrize("model", [Event, EventDetail, EventSubject])
def test_row_is_not_removed(event, model):
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_row_is_written_again_unchanged(event):
    Event.objects.update(verb="test.happened")

    event.refresh_from_db()
    assert event.verb == "test.happened"


@pytest.mark.parametrize("change", [{"payload": "{}"}, {"salt": "x"}])
def test_erasable_column_is_not_rewritten(event, change):
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        EventDetail.objects.update(**change)


def test_erasable_column_is_emptied_once(event):
    moment = timezone.now()
    EventDetail.objects.update(payload=None, salt=None, erased_at=moment)

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        EventDetail.objects.update(payload="{}", salt="x", erased_at=None)

    assert EventDetail.objects.get().erased_at == moment


@pytest.mark.parametrize("change", [{"payload": None}, {"erased_at": timezone.now()}])
def test_details_are_never_half_erased(event, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        EventDetail.objects.update(**change)


BACK_DOORS = {
    "sqlite": "INSERT OR REPLACE INTO audit_eventsubject SELECT * FROM audit_eventsubject",
    "postgresql": "TRUNCATE audit_eventsubject",
}


@pytest.mark.django_db(transaction=True)
def test_row_is_not_removed_without_a_delete():
    with transaction.atomic():
        record_event("test.happened", target=PersonFactory(), by=None)

    with pytest.raises(IntegrityError, match="only grows"), connection.cursor() as cursor:
        cursor.execute(BACK_DOORS[connection.vendor])


def test_same_position_is_refused(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_of(event, position=event.position)


def test_same_predecessor_is_refused(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_of(event, position=2, hash="other")


def test_position_starts_at_one(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_of(event, position=0, previous_hash="other", hash="other")


def test_installed_triggers_pass_the_check(db):
    assert database_checks() == []


def test_lifted_triggers_fail_the_check(db):
    triggers.lift()

    assert set(database_checks()) == {"audit.E001"}
    assert set(triggers.missing()) == {each.table for each in triggers.protections()}
    triggers.install()


def test_weakened_trigger_fails_the_check(db):
    weakened = triggers.Protection("audit.Event", erasable=("previous_hash",))
    with connection.cursor() as cursor:
        for statement in triggers.DIALECTS[connection.vendor].install_statements(weakened):
            cursor.execute(statement)

    assert triggers.missing() == ["audit_event"]
    triggers.install()
    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
def test_migrating_puts_lost_triggers_back():
    triggers.lift()

    call_command("migrate", verbosity=0, skip_checks=True)

    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
def test_migrating_with_lost_triggers_is_stopped_by_the_check():
    triggers.lift(app_label="audit")

    with pytest.raises(SystemCheckError, match="can be rewritten"):
        call_command("migrate", verbosity=0, skip_checks=False)


def copy_of(event, **changes):
    names = ("position", "previous_hash", "hash", "canonical", "verb", "target_type", "target_id", "occurred_at")
    return Event.objects.create(**{name: getattr(event, name) for name in names} | changes)
