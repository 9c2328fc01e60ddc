"""The two import commands on real files, each in a process of its own so that its memory is its own."""

import csv
import gzip
import json
import subprocess
from pathlib import Path

from home.bench.figures import Figure
from home.bench.jury import enter_round, seat_people
from home.bench.scratch import start
from home.bench.seed import found_edition, submit_many
from judging.models import Criterion, Round, Rubric

NOMINATIONS_MAP = Path(__file__).with_name("nominations.toml")
SCORECARDS_MAP = """
authority = "The panel that marked on paper"
reason = "Marks of a bench, collected elsewhere."
[entry]
column = "entry"
[juror]
column = "judge"
[juror.values]
{jurors}
[marks]
{marks}
"""


def import_files(scale, edition, folder, say):
    """The figures of both commands; a file that is absent is named and left out."""
    for path, measure in ((scale.nominations_csv, nominations), (scale.scorecards_csv, scorecards)):
        if path.exists():
            yield from measure(path, edition, folder, say)
        else:
            say(f"{path} is absent, so its import is not measured.")


def nominations(path, edition, folder, say):
    address = f"{edition.prize.slug}/{edition.year}"
    return run_import("import_nominations", address, path, NOMINATIONS_MAP, folder, say, most=60)


def scorecards(path, edition, folder, say):
    """On a round made for the file: its entries, its jurors, one criterion for each of its columns."""
    rows = read_rows(path)
    edition, _ = found_edition("bench-scorecards", edition.opens_at, edition.closes_at)
    round = Round.objects.get(edition=edition, key="scoring")
    keys = [heading for heading in rows[0] if heading not in ("entry", "judge")]
    round.round_categories.update(rubric=rubric_of(edition, keys))
    name_entries(round, sorted({row["entry"] for row in rows}))
    judges = sorted({row["judge"] for row in rows})
    _, *jurors = seat_people(round, len(judges))
    mapping = folder / "scorecards.toml"
    mapping.write_text(
        SCORECARDS_MAP.format(
            jurors="\n".join(f'"{judge}" = "{juror.email}"' for judge, juror in zip(judges, jurors, strict=True)),
            marks="\n".join(f'{key.lower()} = "{key}"' for key in keys),
        )
    )
    address = f"{edition.prize.slug}/{edition.year}/{round.key}"
    return run_import("import_scorecards", address, path, mapping, folder, say)


def read_rows(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def rubric_of(edition, keys):
    """Levels 0 to 2, weights as even as whole numbers allow."""
    rubric = Rubric.objects.create(edition=edition, key="paper", name="On paper")
    even, over = divmod(100, len(keys))
    Criterion.objects.bulk_create(
        Criterion(
            rubric=rubric,
            key=key.lower(),
            name=key,
            weight=even + (place < over),
            lowest=0,
            highest=2,
            mandatory=False,
            position=place,
        )
        for place, key in enumerate(keys)
    )
    return rubric


def name_entries(round, names):
    candidacies = enter_round(round, submit_many(round.edition, len(names)))
    for candidacy, name in zip(candidacies, names, strict=True):
        candidacy.nomination.external_key = name
        candidacy.nomination.save(update_fields=["external_key"])


def run_import(command, address, path, mapping, folder, say, most=None):
    """CPU seconds, and the most memory that the process ever held."""
    line = ["-m", "home.bench.child", command, address, str(path), "--map", str(mapping), "--commit"]
    process = start(line, folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    *lines, took = process.communicate()[0].splitlines()
    if process.returncode:
        raise RuntimeError("\n".join([f"{command} failed:", *lines, took]))
    say(f"{path.name}: " + next(line for line in lines if line.startswith("imported")))
    took = json.loads(took)
    return [
        Figure(command, "secretariat", took["seconds"], unit="s CPU", most=most),
        Figure(f"{command}: peak memory", "secretariat", took["megabytes"], unit="MB", most=300),
    ]
