"""Refreshes documents when the rows behind them are saved or deleted, through whichever door."""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from search import indexing


def watch(builder):
    _watch_own_rows(builder)
    for model, objects_showing in builder.affected_by().items():
        _watch_related_rows(builder, model, objects_showing)


def _watch_own_rows(builder):
    def saved(instance, **kwargs):
        _refresh(builder, [instance])

    def deleted(instance, **kwargs):
        indexing.forget(builder.kind, builder.key(instance))

    _connect(post_save, saved, builder, builder.model)
    _connect(post_delete, deleted, builder, builder.model)
    for field in builder.model._meta.many_to_many:
        _watch_links(builder, field)


def _watch_links(builder, field):
    def linked(instance, action, reverse, pk_set, **kwargs):
        if not reverse and action.startswith("post_"):
            _refresh(builder, [instance])
        elif reverse and action == "pre_clear":
            _refresh_after(builder, builder.model._default_manager.filter(**{field.name: instance}))
        elif reverse and action.startswith("post_"):
            _refresh(builder, builder.model._default_manager.filter(pk__in=pk_set or ()))

    _connect(m2m_changed, linked, builder, field.remote_field.through)


def _watch_related_rows(builder, model, objects_showing):
    def saved(instance, created=False, **kwargs):
        if not created:
            _refresh(builder, objects_showing(instance))

    def being_deleted(instance, **kwargs):
        _refresh_after(builder, objects_showing(instance))

    _connect(post_save, saved, builder, model)
    _connect(pre_delete, being_deleted, builder, model)


def _refresh(builder, objects):
    for obj in objects:
        indexing.refresh(builder.kind, builder.key(obj))


def _refresh_after(builder, objects):
    """For a link that is about to go: afterwards nobody can tell which objects it led to."""
    affected = list(objects)
    if affected:
        transaction.on_commit(lambda: _refresh(builder, affected))


def _connect(signal, handler, builder, sender):
    uid = f"search:{builder.kind}:{sender._meta.label}:{handler.__name__}"
    signal.connect(handler, sender=sender, weak=False, dispatch_uid=uid)
