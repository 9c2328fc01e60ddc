"""What every installation starts with. Safe to run again: after each migration, by the demo, after a test's flush."""

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from search import synonyms
from search.models import SynonymGroup
from search.starter_data import GROUPS


@transaction.atomic
def ensure_synonyms():
    """Fill the list when it is empty. One that holds a single group belongs to its prize office already."""
    if SynonymGroup.objects.exists():
        return
    SynonymGroup.objects.bulk_create(SynonymGroup(names="\n".join(names)) for names in GROUPS)
    synonyms.changed()


def ensure_synonyms_after_migrate(sender, using=DEFAULT_DB_ALIAS, **kwargs):
    # Migrating this app backwards leaves no table to fill.
    if using == DEFAULT_DB_ALIAS and SynonymGroup._meta.db_table in connection.introspection.table_names():
        ensure_synonyms()
