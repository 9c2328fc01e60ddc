"""The tables whose text the database indexes, as both databases need to know them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TextTable:
    table: str
    # The name of its text index, and the beginning of the names of all that belongs to it.
    index: str
    # Each column with the weight of a word in it: A to D, as PostgreSQL calls them.
    weights: dict[str, str]
    # What is shown with marks around what matched.
    shown: tuple[str, ...]
    # What a suggestion is found by.
    named: tuple[str, ...]

    def __hash__(self):
        return hash(self.table)

    @property
    def columns(self):
        return tuple(self.weights)


PUBLIC = TextTable(
    table="search_publicdocument",
    index="search_public_text",
    weights={"title": "A", "summary": "B", "keywords": "B", "body": "D"},
    shown=("title", "summary", "body"),
    named=("title",),
)
ENTRIES = TextTable(
    table="search_entrydocument",
    index="search_entry_text",
    weights={"title": "A", "company": "A", "keywords": "B", "body": "D"},
    shown=("title", "company", "body"),
    named=("title", "company", "keywords"),
)
TABLES = (PUBLIC, ENTRIES)
