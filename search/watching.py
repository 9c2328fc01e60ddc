"""Refreshes documents when the rows behind them are saved or deleted, through whichever door.

Whoever changes or makes rows without saving each one, which no signal tells of, says so with `rows_changed` or `renew`.
"""

from collections import defaultdict

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from search import builders, entries, indexing


def watch(builder):
    _watch_own_rows(builder)
    for model, objects_showing in builder.affected_by().items():
        _watch_related_rows(builder, model, objects_showing)
    for model, (fields, objects_ruled) in builder.ruled_by().items():
        _watch_rules(builder, model, fields, objects_ruled)


def rows_changed(rows):
    """Bring what shows these rows, or is made of them, in step once the transaction is through."""
    affected = defaultdict(list)
    for row in rows:
        for builder, objects in _showing(row):
            affected[builder] += objects
    for builder, objects in affected.items():
        _refresh(builder, objects)


def renew(row):
    """What showed this row before it changed goes at once, and comes back once the transaction is through."""
    for builder, objects in _showing(row):
        affected = list(objects)
        _forget(builder, affected)
        _refresh(builder, affected)


def _showing(row):
    for builder in (*builders.registered(), *entries.registered()):
        if isinstance(row, builder.model):
            yield builder, [row]
        elif objects_showing := builder.affected_by().get(type(row)):
            yield builder, objects_showing(row)


def _watch_own_rows(builder):
    def saved(instance, **kwargs):
        _refresh(builder, [instance])

    def deleted(instance, **kwargs):
        indexing.forget(builder.kind, builder.key(instance), builder.index)

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


def _watch_rules(builder, model, fields, objects_ruled):
    def being_saved(instance, **kwargs):
        before = model._default_manager.filter(pk=instance.pk).values(*fields).first()
        if before and any(getattr(instance, name) != value for name, value in before.items()):
            affected = list(objects_ruled(instance))
            _forget(builder, affected)
            _refresh_after(builder, affected)

    _connect(pre_save, being_saved, builder, model)


def _forget(builder, objects):
    for obj in objects:
        indexing.forget(builder.kind, builder.key(obj), builder.index)


def _refresh(builder, objects):
    indexing.refresh_many(builder.kind, [builder.key(obj) for obj in objects], builder.index)


def _refresh_after(builder, objects):
    """For a link that is about to go: afterwards nobody can tell which objects it led to."""
    affected = list(objects)
    if affected:
        transaction.on_commit(lambda: _refresh(builder, affected))


def _connect(signal, handler, builder, sender):
    uid = f"search:{builder.index}:{builder.kind}:{sender._meta.label}:{handler.__name__}"
    signal.connect(handler, sender=sender, weak=False, dispatch_uid=uid)
