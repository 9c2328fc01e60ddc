"""What waits for a juror, round by round: the same number of queries for one entry and for a thousand."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from judging.enums import ScorecardState
from judging.exclusions import Exclusions
from judging.models import Assignment, Bid, Candidacy, Pledge, Round
from judging.rules import is_scoring_juror

# What comes first when a juror asks for the next entry.
NEXT_ORDER = (ScorecardState.REOPENED, ScorecardState.IN_PROGRESS, ScorecardState.NOT_STARTED)


@dataclass(frozen=True)
class QueueEntry:
    candidacy: Candidacy
    # A round that asks for the whole list first does not say which of its entries are whose.
    blind: bool

    @property
    def state(self):
        return ScorecardState(self.candidacy.card_state or ScorecardState.NOT_STARTED)

    @property
    def declared(self):
        return self.candidacy.gate_declared

    @property
    def name(self):
        return (
            (_("Entry %(code)s") % {"code": self.candidacy.code})
            if self.blind
            else str(self.candidacy.nomination.organisation)
        )

    @property
    def title(self):
        return "" if self.blind else self.candidacy.submission.title

    @property
    def url(self):
        if not self.declared:
            return reverse("judging:declare", args=[self.candidacy.round_id])
        return reverse("judging:entry", args=[self.candidacy.pk])


@dataclass(frozen=True)
class RoundQueue:
    round: Round
    pledged: bool
    # Companies on which the juror has still to declare.
    to_declare: int
    # Empty before the pledge, and in a blind round before the whole list is declared.
    entries: list
    assigned: int
    # What the juror would like to read is asked for, and how many entries they have said it of.
    bids_asked: bool = False
    bids: int = 0

    @property
    def to_score(self):
        return [entry for entry in self.entries if entry.declared and entry.state in NEXT_ORDER]

    @property
    def undeclared(self):
        return [entry for entry in self.entries if not entry.declared]

    @property
    def complete(self):
        return self._in(ScorecardState.COMPLETE)

    @property
    def handed_in(self):
        return self._in(ScorecardState.SUBMITTED)

    @property
    def done(self):
        return len(self.complete) + len(self.handed_in)

    @property
    def may_hand_in(self):
        """Everything is complete, and something is still in the juror's hands."""
        still = self.complete or self._in(ScorecardState.REOPENED)
        unfinished = [entry for entry in self.to_score if entry.state != ScorecardState.REOPENED]
        return bool(still) and not unfinished and not self.undeclared

    @property
    def next_entry(self):
        ordered = sorted(self.to_score, key=lambda entry: (NEXT_ORDER.index(entry.state), entry.candidacy.position))
        return ordered[0] if ordered and (self.round.is_open or ordered[0].state == ScorecardState.REOPENED) else None

    @property
    def next_step(self):
        """The one obvious thing to do: label and address, or None."""
        if self.bids_asked:
            return self.next_step_to_bid
        if self.round.is_open and self.assigned and not self.pledged:
            return _("Sign the pledge"), reverse("judging:pledge", args=[self.round.pk])
        if self.round.is_open and self.to_declare:
            return _("Declare ties"), reverse("judging:declare", args=[self.round.pk])
        if self.next_entry:
            return _("Judge %(name)s") % {"name": self.next_entry.name}, self.next_entry.url
        if self.may_hand_in:
            return _("Hand in"), reverse("judging:hand_in", args=[self.round.pk])
        return None

    @property
    def next_step_to_bid(self):
        if not self.pledged:
            return _("Sign the pledge"), reverse("judging:pledge", args=[self.round.pk])
        if self.to_declare:
            return _("Declare ties"), reverse("judging:declare", args=[self.round.pk])
        label = _("Change your bids") if self.bids else _("Say what you want to read")
        return label, reverse("judging:bids", args=[self.round.pk])

    @property
    def is_over(self):
        """Released: there is nothing left to lead."""
        return hasattr(self.round, "release")

    def _in(self, state):
        return [entry for entry in self.entries if entry.declared and entry.state == state]


def queues_of(juror):
    """Open rounds first, the next to close before the others; then those to come, then the closed ones, latest first."""
    rounds = list(Round.objects.of_juror(juror).select_related("edition__prize", "release"))
    queues = build_queues(juror, rounds)
    return sorted(queues, key=lambda queue: urgency(queue.round))


def urgency(round):
    closes = round.closes_at.timestamp()
    return (not round.is_open, round.is_closed, -closes if round.is_closed else closes)


def queue_of(juror, round):
    return build_queues(juror, [round])[0]


def build_queues(juror, rounds):
    pledged = signed_rounds(juror, rounds)
    entries = open_entries(juror, rounds)
    asking = rounds_asking_bids(juror, rounds)
    lists = undeclared_companies(juror, rounds, asking)
    bids = count_bids(juror, rounds)
    return [
        build_queue(
            round,
            round.pk in pledged,
            entries[round.pk],
            lists.get(round.pk, 0),
            bids_asked=round.pk in asking,
            bids=bids.get(round.pk, 0),
        )
        for round in rounds
    ]


def build_queue(round, pledged, candidacies, undeclared_on_list, *, bids_asked, bids):
    entries = [QueueEntry(candidacy, round.blind) for candidacy in candidacies]
    to_declare = undeclared_on_list
    if not (round.blind or bids_asked):
        to_declare = len({entry.candidacy.nomination.organisation_id for entry in entries if not entry.declared})
    shown = pledged and not (round.blind and to_declare)
    return RoundQueue(round, pledged, to_declare, entries if shown else [], len(entries), bids_asked, bids)


def rounds_asking_bids(juror, rounds):
    """Those of these rounds in which this juror scores and nothing is assigned yet."""
    asking = {
        round.pk for round in rounds if round.asks_bids and not round.is_closed and is_scoring_juror(juror, round)
    }
    if not asking:
        return asking
    return asking - set(
        Assignment.objects.filter(candidacy__round__in=asking).values_list("candidacy__round", flat=True)
    )


def count_bids(juror, rounds):
    asked = [round.pk for round in rounds if round.asks_bids]
    if not asked:
        return {}
    bids = Bid.objects.filter(juror=juror, candidacy__round__in=asked).order_by()
    return dict(bids.values_list("candidacy__round").annotate(bids=Count("pk")))


def signed_rounds(juror, rounds):
    pledges = Pledge.objects.signed_by(juror).valid().filter(round__in=rounds)
    return set(pledges.values_list("round", flat=True))


def open_entries(juror, rounds):
    """By round, the entries assigned to this juror that nothing excludes them from, in their own order."""
    candidacies = (
        Candidacy.objects.current()
        .filter(round__in=rounds)
        .assigned_to(juror)
        .with_gates(juror)
        .with_card_of(juror)
        .select_related("nomination__organisation", "submission", "round_category__category")
        .only(*SHOWN)
        .order_by("position", "code")
    )
    exclusions = Exclusions.of([juror])
    found = defaultdict(list)
    for candidacy in candidacies:
        if exclusions.reason(candidacy, juror.pk) is None:
            found[candidacy.round_id].append(candidacy)
    return found


def undeclared_companies(juror, rounds, asking):
    """How many companies the juror has not declared on: of a blind round all, before a bid those of their panels."""
    blind = [round.pk for round in rounds if round.blind]
    if not (blind or asking):
        return {}
    undeclared = Candidacy.objects.current().undeclared_by(juror).order_by()
    before_bids = undeclared.filter(round__in=asking).on_panel_of(juror)
    undeclared = undeclared.filter(Q(round__in=blind) | Q(pk__in=before_bids.values("pk")))
    return dict(undeclared.values_list("round").annotate(companies=Count("nomination__organisation", distinct=True)))


SHOWN = (
    "code",
    "round_id",
    "round_category__category__name",
    "nomination__organisation__name",
    "nomination__edition_id",
    "nomination__nominator_id",
    "submission__title",
)
