"""Published panels as rounds: an entry for each of a table's entries, a seat for each of its jurors, its scale as rubric.

The marks come in through the product's own importer, under the authority that `import_marks` names.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from accounts.models import Organisation
from audit.canonical import sha256_hex
from judging.importing import ScorecardMap, import_scorecards
from judging.models import Candidacy, Level
from nominations.models import Nomination, Submission
from tests.accounts.factories import OrganisationFactory, PersonFactory
from tests.judging.factories import (
    CandidacyFactory,
    CriterionFactory,
    EligibleNominationFactory,
    FormFactory,
    LevelFactory,
    PanelFactory,
    RoundCategoryFactory,
    RubricFactory,
    SubmissionFactory,
)
from tests.judging.science.reference import FOLDER, rows_of

AUTHORITY, REASON = "Those who published the panel", "Rated before there was a platform."


@dataclass(frozen=True)
class Panel:
    """A table of `shared/reference`: a column of entries, one of jurors, and one for each criterion."""

    name: str
    lowest: int
    highest: int
    jurors_per_entry: int
    places: int

    @property
    def path(self):
        return FOLDER / f"{self.name}.csv.gz"

    def rows(self):
        return rows_of(self.path.name)

    def weights(self, rows):
        """By column: whole numbers that sum to 100, as even as they can be."""
        _, _, *columns = rows[0]
        each, over = divmod(100, len(columns))
        return {column: each + (number < over) for number, column in enumerate(columns)}


PTAM = Panel("rated_ptam2_262x17", lowest=0, highest=2, jurors_per_entry=4, places=20)
CONFERENCE = Panel("rated_conference_57x20", lowest=1, highest=7, jurors_per_entry=2, places=10)


def round_for(panel, rows, **round_fields):
    """Entries named by their key in the file, jurors with seats; criteria with gaps in the table are optional."""
    rubric = RubricFactory()
    for position, (column, weight) in enumerate(panel.weights(rows).items()):
        criterion = CriterionFactory(
            rubric=rubric,
            key=column.lower(),
            name=column,
            weight=weight,
            lowest=panel.lowest,
            highest=panel.highest,
            position=position,
            mandatory=all(row[column] for row in rows),
        )
        levels = range(panel.lowest, panel.highest + 1)
        Level.objects.bulk_create(LevelFactory.build(criterion=criterion, value=value) for value in levels)
    round_category = RoundCategoryFactory(
        round__edition=rubric.edition,
        rubric=rubric,
        jurors_per_entry=panel.jurors_per_entry,
        places=panel.places,
        **{f"round__{name}": value for name, value in round_fields.items()},
    )
    seats = PanelFactory(round=round_category.round, categories=[round_category.category]).seats
    for judge in sorted({row["judge"] for row in rows}):
        seats.create(juror=PersonFactory(email=f"judge{judge}@people.example", name=f"Judge {judge}"), seat_type="oem")
    _enter(round_category, sorted({row["entry"] for row in rows}))
    return round_category.round


def company_of(key):
    """The company that enters what the table calls `key`; no name is the beginning of another."""
    return f"Works {int(key):04}"


def _enter(round_category, keys):
    """In bulk: set-up must not take longer than the walk."""
    form = FormFactory(category=round_category.category)
    nominations, submissions, candidacies = [], [], []
    for number, key in enumerate(keys):
        company = OrganisationFactory.build(name=company_of(key))
        nomination = EligibleNominationFactory.build(
            category=round_category.category, organisation=company, external_key=key, title=f"Method {number}"
        )
        submission = SubmissionFactory.build(nomination=nomination, form=form)
        nominations.append(nomination)
        submissions.append(submission)
        candidacies.append(
            CandidacyFactory.build(
                round_category=round_category, nomination=nomination, submission=submission, code=f"P{number:05}"
            )
        )
    Organisation.objects.bulk_create(nomination.organisation for nomination in nominations)
    Nomination.objects.bulk_create(nominations)
    Submission.objects.bulk_create(submissions)
    Candidacy.objects.bulk_create(candidacies)


def write_map(panel, rows, path):
    columns = "\n".join(f'{column.lower()} = "{column}"' for column in panel.weights(rows))
    path.write_text(
        f'authority = "{AUTHORITY}"\nreason = "{REASON}"\n[entry]\ncolumn = "entry"\n'
        f'[juror]\ncolumn = "judge"\naddress = "judge{{}}@people.example"\n[marks]\n{columns}\n'
    )
    return path


def import_marks(panel, rows, round, *, by, folder):
    """The whole table, by the importer."""
    mapping = ScorecardMap(write_map(panel, rows, folder / "panel.toml"), round)
    digest = sha256_hex(panel.path.read_bytes().hex())
    return import_scorecards(round=round, path=panel.path, mapping=mapping, by=by, digest=digest)


def totals_by_hand(panel, rows):
    """In fractions, straight from the file: a total for each row, its weights shared out over what is marked."""
    weights = panel.weights(rows)
    for row in rows:
        marked = [column for column in weights if row[column]]
        reached = sum(weights[column] * (Fraction(row[column]) - panel.lowest) for column in marked)
        total = 100 * reached / (sum(weights[column] for column in marked) * (panel.highest - panel.lowest))
        # A total is stored with nine places.
        yield Fraction(round(total * 10**9), 10**9)


def means_of_totals(panel, rows):
    """By entry: its plain score."""
    totals = defaultdict(list)
    for row, total in zip(rows, totals_by_hand(panel, rows), strict=True):
        totals[row["entry"]].append(total)
    return {entry: sum(found) / len(found) for entry, found in totals.items()}


def means_by_hand(panel, rows):
    """By entry: its mean mark on each criterion, the heaviest first: what parts equal scores."""
    weights = panel.weights(rows)
    marks = defaultdict(list)
    for row in rows:
        for column in filter(row.get, weights):
            marks[row["entry"], column].append(Fraction(row[column]))
    by_weight = sorted(weights, key=lambda column: -weights[column])
    return {
        entry: tuple(Fraction(sum(marks[entry, column]), len(marks[entry, column])) for column in by_weight)
        for entry in {row["entry"] for row in rows}
    }


def ranks_of(scores, means):
    """(entry: rank, entries that share their rank) of scores by entry, parted by the means where scores are equal."""
    strength = {entry: (score, *means[entry]) for entry, score in scores.items()}
    ranks = {entry: 1 + sum(other > own for other in strength.values()) for entry, own in strength.items()}
    tied = {entry for entry, rank in ranks.items() if list(ranks.values()).count(rank) > 1}
    return ranks, tied
