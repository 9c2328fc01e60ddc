import hashlib
import re
import unicodedata
from collections import defaultdict

from django.db import DatabaseError, transaction

from search.engines.embedded import EmbeddedEngine
from search.engines.tables import TABLES
from search.text import MARK_END, MARK_START

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


def _vector(table):
    return " || ".join(
        f"setweight(to_tsvector('english', {_folded(column)}), '{weight}')" for column, weight in table.weights.items()
    )


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

    def matching_sql(self, table):
        return f"SELECT id FROM {table.table} WHERE search_vector @@ to_tsquery('english', %s)"  # noqa: S608

    def scoring_sql(self, table, *, in_names=False):
        return (
            f"SELECT id, ts_rank('{RANK_WEIGHTS}', search_vector, asked.query, {RANK_NORMALISATION}) "  # noqa: S608
            f"FROM {table.table}, (SELECT to_tsquery('english', %s) AS query) asked "
            f"WHERE {_searched(table, in_names=in_names)} @@ asked.query"
        )

    def strengths(self, table, expressions, pks, *, in_names=False):
        # Of words that PostgreSQL never indexes, "very" or "between", nothing is left to ask: they are held everywhere.
        rows = self._rows(
            f"SELECT asked.number, id, ts_rank('{RANK_WEIGHTS}', search_vector, asked.query, {RANK_NORMALISATION}) "  # noqa: S608
            f"FROM {table.table}, (SELECT number, to_tsquery('english', expression) AS query "
            "FROM unnest(%s::text[]) WITH ORDINALITY AS typed(expression, number)) asked "
            f"WHERE id = ANY(%s) AND (numnode(asked.query) = 0 OR {_searched(table, in_names=in_names)} @@ asked.query)",
            [list(expressions), list(pks)],
        )
        held = defaultdict(dict)
        for number, pk, score in rows:
            held[number][pk] = score
        return [held[number] for number in range(1, len(expressions) + 1)]

    def marked_texts(self, table, expression, pks):
        options = f"HighlightAll=true, StartSel={MARK_START}, StopSel={MARK_END}"
        folded = [_folded(name).replace("%", "%%") for name in table.shown]
        marked = ", ".join(f"ts_headline('english', {text}, asked.query, %s)" for text in folded)
        rows = self._rows(
            f"SELECT id, {', '.join(table.shown)}, {marked} "  # noqa: S608
            f"FROM {table.table}, (SELECT to_tsquery('english', %s) AS query) asked WHERE id = ANY(%s)",
            [options] * len(table.shown) + [expression, pks],
        )
        number = len(table.shown)
        return {
            pk: tuple(_carried_over(*pair) for pair in zip(row[:number], row[number:], strict=True))
            for pk, *row in rows
        }

    def similar_words(self, word):
        if not self._has_trigrams():
            return super().similar_words(word)
        return self._rows(
            "SELECT word, documents FROM search_word WHERE similarity(word, %s) > 0.2 "
            "ORDER BY similarity(word, %s) DESC, documents DESC LIMIT 50",
            [word, word],
        )

    def rebuild(self):
        # The columns are generated: they cannot be out of step. What the planner knows of them can.
        with self.connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"ANALYZE {table.table}")

    def _count(self, table):
        return self._rows(f"SELECT count(search_vector) FROM {table.table}")[0][0]  # noqa: S608

    def install(self):
        present = [table for table in TABLES if table.table in self.connection.introspection.table_names()]
        if present:
            self._try_trigrams()
        for table in present:
            self._install(table)

    def _install(self, table):
        vector = _vector(table)
        # Kept as the column's comment, to see when the product needs another column than the one that is there.
        version = hashlib.sha256(vector.encode()).hexdigest()
        if self._version(table) == version:
            return
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table.table} DROP COLUMN IF EXISTS search_vector")
            cursor.execute(
                f"ALTER TABLE {table.table} ADD COLUMN search_vector tsvector GENERATED ALWAYS AS ({vector}) STORED"
            )
            cursor.execute(f"CREATE INDEX {table.index} ON {table.table} USING gin (search_vector)")
            cursor.execute(f"COMMENT ON COLUMN {table.table}.search_vector IS '{version}'")

    def make_way(self):
        with self.connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE IF EXISTS {table.table} DROP COLUMN IF EXISTS search_vector")

    def _version(self, table):
        rows = self._rows(
            "SELECT col_description(attrelid, attnum) FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attname = 'search_vector' AND NOT attisdropped",
            [table.table],
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


def _searched(table, *, in_names):
    if not in_names:
        return "search_vector"
    weights = sorted({table.weights[name].lower() for name in table.named})
    return f"ts_filter(search_vector, '{{{','.join(weights)}}}')"


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
