from search.engines.embedded import EmbeddedEngine
from search.text import MARK_END, MARK_START

TABLE = "search_publicdocument"
INDEX = "search_public_text"
COLUMNS = ("title", "summary", "keywords", "body")
WEIGHTS = "10.0, 4.0, 4.0, 1.0"

CREATE_INDEX = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5({', '.join(COLUMNS)}, content='{TABLE}', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')"
)
OLD, NEW = (", ".join(f"{row}.{column}" for column in ("id", *COLUMNS)) for row in ("old", "new"))
TAKE_OUT = f"INSERT INTO {INDEX}({INDEX}, rowid, {', '.join(COLUMNS)}) VALUES ('delete', {OLD});"  # noqa: S608
PUT_IN = f"INSERT INTO {INDEX}(rowid, {', '.join(COLUMNS)}) VALUES ({NEW});"  # noqa: S608
TRIGGERS = {
    "search_public_text_insert": f"AFTER INSERT ON {TABLE} BEGIN {PUT_IN} END",
    "search_public_text_delete": f"AFTER DELETE ON {TABLE} BEGIN {TAKE_OUT} END",
    "search_public_text_update": f"AFTER UPDATE ON {TABLE} BEGIN {TAKE_OUT} {PUT_IN} END",
}


class SqliteEngine(EmbeddedEngine):
    """FTS5 over the table of documents, kept in step by triggers."""

    name = "SQLite FTS5"
    AND, OR = "AND", "OR"

    def phrase(self, words):
        # Words hold letters and digits only, so nothing in them can be an operator.
        return f'"{" ".join(words)}"'

    def beginning(self, word):
        return f'"{word}" *'

    def matching_sql(self):
        return f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608

    def scoring_sql(self, *, titles_only=False):
        asked = "'{title} : ' || %s" if titles_only else "%s"
        return f"SELECT rowid, -bm25({INDEX}, {WEIGHTS}) FROM {INDEX} WHERE {INDEX} MATCH {asked}"  # noqa: S608

    def marked_texts(self, expression, pks):
        marked = ", ".join(
            f"highlight({INDEX}, {COLUMNS.index(name)}, %s, %s)" for name in ("title", "summary", "body")
        )
        places = ", ".join(["%s"] * len(pks))
        rows = self._rows(
            f"SELECT rowid, {marked} FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid IN ({places})",  # noqa: S608
            [MARK_START, MARK_END] * 3 + [expression, *pks],
        )
        return {pk: tuple(texts) for pk, *texts in rows}

    def rebuild(self):
        with self.connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")  # noqa: S608
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('optimize')")  # noqa: S608

    def count(self):
        return self._rows(f"SELECT count(*) FROM {INDEX}_docsize")[0][0]  # noqa: S608

    def install(self):
        if TABLE not in self.connection.introspection.table_names():
            return
        present = dict(self._rows("SELECT name, sql FROM sqlite_master WHERE name LIKE 'search_public_text%%'", []))
        triggers = {name: f"CREATE TRIGGER {name} {rest}" for name, rest in TRIGGERS.items()}
        if all(present.get(name) == sql for name, sql in {INDEX: CREATE_INDEX, **triggers}.items()):
            return
        with self.connection.cursor() as cursor:
            for name in triggers:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")
            cursor.execute(CREATE_INDEX)
            for sql in triggers.values():
                cursor.execute(sql)
        self.rebuild()
