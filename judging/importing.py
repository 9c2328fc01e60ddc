"""Scorecards from a file: marks that were given on paper or elsewhere, under a named authority and with its reason.

Planned row by row, then written in batches. What is there already is left as it is, and nothing is overwritten.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.rules import demand
from audit.canonical import canonical_json, sha256_hex
from audit.record import record_event
from judging import rules
from judging.actions.checks import refuse_sealed
from judging.actions.common import locked_round
from judging.actions.marks import checked_value, freeze, mark_value, total_of
from judging.assignment import forbidden_pairs, judged_categories
from judging.enums import AssignmentSource, AssignmentState, ScorecardSource, ScorecardState
from judging.exclusions import Exclusions
from judging.models import Assignment, Candidacy, Criterion, Mark, MarkRevision, Scorecard, ScorecardImport
from judging.science.plain import CANNOT_JUDGE
from nominations.importing.files import Refusal, read_rows
from nominations.importing.maps import UnusableMapError, load_map

BATCH = 250


@dataclass
class Report:
    """What an import did, or would do: counts, and every refused row with its line and reason."""

    imported: int = 0
    known: int = 0
    refusals: list = field(default_factory=list)


@dataclass(frozen=True)
class Planned:
    """A card to be written: what the file says of one pair. `levels` maps criteria to a level as text, or CANNOT_JUDGE."""

    candidacy: Candidacy
    juror: Person
    levels: dict

    @property
    def pair(self):
        return self.candidacy.pk, self.juror.pk


class ScorecardMap:
    """`entry` and `juror` say which column names them, `marks` which column holds which criterion.

    An entry is named by its external key, its reference code or its code in the round. A juror's cell is an address,
    fills the `{}` of `address`, or is looked up in `values`. `authority` and `reason` stand in the record.
    """

    def __init__(self, path, round):
        given = load_map(path, required=("entry", "juror", "marks", "authority", "reason"), optional=("cannot_judge",))
        self.entry = _column(given["entry"], "entry")
        self.juror = _column(given["juror"], "juror", optional=("address", "values"))
        self.address = given["juror"].get("address", "{}")
        self.addresses = given["juror"].get("values", {})
        self.marks = given["marks"]
        self.cannot_judge = given.get("cannot_judge", CANNOT_JUDGE)
        self.authority, self.reason = given["authority"].strip(), given["reason"].strip()
        self._check(round)

    @property
    def columns(self):
        return {self.entry, self.juror, *self.marks.values()}

    def address_of(self, cell):
        return self.addresses.get(cell) or self.address.replace("{}", cell)

    def _check(self, round):
        if not self.authority or not self.reason:
            raise UnusableMapError("Name the authority that vouches for the marks, and the reason why they come in so.")
        if "{}" not in self.address:
            raise UnusableMapError("[juror] address has no {} for the cell to stand in.")
        rubrics = round.round_categories.values("rubric")
        keys = set(Criterion.objects.filter(rubric__in=rubrics).values_list("key", flat=True))
        if strange := sorted(set(self.marks) - keys):
            known = ", ".join(sorted(keys)) or "nothing yet"
            raise UnusableMapError(f"No rubric of {round} has a criterion “{strange[0]}”. There are: {known}.")


def check_scorecards(*, round, path, mapping, encoding="utf-8-sig", progress=None):
    """The dry run: reads the whole file and writes nothing."""
    refuse_sealed(round)
    report = Report()
    for _ in _planned_rows(round, path, mapping, encoding, report, progress):
        report.imported += 1
    return report


def import_scorecards(*, round, path, mapping, by, digest, encoding="utf-8-sig", progress=None):
    """Write what the dry run would take, as scorecards that were handed in.

    Batches are transactions of their own, each an import with one event over its rows: an import that is cut off goes on
    where it stopped when it is run again.
    """
    demand(by is None or rules.is_office(by, round), "Only the prize office imports scorecards.")
    report = Report()
    rows = _planned_rows(round, path, mapping, encoding, report, progress)
    while batch := list(islice(rows, BATCH)):
        _write_batch(round, batch, mapping, by, digest)
        report.imported += len(batch)
    return report


def _planned_rows(round, path, mapping, encoding, report, progress):
    desk = _Desk(round, mapping)
    for row in read_rows(path, columns=mapping.columns, encoding=encoding):
        if progress:
            progress(row.line)
        planned = row if isinstance(row, Refusal) else desk.plan(row)
        if isinstance(planned, Refusal):
            report.refusals.append(planned)
        elif planned is None:
            report.known += 1
        else:
            yield planned


class _Desk:
    """What is known of the round, read once and asked for every row."""

    def __init__(self, round, mapping):
        self.mapping = mapping
        self.candidacies = _by_name(round)
        self.jurors = _Jurors(mapping)
        self.categories = judged_categories(round)
        self.forbidden = forbidden_pairs(round)
        self.criteria = _criteria_by_rubric(round)
        self.assigned = _assignment_states(round)
        self.cards = _cards(round)
        self.seen = set()

    def plan(self, row):
        """The card that the row says; None where it is there already; a Refusal with the reason."""
        try:
            return self._plan(row.values)
        except ValidationError as refusal:
            return Refusal(row.line, "; ".join(refusal.messages))

    def _plan(self, values):
        candidacy = self._candidacy(values[self.mapping.entry])
        juror = self.jurors.named(values[self.mapping.juror])
        self._refuse_pair(candidacy, juror)
        planned = Planned(candidacy, juror, self._levels(candidacy, values))
        if planned.pair in self.seen:
            raise ValidationError("An earlier row of the file holds the card of this juror on this entry.")
        self.seen.add(planned.pair)
        return None if self._is_there(planned) else planned

    def _candidacy(self, name):
        found = self.candidacies.get(name, ())
        if not found:
            raise ValidationError(f"{self.mapping.entry}: “{name}” names no entry of this round.")
        if len(found) > 1:
            raise ValidationError(f"{self.mapping.entry}: “{name}” names {len(found)} entries of this round.")
        return next(iter(found))

    def _refuse_pair(self, candidacy, juror):
        if (candidacy.round_category.category_id, juror.pk) not in self.categories:
            raise ValidationError(f"{juror} has no seat on a panel that judges this entry.")
        if reason := self.jurors.exclusions_of(juror).reason(candidacy, juror.pk):
            raise ValidationError(f"{juror} {reason.label}.")
        if (candidacy.pk, juror.pk) in self.forbidden:
            raise ValidationError(f"{juror} was forbidden this entry by the office.")
        state = self.assigned.get((candidacy.pk, juror.pk), AssignmentState.ACTIVE)
        if state != AssignmentState.ACTIVE:
            raise ValidationError(f"{juror} was {state} from this entry.")

    def _levels(self, candidacy, values):
        levels = {}
        for criterion in self.criteria[candidacy.round_category.rubric_id]:
            level = self._level(criterion, values)
            if level is not None:
                levels[criterion] = level
            elif criterion.mandatory:
                raise ValidationError(f"{criterion}: no mark. A missing mark is not a zero.")
        if not levels:
            raise ValidationError("The row holds no mark.")
        return levels

    def _level(self, criterion, values):
        column = self.mapping.marks.get(criterion.key)
        cell = values[column] if column else ""
        try:
            return checked_value(criterion, CANNOT_JUDGE if cell == self.mapping.cannot_judge else cell)
        except ValidationError as error:
            raise ValidationError(f"{column}: “{cell}” is not on the scale of “{criterion}”.") from error

    def _is_there(self, planned):
        card = self.cards.get(planned.pair)
        if card is None or card.state == ScorecardState.NOT_STARTED:
            return False
        if card.source != ScorecardSource.IMPORT:
            raise ValidationError(f"{planned.juror} has marked this entry online.")
        marks = {mark.criterion_id: mark_value(mark) for mark in card.marks.all()}
        if marks != {criterion.pk: level for criterion, level in planned.levels.items()}:
            raise ValidationError("This card was imported before with other marks. The chair may reopen it.")
        return True


class _Jurors:
    """People by address, and what excludes them; each read once."""

    def __init__(self, mapping):
        self._mapping = mapping
        self._people = {}
        self._exclusions = {}

    def named(self, cell):
        address = self._mapping.address_of(cell).casefold()
        if address not in self._people:
            self._people[address] = Person.objects.filter(email__iexact=address).first()
        if not cell or self._people[address] is None:
            raise ValidationError(f"{self._mapping.juror}: nobody is known as “{address}”.")
        return self._people[address]

    def exclusions_of(self, juror):
        if juror.pk not in self._exclusions:
            self._exclusions[juror.pk] = Exclusions.of([juror])
        return self._exclusions[juror.pk]


def _by_name(round):
    found = defaultdict(set)
    candidacies = Candidacy.objects.current().filter(round=round).select_related("nomination", "round_category__rubric")
    for candidacy in candidacies:
        nomination = candidacy.nomination
        for name in (nomination.external_key, nomination.reference_code, candidacy.code):
            if name:
                found[name].add(candidacy)
    return found


def _criteria_by_rubric(round):
    found = defaultdict(list)
    rubrics = round.round_categories.values("rubric")
    for criterion in Criterion.objects.filter(rubric__in=rubrics).prefetch_related("levels"):
        found[criterion.rubric_id].append(criterion)
    return found


def _assignment_states(round):
    rows = Assignment.objects.in_round(round).values_list("candidacy", "juror", "state")
    return {(candidacy, juror): state for candidacy, juror, state in rows}


def _cards(round):
    cards = Scorecard.objects.in_round(round).prefetch_related("marks")
    return {(card.candidacy_id, card.juror_id): card for card in cards}


def _column(given, name, optional=()):
    if "column" not in given or set(given) - {"column", *optional}:
        raise UnusableMapError(f"[{name}] takes column{''.join(f' and {word}' for word in optional)}.")
    return given["column"]


@transaction.atomic
def _write_batch(round, batch, mapping, by, digest):
    round = locked_round(round)
    refuse_sealed(round)
    _refuse_started(round, batch)
    now = timezone.now()
    source = ScorecardImport.objects.create(
        round=round,
        authority=mapping.authority,
        reason=mapping.reason,
        file_digest=digest,
        rows=len(batch),
        imported_by=by,
        imported_at=now,
    )
    _assign(batch, by)
    cards = _hand_in(batch, source, now)
    _write_marks(batch, cards, mapping, by, now)
    for rubric in {planned.candidacy.round_category.rubric for planned in batch}:
        freeze(rubric)
    details = {
        "rows": len(batch),
        "file": digest,
        "authority": source.authority,
        "reason": source.reason,
        "digest": sha256_hex(canonical_json([_told(planned) for planned in batch])),
    }
    jurors = {planned.juror.pk: planned.juror for planned in batch}
    record_event("scorecards.imported", target=source, by=by, details=details, subjects=jurors.values())


def _refuse_started(round, batch):
    """Somebody may have begun online since the row was planned; their marks are not written over."""
    cards = Scorecard.objects.in_round(round).filter(candidacy__in=[planned.candidacy.pk for planned in batch])
    started = cards.exclude(state=ScorecardState.NOT_STARTED).select_for_update(of=("self",))
    if {planned.pair for planned in batch} & set(started.values_list("candidacy", "juror")):
        raise ValidationError("A juror began one of these cards meanwhile. Run the import again.")


def _told(planned):
    levels = {criterion.key: level for criterion, level in planned.levels.items()}
    return [str(planned.candidacy.pk), str(planned.juror.pk), levels]


def _assign(batch, by):
    Assignment.objects.bulk_create(
        [
            Assignment(candidacy=planned.candidacy, juror=planned.juror, source=AssignmentSource.IMPORT, assigned_by=by)
            for planned in batch
        ],
        # Who was assigned it already stays assigned as they were.
        ignore_conflicts=True,
    )


def _hand_in(batch, source, now):
    """Handed in, by pair; a card that was assigned online and never started becomes the imported one."""
    Scorecard.objects.bulk_create(
        [
            Scorecard(
                candidacy=planned.candidacy,
                juror=planned.juror,
                state=ScorecardState.SUBMITTED,
                source=ScorecardSource.IMPORT,
                imported_with=source,
                total=_total(planned),
                handed_in_at=now,
                updated_at=now,
            )
            for planned in batch
        ],
        update_conflicts=True,
        unique_fields=["candidacy", "juror"],
        update_fields=["state", "source", "imported_with", "total", "handed_in_at", "updated_at"],
    )
    return {(card.candidacy_id, card.juror_id): card for card in Scorecard.objects.filter(imported_with=source)}


def _total(planned):
    """Over the criteria that the card marks: what is optional and blank shares out its weight."""
    marks = {criterion.pk: _mark(criterion, level) for criterion, level in planned.levels.items()}
    return total_of(planned.levels, marks).value


def _mark(criterion, level, **fields):
    cannot_judge = level == CANNOT_JUDGE
    value = None if cannot_judge else Decimal(level)
    return Mark(criterion=criterion, value=value, cannot_judge=cannot_judge, **fields)


def _write_marks(batch, cards, mapping, by, now):
    marks = Mark.objects.bulk_create(
        _mark(criterion, level, scorecard=cards[planned.pair], revision=1, marked_at=now)
        for planned in batch
        for criterion, level in planned.levels.items()
    )
    MarkRevision.objects.bulk_create(
        MarkRevision(
            mark=mark,
            revision=1,
            value=mark.value,
            cannot_judge=mark.cannot_judge,
            reason=mapping.reason,
            saved_by=by,
            saved_at=now,
        )
        for mark in marks
    )
