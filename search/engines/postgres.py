import hashlib
import re
import unicodedata

from django.db import DatabaseError, transaction

from search.engines.embedded import EmbeddedEngine
from search.text import MARK_END, MARK_START

TABLE = "search_publicdocument"
VECTOR_WEIGHTS = {"title": "A", "summary": "B", "keywords": "B", "body": "D"}
# D, C, B, A
RANK_WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
# Divides by 1 + the logarithm of the document's length.
RANK_NORMALISATION = 1
MARKS = re.compile(f"([{MARK_START}{MARK_END}])")
PUNCTUATION = r"""!"#$%&()*+,-./:;<=>?@[\]^_`{|}~'’‘“”–—…·"""


def _accents():
    """Accented letters below U+2000 and the plain letter of each, one for one, so that positions stay the same."""
    for code in range(0xC0, 0x2000):
        plain = unicodedata.normalize("NFD", chr(code))[0]
        if plain.isascii() and plain.isalpha():
            yield chr(code), plain


ACCENTED, PLAIN = ("".join(chars) for chars in zip(*_accents(), strict=True))


def _literal(text):
    return "'" + text.replace("'", "''") + "'"


def _folded(column):
    """Without accents, and without the punctuation of which PostgreSQL's parser makes file names and addresses."""
    return f"translate({column}, {_literal(ACCENTED + PUNCTUATION)}, {_literal(PLAIN + ' ' * len(PUNCTUATION))})"


VECTOR = " || ".join(
    f"setweight(to_tsvector('english', {_folded(column)}), '{weight}')" for column, weight in VECTOR_WEIGHTS.items()
)
# Kept as the column's comment, to see when the product needs another column than the one that is there.
VECTOR_VERSION = hashlib.sha256(VECTOR.encode()).hexdigest()


class PostgresEngine(EmbeddedEngine):
    """Full text in a generated column of the table, trigrams over the vocabulary where the extension may be made."""

    name = "PostgreSQL full text"
    AND, OR = "&", "|"

    def phrase(self, words):
        # Words hold letters and digits only, so nothing in them can be an operator.
        quoted = " <-> ".join(f"'{word}'" for word in words)
        return f"({quoted})" if len(words) > 1 else quoted

    def beginning(self, word):
        return f"'{word}':*"

    def matching_sql(self):
        return f"SELECT id FROM {TABLE} WHERE search_vector @@ to_tsquery('english', %s)"  # noqa: S608

    def scoring_sql(self, *, titles_only=False):
        in_titles = " AND ts_filter(search_vector, '{a}') @@ asked.query" if titles_only else ""
        return (
            f"SELECT id, ts_rank('{RANK_WEIGHTS}', search_vector, asked.query, {RANK_NORMALISATION}) "  # noqa: S608
            f"FROM {TABLE}, (SELECT to_tsquery('english', %s) AS query) asked "
            f"WHERE search_vector @@ asked.query{in_titles}"
        )

    def marked_texts(self, expression, pks):
        options = f"HighlightAll=true, StartSel={MARK_START}, StopSel={MARK_END}"
        texts = ("title", "summary", "body")
        folded = [_folded(name).replace("%", "%%") for name in texts]
        marked = ", ".join(f"ts_headline('english', {text}, asked.query, %s)" for text in folded)
        rows = self._rows(
            f"SELECT id, {', '.join(texts)}, {marked} "  # noqa: S608
            f"FROM {TABLE}, (SELECT to_tsquery('english', %s) AS query) asked WHERE id = ANY(%s)",
            [options] * 3 + [expression, pks],
        )
        return {pk: tuple(_carried_over(*pair) for pair in zip(row[:3], row[3:], strict=True)) for pk, *row in rows}

    def similar_words(self, word):
        if not self._has_trigrams():
            return super().similar_words(word)
        return self._rows(
            "SELECT word, documents FROM search_word WHERE similarity(word, %s) > 0.2 "
            "ORDER BY similarity(word, %s) DESC, documents DESC LIMIT 50",
            [word, word],
        )

    def rebuild(self):
        # The column is generated: it cannot be out of step. What the planner knows of it can.
        with self.connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {TABLE}")

    def count(self):
        return self._rows(f"SELECT count(search_vector) FROM {TABLE}")[0][0]  # noqa: S608

    def install(self):
        if TABLE not in self.connection.introspection.table_names():
            return
        self._try_trigrams()
        if self._version() == VECTOR_VERSION:
            return
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS search_vector")
            cursor.execute(
                f"ALTER TABLE {TABLE} ADD COLUMN search_vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED"
            )
            cursor.execute(f"CREATE INDEX search_public_text ON {TABLE} USING gin (search_vector)")
            cursor.execute(f"COMMENT ON COLUMN {TABLE}.search_vector IS '{VECTOR_VERSION}'")

    def make_way(self):
        with self.connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE IF EXISTS {TABLE} DROP COLUMN IF EXISTS search_vector")

    def _version(self):
        rows = self._rows(
            "SELECT col_description(attrelid, attnum) FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attname = 'search_vector' AND NOT attisdropped",
            [TABLE],
        )
        return rows[0][0] if rows else None

    def _has_trigrams(self):
        return bool(self._rows("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'"))

    def _try_trigrams(self):
        # Not every database user may make an extension; corrections then compare words by their shape.
        try:
            with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:
            return


def _carried_over(text, marked):
    """The marks of the folded text set into the text itself: folding replaces characters one for one."""
    pieces, position = [], 0
    for piece in MARKS.split(marked):
        if piece in (MARK_START, MARK_END):
            pieces.append(piece)
            continue
        pieces.append(text[position : position + len(piece)])
        position += len(piece)
    return "".join(pieces)
