from datetime import timedelta
from threading import Lock

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from notices.enums import BACK_OFF, MOST_ATTEMPTS, NoticeState
from notices.erasure import erase_notices_of
from notices.models import Notice
from notices.outbox import write_notice
from notices.tasks import INTERRUPTED, deliver, requeue_due
from tests.notices.conftest import RECEIPT
from tests.threads import run_together

sent_by_threads = []
lock = Lock()


class RefusingBackend(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("no server")


class CountingBackend(BaseEmailBackend):
    def send_messages(self, messages):
        with lock:
            sent_by_threads.extend(messages)
        return len(messages)


@pytest.fixture
def notice(person):
    return write_notice("test.receipt", to=person, context=RECEIPT)[0]


@pytest.fixture
def no_server(settings):
    settings.EMAIL_BACKEND = "tests.notices.test_tasks.RefusingBackend"


def state_of(notice):
    notice.refresh_from_db()
    return notice.state


def test_sent_notice_is_not_sent_again(notice):
    for _ in range(3):
        deliver.call(str(notice.pk))

    assert len(mail.outbox) == 1
    assert state_of(notice) == NoticeState.SENT


def test_cancelled_notice_is_not_sent(notice):
    Notice.objects.update(state=NoticeState.CANCELLED)

    deliver.call(str(notice.pk))

    assert mail.outbox == []


def test_every_attempt_carries_the_same_message_id(notice):
    deliver.call(str(notice.pk))

    assert mail.outbox[0].message()["Message-ID"] == f"<{notice.pk}@localhost>"


def test_refusal_is_kept_and_waits(notice, no_server):
    before = timezone.now()

    deliver.call(str(notice.pk))

    assert state_of(notice) == NoticeState.PENDING
    assert notice.last_error == "ConnectionRefusedError: no server"
    assert notice.next_attempt_at >= before + BACK_OFF[0]


def test_notice_is_not_tried_before_its_wait_is_over(notice, no_server):
    deliver.call(str(notice.pk))
    deliver.call(str(notice.pk))

    assert (state_of(notice), notice.attempts) == (NoticeState.PENDING, 1)


def test_waits_grow_and_then_the_notice_has_failed(notice, no_server):
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(MOST_ATTEMPTS):
            deliver.call(str(notice.pk))
            if state_of(notice) == NoticeState.PENDING:
                waits.append(notice.next_attempt_at - timezone.now())
                clock.move_to(notice.next_attempt_at)

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 5, 25, 120, 600)]
    assert (notice.state, notice.attempts) == (NoticeState.FAILED, 6)


def test_clock_queues_again_once_the_wait_is_over(notice, no_server):
    deliver.call(str(notice.pk))
    tasks = DBTaskResult.objects.count()

    assert requeue_due() == 0
    with time_machine.travel(notice.created_at + timedelta(minutes=2)):
        assert requeue_due() == 1
        assert requeue_due() == 0

    assert DBTaskResult.objects.count() == tasks + 1


def test_clock_queues_again_when_the_task_was_lost(notice):
    DBTaskResult.objects.all().delete()

    with time_machine.travel(notice.created_at + timedelta(minutes=11)):
        assert requeue_due() == 1


def test_notice_of_a_worker_that_died_is_shown_and_not_sent_twice(notice):
    Notice.objects.claim(notice.pk)

    with time_machine.travel(notice.created_at + timedelta(minutes=16)):
        requeue_due()
        deliver.call(str(notice.pk))

    assert (state_of(notice), notice.last_error) == (NoticeState.FAILED, INTERRUPTED)
    assert mail.outbox == []


def test_ten_workers_send_one_notice_once(transactional_db, settings):
    settings.EMAIL_BACKEND = "tests.notices.test_tasks.CountingBackend"
    sent_by_threads.clear()
    notice = Notice.objects.create(
        template="test.receipt", language="en", address="ann@example.org", subject="x", body_text="x", body_html="x"
    )

    run_together(lambda _: deliver.call(str(notice.pk)), range(10))

    assert len(sent_by_threads) == 1
    assert (state_of(notice), notice.attempts) == (NoticeState.SENT, 1)


def test_erased_person_leaves_empty_notices(person, notice):
    write_notice("test.receipt", to=person.email, context=RECEIPT, dedupe_key="a")
    write_notice("test.receipt", to="other@example.org", context=RECEIPT)

    assert erase_notices_of(person) == 2

    for erased in Notice.objects.exclude(address="other@example.org"):
        assert erased.state == NoticeState.CANCELLED
        assert [erased.address, erased.subject, erased.body_text, erased.body_html] == [""] * 4
        assert erased.dedupe_key is None
    deliver.call(str(notice.pk))
    assert mail.outbox == []


def test_erasing_keeps_that_something_was_sent(person, notice):
    deliver.call(str(notice.pk))

    erase_notices_of(person)

    assert state_of(notice) == NoticeState.SENT
    assert notice.sent_at is not None
