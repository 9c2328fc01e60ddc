"""Plans of who reads what, shown before they are committed. Every way of assigning ends in `commit_plan`."""

import random
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.rules import demand
from audit.record import record_event
from judging import rules
from judging.actions.checks import refuse_closed
from judging.actions.common import entries_in_words, locked_round, tell_about_round
from judging.enums import AssignmentSource, AssignmentState, PairRuleKind
from judging.exclusions import Exclusions
from judging.models import Assignment, Candidacy, PairRule, Scorecard, Seat


@dataclass(frozen=True)
class Refused:
    candidacy: Candidacy
    juror: Person
    reason: str


@dataclass(frozen=True)
class AssignmentPlan:
    """Pairs of candidacy and juror to be assigned, and what stands in the way of others."""

    round: object
    pairs: tuple
    source: str = AssignmentSource.HAND
    refused: tuple = ()
    # By juror id: how many entries they would have to read, and how many they have already.
    load: dict = field(default_factory=dict)
    load_before: dict = field(default_factory=dict)
    # By candidacy id: how many jurors would read it; `wanted` is what its category asks for.
    coverage: dict = field(default_factory=dict)
    wanted: dict = field(default_factory=dict)

    @property
    def short(self):
        """Entries of the plan that would still have too few jurors, by how many."""
        missing = {pk: self.wanted[pk] - count for pk, count in self.coverage.items()}
        return {pk: count for pk, count in missing.items() if count > 0}


def plan_by_hand(*, round, candidacies, jurors, again=False):
    """Each of these entries for each of these jurors. `again` also takes back what was returned or recused."""
    pairs = [(candidacy, juror) for candidacy in candidacies for juror in jurors]
    return plan_pairs(round=round, pairs=pairs, source=AssignmentSource.HAND, again=again)


def plan_pairs(*, round, pairs, source, again=False):
    """Sort pairs into those that can be assigned and those that cannot, with what it would mean for load and coverage."""
    obstacles = Obstacles(round, [juror for _, juror in pairs], again=again)
    reasons = [obstacles.reason(candidacy, juror) for candidacy, juror in pairs]
    possible = tuple(pair for pair, reason in zip(pairs, reasons, strict=True) if reason is None)
    refused = tuple(Refused(*pair, reason) for pair, reason in zip(pairs, reasons, strict=True) if reason is not None)
    return AssignmentPlan(round, possible, source, refused, **measure(pairs, possible, obstacles.active))


@transaction.atomic
def commit_plan(plan, *, by):
    """Assign the pairs of a plan. What has become impossible since it was drawn up is refused as a whole."""
    round = locked_round(plan.round)
    demand(rules.may_assign(by, round))
    refuse_closed(round)
    refuse_outdated(plan, round)
    if not plan.pairs:
        return []
    assignments = assign_pairs(plan, by)
    jurors = {juror.pk: juror for _, juror in plan.pairs}
    shuffle_unread(round, jurors.values())
    tell_assigned(plan, round, jurors)
    details = {"source": str(plan.source), "pairs": [[str(entry.pk), str(juror.pk)] for entry, juror in plan.pairs]}
    record_event("assignments.made", target=round, by=by, details=details, subjects=jurors.values())
    return assignments


class Obstacles:
    """What keeps a juror from an entry, for all jurors of a plan at once."""

    def __init__(self, round, jurors, *, again):
        self.round, self.again = round, again
        self.exclusions = Exclusions.of({juror.pk: juror for juror in jurors}.values())
        self.categories = judged_categories(round)
        self.forbidden = forbidden_pairs(round)
        self.states = {
            (candidacy, juror): state
            for candidacy, juror, state in Assignment.objects.in_round(round).values_list("candidacy", "juror", "state")
        }

    @property
    def active(self):
        return [pair for pair, state in self.states.items() if state == AssignmentState.ACTIVE]

    def reason(self, candidacy, juror):
        """None where nothing stands in the way."""
        if candidacy.round_id != self.round.pk or candidacy.withdrawn_at:
            return _("is not in this round")
        if (candidacy.round_category.category_id, juror.pk) not in self.categories:
            return _("does not score on a panel for this category")
        if exclusion := self.exclusions.reason(candidacy, juror.pk):
            return exclusion.label
        if (candidacy.pk, juror.pk) in self.forbidden:
            return _("was forbidden this entry by the office")
        return self._earlier(self.states.get((candidacy.pk, juror.pk)))

    def _earlier(self, state):
        if state == AssignmentState.ACTIVE:
            return _("is assigned already")
        if state and not self.again:
            return _("was %(state)s before") % {"state": AssignmentState(state).label.lower()}
        return None


def judged_categories(round):
    """Pairs of category and juror: who scores on a panel for what."""
    seats = Seat.objects.scoring().filter(panel__round=round)
    return set(seats.values_list("panel__categories", "juror"))


def forbidden_pairs(round):
    """Pairs of candidacy and juror that the office said must not be."""
    rules = PairRule.objects.filter(candidacy__round=round, kind=PairRuleKind.FORBID)
    return set(rules.values_list("candidacy", "juror"))


def measure(pairs, possible, active):
    before, read_by = Counter(), Counter()
    for candidacy_pk, juror_pk in active:
        before[juror_pk] += 1
        read_by[candidacy_pk] += 1
    load, coverage = Counter(before), Counter(read_by)
    for candidacy, juror in possible:
        load[juror.pk] += 1
        coverage[candidacy.pk] += 1
    entries = {candidacy.pk: candidacy for candidacy, _ in pairs}
    jurors = {juror.pk for _, juror in pairs}
    return {
        "load": {pk: load[pk] for pk in jurors},
        "load_before": {pk: before[pk] for pk in jurors},
        "coverage": {pk: coverage[pk] for pk in entries},
        "wanted": {pk: entry.round_category.jurors_per_entry for pk, entry in entries.items()},
    }


def refuse_outdated(plan, round):
    again = plan_pairs(round=round, pairs=plan.pairs, source=plan.source, again=True)
    if again.refused:
        raise ValidationError(
            [f"{refused.juror} {refused.reason} ({refused.candidacy.code})." for refused in again.refused]
        )


def assign_pairs(plan, by):
    assignments = [
        Assignment(candidacy=candidacy, juror=juror, source=plan.source, assigned_by=by)
        for candidacy, juror in plan.pairs
    ]
    # One that was returned or recused comes back to life.
    Assignment.objects.bulk_create(
        assignments,
        update_conflicts=True,
        unique_fields=["candidacy", "juror"],
        update_fields=["state", "reason", "source", "assigned_by", "assigned_at"],
        batch_size=500,
    )
    cards = [Scorecard(candidacy=candidacy, juror=juror) for candidacy, juror in plan.pairs]
    Scorecard.objects.bulk_create(cards, ignore_conflicts=True, batch_size=500)
    return assignments


def shuffle_unread(round, jurors):
    """Each juror reads in an order of their own, so that no entry is always read first, or last."""
    unread = Assignment.objects.active().in_round(round).filter(juror__in=[juror.pk for juror in jurors])
    rows = list(unread.filter(first_opened_at=None))
    random.shuffle(rows)
    for position, row in enumerate(rows, start=1):
        row.position = position
    Assignment.objects.bulk_update(rows, ["position"], batch_size=500)


def tell_assigned(plan, round, jurors):
    counts = Counter(juror.pk for _, juror in plan.pairs)
    for pk, count in counts.items():
        tell_about_round("assigned", round, to=jurors[pk], entries=entries_in_words(count))
