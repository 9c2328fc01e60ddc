"""The clock's jobs that belong to no app: lost tasks, old results, ended sessions."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from notices.clock import register_job
from search.indexing import reconcile
from search.upkeep import look_after_server

# No task of ours takes a minute. Whatever runs longer has lost its worker.
RUNNING_AT_MOST = timedelta(minutes=15)
MOST_STARTS = 3
RESULTS_KEPT = timedelta(days=14)


@transaction.atomic
def reclaim_lost_tasks():
    """A killed worker leaves its task running for ever: put it back, unless it has taken several workers with it."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - RUNNING_AT_MOST)
    for task in lost.select_for_update():
        if len(task.worker_ids) >= MOST_STARTS:
            task.set_failed(WorkerLostError(f"{len(task.worker_ids)} workers died while running it."))
        else:
            task.status, task.started_at = TaskResultStatus.READY, None
            task.save(update_fields=["status", "started_at"])


class WorkerLostError(Exception):
    pass


def forget_old_results():
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - RESULTS_KEPT).delete()


def forget_ended_sessions():
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def register():
    register_job("tasks.reclaim_lost", reclaim_lost_tasks, every=timedelta(minutes=1))
    register_job("tasks.forget_old_results", forget_old_results, every=timedelta(days=1))
    # Signals and the clock keep the index in step; this finds what slipped past them.
    register_job("search.reconcile", reconcile, every=timedelta(days=1))
    register_job("search.server", look_after_server)
    register_job("sessions.forget_ended", forget_ended_sessions, every=timedelta(days=1))
