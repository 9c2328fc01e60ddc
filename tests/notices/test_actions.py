import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django_tasks_db.models import DBTaskResult

from audit.models import Event
from notices.actions import cancel_notice, change_text, resend_notice, reset_text, send_trial
from notices.enums import NoticeState
from notices.models import Notice, TemplateText
from notices.outbox import write_notice
from notices.tasks import deliver
from tests.audit.factories import PersonFactory
from tests.notices.conftest import RECEIPT

WORDS = {"template_key": "test.receipt", "language": "en", "subject": "Thanks", "body": "For {{ entry }}"}


@pytest.fixture
def notice(person):
    return write_notice("test.receipt", to=person, context=RECEIPT)[0]


def in_state(notice, state):
    Notice.objects.filter(pk=notice.pk).update(state=state, sent_at=notice.created_at, attempts=6)
    notice.refresh_from_db()
    return notice


def test_failed_notice_is_tried_again(manager, notice):
    tasks = DBTaskResult.objects.count()

    again = resend_notice(notice=in_state(notice, NoticeState.FAILED), by=manager)

    assert (again.pk, again.state, again.attempts) == (notice.pk, NoticeState.PENDING, 0)
    assert DBTaskResult.objects.count() == tasks + 1
    assert Event.objects.get().verb == "notice.resent"


@pytest.mark.parametrize("state", [NoticeState.SENT, NoticeState.CANCELLED])
def test_of_a_finished_notice_a_copy_is_sent(manager, notice, state):
    copy = resend_notice(notice=in_state(notice, state), by=manager)

    deliver.call(str(copy.pk))

    assert copy.pk != notice.pk
    assert [message.subject for message in mail.outbox] == [notice.subject]
    notice.refresh_from_db()
    assert notice.state == state


@pytest.mark.parametrize("state", [NoticeState.PENDING, NoticeState.SENDING])
def test_notice_on_its_way_is_not_resent(manager, notice, state):
    with pytest.raises(ValidationError, match="about to be sent"):
        resend_notice(notice=in_state(notice, state), by=manager)


def test_erased_notice_is_not_resent(manager, notice):
    Notice.objects.update(address="", state=NoticeState.SENT, sent_at=notice.created_at)

    with pytest.raises(ValidationError, match="erased"):
        resend_notice(notice=notice, by=manager)


@pytest.mark.parametrize("state", [NoticeState.PENDING, NoticeState.FAILED])
def test_waiting_notice_is_cancelled(manager, notice, state):
    cancel_notice(notice=in_state(notice, state), by=manager)

    notice.refresh_from_db()
    assert notice.state == NoticeState.CANCELLED
    assert Event.objects.get().verb == "notice.cancelled"


@pytest.mark.parametrize("state", [NoticeState.SENDING, NoticeState.SENT, NoticeState.CANCELLED])
def test_finished_notice_is_not_cancelled(manager, notice, state):
    with pytest.raises(ValidationError):
        cancel_notice(notice=in_state(notice, state), by=manager)

    assert not Event.objects.exists()


def test_own_words_are_used_from_then_on(manager, person):
    change_text(**WORDS, scope="edition:1", by=manager)

    [notice] = write_notice("test.receipt", to=person, context=RECEIPT, scope="edition:1")

    assert notice.subject == "Thanks"
    event = Event.objects.get()
    assert (event.verb, event.scope) == ("notice_text.changed", "edition:1")


def test_changing_twice_keeps_one_text(manager):
    for subject in ("One", "Two"):
        change_text(**WORDS | {"subject": subject}, scope="", by=manager)

    assert TemplateText.objects.get().subject == "Two"


def test_words_that_would_not_render_are_refused(manager):
    with pytest.raises(ValidationError) as refused:
        change_text(**WORDS | {"subject": "{{ a }}", "body": "{{ b }}"}, scope="", by=manager)

    assert set(refused.value.message_dict) == {"subject", "body"}
    assert not TemplateText.objects.exists()


def test_reset_goes_back_and_keeps_the_old_words_in_the_record(manager):
    text = change_text(**WORDS, scope="", by=manager)

    reset_text(text=text, by=manager)

    assert not TemplateText.objects.exists()
    assert "For {{ entry }}" in Event.objects.head().detail.payload


def test_trial_goes_to_the_writer_and_is_no_notice(manager):
    send_trial(**WORDS, to=manager)

    assert [(message.to, message.subject) for message in mail.outbox] == [([manager.email], "[Test] Thanks")]
    assert not Notice.objects.exists()


def test_others_and_other_editions_are_refused(manager, notice):
    Notice.objects.update(scope="edition:2")
    notice.refresh_from_db()
    text = TemplateText.objects.create(template="test.receipt", scope="edition:2", language="en", subject="a", body="b")

    for by in (manager, PersonFactory(is_superuser=True)):
        for act in (
            lambda by: resend_notice(notice=notice, by=by),
            lambda by: cancel_notice(notice=notice, by=by),
            lambda by: change_text(**WORDS, scope="edition:2", by=by),
            lambda by: reset_text(text=text, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(by)
    assert not Event.objects.exists()
