"""Keeps count of the words that the public documents hold."""

from collections import Counter

from django.db import connection, transaction
from django.db.models import F

from search.models import PublicDocument, Word
from search.text import words

SHORTEST, LONGEST = 3, 40
BATCH = 500


def words_of(document):
    text = " ".join([document.title, document.summary, document.keywords, document.body])
    return {word for word in words(text) if SHORTEST <= len(word) <= LONGEST and not word.isdigit()}


def exchange(*, gone, come):
    """One document lost the words `gone` and has the words `come`. The caller holds the index."""
    # A word both lost and kept counts as before.
    _count_up(sorted(come - gone))
    lost = Word.objects.filter(word__in=gone - come)
    lost.filter(documents__lte=1).delete()
    lost.update(documents=F("documents") - 1)


@transaction.atomic
def recount():
    counts = Counter()
    for document in PublicDocument.objects.only("title", "summary", "keywords", "body").iterator(chunk_size=500):
        counts.update(words_of(document))
    Word.objects.all().delete()
    Word.objects.bulk_create([Word(word=word, documents=number) for word, number in counts.items()], batch_size=BATCH)


def _count_up(new_words):
    # The ORM's upsert can overwrite a count but not add to it.
    with connection.cursor() as cursor:
        for start in range(0, len(new_words), BATCH):
            batch = new_words[start : start + BATCH]
            rows = ", ".join(["(%s, 1)"] * len(batch))
            cursor.execute(
                f"INSERT INTO search_word (word, documents) VALUES {rows} "  # noqa: S608 (only placeholders)
                "ON CONFLICT (word) DO UPDATE SET documents = search_word.documents + 1",
                batch,
            )
