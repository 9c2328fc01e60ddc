import math
from collections import defaultdict

from search.engines.embedded import EmbeddedEngine
from search.engines.tables import TABLES
from search.text import MARK_END, MARK_START

WEIGHTS = {"A": "10.0", "B": "4.0", "D": "1.0"}
# FTS5's own floor under the rarity of a word that most documents hold.
LEAST_RARITY = 1e-6


class SqliteEngine(EmbeddedEngine):
    """FTS5 over the tables of documents, kept in step by triggers."""

    name = "SQLite FTS5"
    AND, OR = "AND", "OR"

    def phrase(self, words):
        # Words hold letters and digits only, so nothing in them can be an operator.
        return f'"{" ".join(words)}"'

    def beginning(self, word):
        return f'"{word}" *'

    def matching_sql(self, table):
        return f"SELECT rowid FROM {table.index} WHERE {table.index} MATCH %s"  # noqa: S608

    def scoring_sql(self, table, *, in_names=False):
        asked = f"'{{{' '.join(table.named)}}} : ' || %s" if in_names else "%s"
        weights = ", ".join(WEIGHTS[weight] for weight in table.weights.values())
        return (
            f"SELECT rowid, -bm25({table.index}, {weights}) FROM {table.index} "  # noqa: S608
            f"WHERE {table.index} MATCH {asked}"
        )

    def strengths(self, table, expressions, pks, *, in_names=False):
        scoring = self.scoring_sql(table, in_names=in_names)
        selects = [f"SELECT {number} AS number, * FROM ({scoring})" for number in range(len(expressions))]  # noqa: S608
        rows = self._rows(" UNION ALL ".join(selects), expressions)
        held = defaultdict(dict)
        for number, pk, score in rows:
            held[number][pk] = score
        documents = self._count(table)
        return [_of_these(held[number], pks, documents) for number in range(len(expressions))]

    def marked_texts(self, table, expression, pks):
        marked = ", ".join(f"highlight({table.index}, {table.columns.index(name)}, %s, %s)" for name in table.shown)
        places = ", ".join(["%s"] * len(pks))
        rows = self._rows(
            f"SELECT rowid, {marked} FROM {table.index} "  # noqa: S608
            f"WHERE {table.index} MATCH %s AND rowid IN ({places})",
            [MARK_START, MARK_END] * len(table.shown) + [expression, *pks],
        )
        return {pk: tuple(texts) for pk, *texts in rows}

    def rebuild(self):
        for table in TABLES:
            self._rebuild(table)

    def _rebuild(self, table):
        with self.connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table.index}({table.index}) VALUES ('rebuild')")  # noqa: S608
            cursor.execute(f"INSERT INTO {table.index}({table.index}) VALUES ('optimize')")  # noqa: S608

    def _count(self, table):
        return self._rows(f"SELECT count(*) FROM {table.index}_docsize")[0][0]  # noqa: S608

    def install(self):
        present = self.connection.introspection.table_names()
        for table in TABLES:
            if table.table in present:
                self._install(table)

    def _install(self, table):
        present = dict(self._rows("SELECT name, sql FROM sqlite_master WHERE name LIKE %s", [f"{table.index}%"]))
        index, triggers = _index_sql(table), _triggers(table)
        if all(present.get(name) == sql for name, sql in {table.index: index, **triggers}.items()):
            return
        with self.connection.cursor() as cursor:
            for name in triggers:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"DROP TABLE IF EXISTS {table.index}")
            cursor.execute(index)
            for sql in triggers.values():
                cursor.execute(sql)
        self._rebuild(table)


def _of_these(scores, pks, documents):
    """The scores of these documents, without what FTS5 put into them of how rare the word is among all documents."""
    rarity = math.log((documents - len(scores) + 0.5) / (len(scores) + 0.5)) if scores else 0
    return {pk: score / max(rarity, LEAST_RARITY) for pk, score in scores.items() if pk in pks}


def _index_sql(table):
    return (
        f"CREATE VIRTUAL TABLE {table.index} USING fts5({', '.join(table.columns)}, content='{table.table}', "
        "content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
    )


def _triggers(table):
    index, columns = table.index, ", ".join(table.columns)
    old, new = (", ".join(f"{row}.{column}" for column in ("id", *table.columns)) for row in ("old", "new"))
    take_out = f"INSERT INTO {index}({index}, rowid, {columns}) VALUES ('delete', {old});"  # noqa: S608
    put_in = f"INSERT INTO {index}(rowid, {columns}) VALUES ({new});"  # noqa: S608
    acts = {
        f"{index}_insert": f"AFTER INSERT ON {table.table} BEGIN {put_in} END",
        f"{index}_delete": f"AFTER DELETE ON {table.table} BEGIN {take_out} END",
        f"{index}_update": f"AFTER UPDATE ON {table.table} BEGIN {take_out} {put_in} END",
    }
    return {name: f"CREATE TRIGGER {name} {act}" for name, act in acts.items()}
