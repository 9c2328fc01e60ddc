"""Invented companies and what they enter with, read from the text beside this module."""

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

PROCESS, OPERATIONS, PEOPLE = "process", "operations", "people"


class Entry(NamedTuple):
    company: str
    city: str
    employees: int
    revenue: int
    founded: int
    sub_industry: str
    technology: str
    practice: str
    category: str
    title: str
    situation: str
    action: str
    result: str
    lesson: str


def _read():
    told = tomllib.loads(Path(__file__).with_name("entries.toml").read_text(encoding="utf-8"))
    running = tuple(Entry(**entry) for entry in told["running"])
    earlier = defaultdict(list)
    for entry in told["earlier"]:
        years_ago, outcome, citation = (entry.pop(name) for name in ("years_ago", "outcome", "citation"))
        earlier[years_ago].append((outcome, citation, Entry(**entry)))
    return running, dict(earlier)


# RUNNING is this year's entries; EARLIER those of one and two years ago, each with its outcome and citation.
RUNNING, EARLIER = _read()
