"""Refreshes documents when the rows behind them are saved or deleted, through whichever door."""

from django.db.models.signals import m2m_changed, post_delete, post_save

from search import indexing


def watch(builder):
    _watch_own_rows(builder)
    for model, objects_showing in builder.affected_by().items():
        _watch_related_rows(builder, model, objects_showing)


def _watch_own_rows(builder):
    def saved(instance, **kwargs):
        indexing.refresh(builder.kind, builder.key(instance))

    def deleted(instance, **kwargs):
        indexing.forget(builder.kind, builder.key(instance))

    def linked(instance, action, reverse, pk_set, **kwargs):
        if not action.startswith("post_"):
            return
        changed = builder.queryset().filter(pk__in=pk_set or ()) if reverse else [instance]
        for obj in changed:
            indexing.refresh(builder.kind, builder.key(obj))

    _connect(post_save, saved, builder, builder.model)
    _connect(post_delete, deleted, builder, builder.model)
    for field in builder.model._meta.many_to_many:
        _connect(m2m_changed, linked, builder, field.remote_field.through)


def _watch_related_rows(builder, model, objects_showing):
    def saved(instance, created=False, **kwargs):
        if created:
            return
        for obj in objects_showing(instance):
            indexing.refresh(builder.kind, builder.key(obj))

    _connect(post_save, saved, builder, model)


def _connect(signal, handler, builder, sender):
    signal.connect(
        handler,
        sender=sender,
        weak=False,
        dispatch_uid=f"search:{builder.kind}:{sender._meta.label}:{handler.__name__}",
    )
