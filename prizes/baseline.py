"""What every installation starts with. Safe to run again: after each migration, by the demo, after a test's flush."""

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from prizes.enums import Vocabulary
from prizes.models import Term
from prizes.vocabulary_data import WORDS


@transaction.atomic
def ensure_terms():
    """Fill the vocabularies that are empty. One that holds a single term belongs to its prize office already."""
    filled = set(Term.objects.order_by().values_list("vocabulary", flat=True).distinct())
    for vocabulary in Vocabulary:
        if vocabulary not in filled:
            _fill(vocabulary, WORDS[vocabulary])


def _fill(vocabulary, words):
    terms = {}
    # Broader terms stand before the narrower ones that point at them.
    for word in words:
        terms[word.slug] = Term.objects.create(
            vocabulary=vocabulary,
            slug=word.slug,
            name=word.name,
            description=word.description,
            broader=terms[word.broader] if word.broader else None,
        )


def ensure_terms_after_migrate(sender, using=DEFAULT_DB_ALIAS, **kwargs):
    # Migrating this app backwards leaves no table to fill.
    if using == DEFAULT_DB_ALIAS and Term._meta.db_table in connection.introspection.table_names():
        ensure_terms()
