import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

logger = logging.getLogger(__name__)

# After the last one the task stays failed, and `manage.py search status` lists it.
PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=3))


@task
def refresh_document(kind, key, attempt=0, index="public"):
    from search.indexing import refresh_now  # it enqueues this task, so it cannot be imported above

    try:
        refresh_now(kind, key, index)
    except Exception:
        if attempt == len(PAUSES):
            raise
        logger.exception("Cannot refresh %s %s; trying again in %s", kind, key, PAUSES[attempt])
        refresh_document.using(run_after=timezone.now() + PAUSES[attempt]).enqueue(kind, key, attempt + 1, index)


@task
def refresh_documents(kind, keys, index):
    """Each by itself: one that fails is tried again without the others."""
    for key in keys:
        refresh_document.call(kind, key, index=index)


@task
def push_pending_writes():
    from search.elastic.client import AwayError
    from search.elastic.writing import push

    try:
        push()
    except AwayError:
        # Known to all by the breaker, and nothing is lost: the clock sends what waits on its way again.
        return


@task
def rebuild_server():
    from search import upkeep
    from search.elastic.client import AwayError

    try:
        upkeep.rebuild_server()
    except AwayError:
        # The clock asks for it again as soon as the server is back.
        return
