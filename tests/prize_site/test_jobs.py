from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from notices.clock import registered_jobs
from prize_site import jobs
from tests.test_suite import divide

pytestmark = pytest.mark.django_db


def enqueued(**fields):
    backend = DatabaseBackend("default", {"QUEUES": ["default"], "OPTIONS": {}})
    row = backend.enqueue(divide, [6, 3], {}).db_result
    DBTaskResult.objects.filter(pk=row.pk).update(**fields)
    return row


def lost(**fields):
    started = timezone.now() - jobs.RUNNING_AT_MOST - timedelta(seconds=1)
    return enqueued(status=TaskResultStatus.RUNNING, started_at=started, **fields)


def test_task_whose_worker_died_is_put_back():
    task = lost(worker_ids=["gone"])

    jobs.reclaim_lost_tasks()

    assert list(DBTaskResult.objects.ready()) == [task]


def test_task_that_takes_workers_with_it_is_given_up():
    task = lost(worker_ids=["first", "second", "third"])

    jobs.reclaim_lost_tasks()

    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert "3 workers died while running it." in task.traceback


def test_running_task_is_left_alone():
    task = enqueued(status=TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=["alive"])

    jobs.reclaim_lost_tasks()

    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


def test_old_results_are_forgotten():
    old = {"status": TaskResultStatus.SUCCESSFUL, "finished_at": timezone.now() - jobs.RESULTS_KEPT}
    enqueued(**old)
    kept = [enqueued(), enqueued(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now())]

    jobs.forget_old_results()

    assert set(DBTaskResult.objects.all()) == set(kept)


def test_ended_sessions_are_forgotten():
    now = timezone.now()
    Session.objects.create(session_key="ended", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="running", session_data="", expire_date=now + timedelta(hours=1))

    jobs.forget_ended_sessions()

    assert [session.session_key for session in Session.objects.all()] == ["running"]


def test_tick_does_every_registered_job():
    lost(worker_ids=["gone"])

    call_command("tick")

    assert DBTaskResult.objects.running().count() == 0
    assert {"tasks.reclaim_lost", "notices.requeue_due"} <= {job.name for job in registered_jobs()}
