"""How far a round is: who has finished what, and which entries have too few jurors. Names and counts, never a mark."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from accounts.models import Person
from judging.enums import ScorecardState
from judging.models import Assignment, Candidacy, Pledge, RoundCategory, Seat

FINISHED = (ScorecardState.COMPLETE, ScorecardState.SUBMITTED)


@dataclass(frozen=True)
class JurorProgress:
    juror: Person
    states: Counter
    pledged: bool

    @property
    def assigned(self):
        return self.states.total()

    @property
    def handed_in(self):
        return self.states[ScorecardState.SUBMITTED]

    @property
    def finished(self):
        return sum(self.states[state] for state in FINISHED)

    @property
    def reopened(self):
        return self.states[ScorecardState.REOPENED]

    @property
    def is_done(self):
        return self.handed_in == self.assigned


@dataclass(frozen=True)
class Coverage:
    """How many jurors read each entry of a category, against how many are wanted."""

    round_category: RoundCategory
    # Pairs of a candidacy and the number of its jurors, fewest first.
    entries: list

    @property
    def wanted(self):
        return self.round_category.jurors_per_entry

    @property
    def covered(self):
        return len(self.entries) - len(self.short)

    @property
    def short(self):
        return [(candidacy, count) for candidacy, count in self.entries if count < self.wanted]


@dataclass(frozen=True)
class Progress:
    jurors: list
    coverage: list

    @property
    def assigned(self):
        return sum(juror.assigned for juror in self.jurors)

    @property
    def handed_in(self):
        return sum(juror.handed_in for juror in self.jurors)

    @property
    def unfinished(self):
        """Exactly those whom a reminder goes to."""
        return [juror for juror in self.jurors if not juror.is_done]


def progress_of(round, round_categories):
    """Six queries, whatever the size of the round."""
    round_categories = list(round_categories)
    rows = Assignment.objects.active().in_round(round).filter(candidacy__round_category__in=round_categories)
    cards = list(rows.with_card_state().order_by().values_list("candidacy", "juror", "card_state"))
    return Progress(_jurors(round, round_categories, cards), _coverage(round, round_categories, cards))


def _jurors(round, round_categories, cards):
    """Everybody who scores on a panel of these categories or has an entry of theirs; most behind first."""
    states = defaultdict(Counter)
    for _, juror, state in cards:
        states[juror][state or ScorecardState.NOT_STARTED] += 1
    categories = [round_category.category_id for round_category in round_categories]
    seats = Seat.objects.scoring().filter(panel__round=round, panel__categories__in=categories)
    people = Person.objects.filter(pk__in={*states, *seats.values_list("juror", flat=True)})
    pledged = set(Pledge.objects.valid().filter(round=round).values_list("juror", flat=True))
    jurors = [JurorProgress(person, states[person.pk], person.pk in pledged) for person in people]
    return sorted(jurors, key=_most_behind_first)


def _most_behind_first(juror):
    """Who only has to hand in is less behind than who has not begun."""
    return juror.is_done, juror.finished - juror.assigned, juror.pledged, juror.juror.get_full_name()


def _coverage(round, round_categories, cards):
    read_by = Counter(candidacy for candidacy, _, _ in cards)
    entries = defaultdict(list)
    candidacies = Candidacy.objects.current().filter(round=round, round_category__in=round_categories)
    for candidacy in candidacies.select_related("nomination__organisation", "submission"):
        entries[candidacy.round_category_id].append((candidacy, read_by[candidacy.pk]))
    return [
        Coverage(round_category, sorted(entries[round_category.pk], key=lambda pair: (pair[1], pair[0].code)))
        for round_category in round_categories
    ]
