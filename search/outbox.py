"""What a search server has still to be told of: noted with the change itself, taken away once the server has it."""

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search import tasks
from search.elastic.client import is_configured
from search.enums import Index
from search.models import EntryDocument, PendingWrite, new_stamp


def changed(document):
    """The document was written to its table."""
    _note(document, is_removal=False)


def removed(document):
    """The document is being removed from its table."""
    _note(document, is_removal=True)


def index_of(document):
    return Index.ENTRIES if isinstance(document, EntryDocument) else Index.PUBLIC


def push_soon():
    """One task at a time is enough: it takes all that waits when it starts."""
    waiting = DBTaskResult.objects.filter(task_path=tasks.push_pending_writes.module_path)
    if not waiting.filter(status=TaskResultStatus.READY).exists():
        tasks.push_pending_writes.enqueue()


def _note(document, *, is_removal):
    if not is_configured():
        return
    PendingWrite.objects.update_or_create(
        index=index_of(document),
        document_id=document.document_id,
        defaults={
            "since": timezone.now(),
            "stamp": new_stamp(),
            "is_removal": is_removal,
            "attempts": 0,
            "last_error": "",
            "given_up_at": None,
        },
    )
    transaction.on_commit(push_soon)
