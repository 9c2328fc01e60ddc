"""The two sets of documents that queries are judged over.

The demonstration's pages are kept as a file beside their judgements: a judged set holds only over the documents that were
judged, and measuring must not wait for the demonstration to be loaded. The real nominations belong to nobody's product:
they are read from beside the repository, where they are, and never copied.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from search.models import PublicDocument
from search.relevance.judged import JudgedQuery, read_queries

FOLDER = Path("tests") / "search" / "relevance"
NOMINATIONS = Path("..") / "shared" / "data" / "sbir_massachusetts.csv"
FIELDS = ("kind", "key", "title", "summary", "body", "keywords", "place", "boost")


@dataclass(frozen=True)
class Corpus:
    name: str
    documents: tuple[PublicDocument, ...]
    queries: tuple[JudgedQuery, ...]


class AbsentCorpusError(Exception):
    """A file is not there; the message says which."""


def demo():
    rows = json.loads(_path(FOLDER / "demo.json").read_text(encoding="utf-8"))
    return _corpus("demo", tuple(PublicDocument(url=f"/{row['key']}/", **row) for row in rows))


def sbir():
    with _path(NOMINATIONS).open(newline="", encoding="utf-8") as stream:
        return _corpus("sbir", tuple(_winner(row) for row in csv.DictReader(stream)))


CORPORA = {"demo": demo, "sbir": sbir}


def demo_rows():
    """The public documents of the database as demo.json keeps them."""
    documents = PublicDocument.objects.order_by("kind", "title")
    return [
        {name: key_of(document) if name == "key" else getattr(document, name) for name in FIELDS}
        for document in documents
    ]


def write_demo():
    text = json.dumps(demo_rows(), indent=1, ensure_ascii=False)
    (settings.BASE_DIR / FOLDER / "demo.json").write_text(f"{text}\n", encoding="utf-8")


def key_of(document):
    """How demo.toml names a page. Addresses and numbers differ from one loading to the next; titles do not.

    A company has the name of its winner page, so its profile says what it is.
    """
    name = slugify(document.title.partition(":")[0])
    return f"company-{name}" if document.kind == "company" else name


def _corpus(name, documents):
    return Corpus(name, documents, read_queries(_path(FOLDER / f"{name}.toml")))


def _path(path):
    whole = (settings.BASE_DIR / path).resolve()
    if not whole.exists():
        raise AbsentCorpusError(f"{path} is not there.")
    return whole


def _winner(row):
    """As a winner's page would show it."""
    return PublicDocument(
        kind="winner",
        key=row["award_id"],
        url=f"/winners/{row['award_id']}/",
        title=f"{row['company']}: {row['title']}"[:300],
        body=row["abstract"],
        keywords=row["city"],
        place=row["city"],
        year=int(row["year"]),
    )
