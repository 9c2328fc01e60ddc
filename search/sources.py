"""How things become documents, of whichever projection."""

from typing import Any

from django.db import models


class Builder:
    """Subclass `PublicBuilder` or `EntryBuilder` in `<app>/searchable.py` and register an instance."""

    model: type[models.Model]

    def queryset(self) -> models.QuerySet[Any]:
        return self.model._default_manager.all()

    def key(self, obj: Any) -> str:
        return str(obj.pk)

    def find(self, key: str) -> Any | None:
        return self.queryset().filter(pk=key).first()

    def build(self, obj: Any) -> Any | None:
        """The draft, or None when those who may find it read nothing of it."""
        raise NotImplementedError

    def affected_by(self) -> dict[type[models.Model], Any]:
        """Other models whose rows show in these documents: model -> function from a row to the objects it shows in."""
        return {}

    def ruled_by(self) -> dict[type[models.Model], tuple[tuple[str, ...], Any]]:
        """Models that say what is read: model -> its fields that do, and a function to the objects ruled.

        What was built by the old rule goes in the transaction that changes it, and comes back built by the new one.
        """
        return {}
