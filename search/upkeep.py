"""Keeps a search server what it should be: there, of this version, told of everything."""

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search import outbox, synonyms, tasks
from search.elastic import breaker, rebuilding
from search.elastic.client import AwayError, is_configured
from search.enums import Index
from search.models import PendingWrite

UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def look_after_server():
    """The clock's part. What an outage left behind goes on its way; an index that is missing or of another version is made."""
    if not is_configured():
        return
    if PendingWrite.objects.waiting().exists():
        outbox.push_soon()
    if unfit_indexes():
        rebuild_soon()


def synonyms_changed(**kwargs):
    """The list is part of an index: another list is another index, made while the old one answers."""
    if is_configured():
        transaction.on_commit(rebuild_soon)


def unfit_indexes():
    """Those that are not there, or were made with another list of synonyms. Nothing while the server is away."""
    try:
        with breaker.watched():
            made_with = {index: rebuilding.synonyms_of(index) for index in Index}
    except AwayError:
        return []
    return [index for index, fingerprint in made_with.items() if fingerprint != synonyms.fingerprint()]


def rebuild_soon():
    waiting = DBTaskResult.objects.filter(task_path=tasks.rebuild_server.module_path, status__in=UNFINISHED)
    if not waiting.exists():
        tasks.rebuild_server.enqueue()


def rebuild_server():
    """Each index anew. Returns {index: Change}; raises AwayError, RebuildError."""
    return {index: rebuilding.rebuild(index) for index in Index}


def reconcile_server():
    """What each index lacks, has in an older form or should not have. Returns and raises as `rebuild_server` does."""
    return {index: rebuilding.reconcile(index) for index in Index}
