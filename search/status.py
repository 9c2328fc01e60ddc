"""What the index holds, what waits to be written and what could not be."""

from django.db.models import Count
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search import builders, engines, entries
from search.enums import EntryReader
from search.models import EntryDocument, IndexRun, PublicDocument, Word
from search.tasks import refresh_document, refresh_documents


def lines():
    engine = engines.current()
    yield f"engine: {engine.name}"
    yield _held("documents", PublicDocument.objects.count(), engine.count())
    yield from (f"  {builders.kind_label(kind)}: {count}" for kind, count in _counts_by_kind())
    yield _held("entries", EntryDocument.objects.count(), engine.count_entries())
    yield from (f"  {EntryReader(reader).label}: {count}" for reader, count in _counts_by_reader())
    yield f"words: {Word.objects.count()}"
    yield from _last_runs()
    yield from _tasks()


def _held(name, in_table, held):
    return f"{name}: {in_table} in the table, {held} in the text index" + ("" if held == in_table else " (rebuild)")


def _counts_by_kind():
    counts = dict(PublicDocument.objects.order_by().values_list("kind").annotate(Count("pk")))
    kinds = {builder.kind for builder in builders.registered()} | counts.keys()
    return [(kind, counts.get(kind, 0)) for kind in sorted(kinds)]


def _counts_by_reader():
    counts = dict(EntryDocument.objects.order_by().values_list("reader").annotate(Count("pk")))
    return [(builder.reader, counts.get(builder.reader, 0)) for builder in entries.registered()]


def _last_runs():
    for kind, label in IndexRun._meta.get_field("kind").choices:
        run = IndexRun.objects.filter(kind=kind, finished_at__isnull=False).first()
        if run is None:
            yield f"last {label.lower()}: never"
        else:
            yield (
                f"last {label.lower()}: {run.finished_at:%Y-%m-%d %H:%M} UTC, {run.added} added, "
                f"{run.changed} changed, {run.removed} removed, {run.failed} failed"
            )


def _tasks():
    tasks = DBTaskResult.objects.filter(task_path__in=[refresh_document.module_path, refresh_documents.module_path])
    waiting = tasks.filter(status=TaskResultStatus.READY).order_by("enqueued_at")
    oldest = waiting.first()
    lag = timezone.now() - oldest.enqueued_at if oldest else None
    yield f"waiting: {waiting.count()}" + (f", the oldest for {round(lag.total_seconds())} s" if lag else "")
    failed = tasks.filter(status=TaskResultStatus.FAILED).order_by("enqueued_at")
    yield f"given up: {failed.count()}"
    yield from (f"  {' '.join(map(str, task.args_kwargs['args'][:2]))}: {task.exception_class_path}" for task in failed)
