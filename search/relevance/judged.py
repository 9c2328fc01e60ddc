"""Queries of which people said what answers them, read from a file that people can read too."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

GRADES = {"best": 3, "good": 2, "near": 1}


class QueryKind(StrEnum):
    TERM = "term"
    PHRASE = "phrase"
    SYNONYM = "synonym"
    MISSPELLING = "misspelling"
    COMPANY = "company"
    QUESTION = "question"
    NOTHING = "nothing"


@dataclass(frozen=True)
class JudgedQuery:
    text: str
    kind: QueryKind
    # By the key of a document; one that is not named has nothing to do with it: grade 0.
    grades: Mapping[str, int]

    @property
    def has_answers(self):
        return self.kind != QueryKind.NOTHING


class JudgementError(ValueError):
    """The file says something that cannot be meant."""


def read_queries(path):
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["query"]
    return tuple(_query(row) for row in rows)


def _query(row):
    text, kind = row["text"], QueryKind(row["kind"])
    unknown = row.keys() - {"text", "kind", *GRADES}
    if unknown:
        raise JudgementError(f"{text}: {', '.join(sorted(unknown))} is no grade")
    pairs = [(key, grade) for name, grade in GRADES.items() for key in row.get(name, ())]
    grades = dict(pairs)
    if len(grades) != len(pairs):
        raise JudgementError(f"{text}: a document has two grades")
    query = JudgedQuery(text, kind, grades)
    if query.has_answers != (GRADES["best"] in grades.values()):
        raise JudgementError(f"{text}: every query has a best answer, except where nothing is to be found")
    return query
