"""Published tables, which lie beside the product and not in it."""

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from judging.science.marks import Marks

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "reference"

needs_reference = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"needs the published tables in {FOLDER}")


def published(name):
    return json.loads((FOLDER / f"{name}.json").read_text())


def rows_of(name):
    path = FOLDER / name
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        return list(csv.DictReader(file))


def panel(name):
    """Marks of a rated panel: the sum over its criteria, an entry and a juror for each name."""
    rows = rows_of(f"{name}.csv.gz")
    entry, juror, *criteria = rows[0]
    entries = {key: row for row, key in enumerate(dict.fromkeys(row[entry] for row in rows))}
    jurors = {key: row for row, key in enumerate(dict.fromkeys(row[juror] for row in rows))}
    totals = [np.sum([float(row[name]) for name in criteria if row[name] not in ("", "NA")]) for row in rows]
    return Marks.of([entries[row[entry]] for row in rows], [jurors[row[juror]] for row in rows], totals)
