"""Who may do what in a round. Asked directly, the same way by views, templates and actions; a superuser is nobody here."""

from dataclasses import dataclass

from rules import predicate

from accounts.enums import RoleName
from accounts.rules import is_auditor, is_secretariat, is_signed_in, prizes_where
from judging.enums import AssignmentState, RoundKind, ScorecardState, SealKind
from judging.exclusions import Exclusions
from judging.models import Assignment, Candidacy, Pledge, Scorecard, Seat

SEATS_CACHE = "_seats_held"


@dataclass(frozen=True)
class SeatHeld:
    round: int
    panel: int
    leads_as: str
    scores: bool


def seats_held(person):
    """The current seats of this person, read once per instance: one query in a request."""
    if not is_signed_in(person):
        return ()
    if not hasattr(person, SEATS_CACHE):
        setattr(person, SEATS_CACHE, _read_seats(person))
    return getattr(person, SEATS_CACHE)


def forget_seats(person):
    person.__dict__.pop(SEATS_CACHE, None)


def _read_seats(person):
    rows = Seat.objects.current().filter(juror=person.pk)
    values = rows.values_list("panel__round", "panel", "is_chair", "is_deputy", "scores")
    return tuple(
        SeatHeld(round, panel, "chair" if chair else "deputy" if deputy else "", scores)
        for round, panel, chair, deputy, scores in values
    )


# About a round.


@predicate
def is_juror(person, round):
    return any(seat.round == round.pk for seat in seats_held(person))


@predicate
def is_scoring_juror(person, round):
    return any(seat.round == round.pk and seat.scores for seat in seats_held(person))


@predicate
def is_chair(person, round):
    return any(seat.round == round.pk and seat.leads_as == "chair" for seat in seats_held(person))


@predicate
def is_deputy(person, round):
    return any(seat.round == round.pk and seat.leads_as == "deputy" for seat in seats_held(person))


@predicate
def is_office(person, round):
    return is_secretariat(person, round.edition.prize)


@predicate
def is_round_auditor(person, round):
    return is_auditor(person, round.edition.prize)


@predicate
def has_held_a_key(person, round):
    """Chaired, scored or sealed this round: such a person never releases it."""
    if not is_signed_in(person):
        return False
    return (
        Seat.objects.filter(panel__round=round, juror=person.pk).exists()
        or Scorecard.objects.filter(candidacy__round=round, juror=person.pk).exists()
        or round.seals.filter(sealed_by=person.pk).exists()
    )


@predicate
def round_is_open(person, round):
    """By the server's clock, whatever a page that was left open says."""
    return round.is_open


@predicate
def has_signed_pledge(person, round):
    return is_signed_in(person) and Pledge.objects.signed_by(person).valid().filter(round=round).exists()


@predicate
def has_declared_on_all(person, round):
    """On every company of the round: what a blind round asks before it shows anything."""
    return is_signed_in(person) and not Candidacy.objects.current().filter(round=round).undeclared_by(person).exists()


@predicate
def asks_for_bids(person, round):
    return round.asks_bids


@predicate
def bids_are_asked(person, round):
    """Until the entries are shared out, or the round closes."""
    return round.asks_bids and not round.is_closed and not Assignment.objects.in_round(round).exists()


@predicate
def has_declared_for_bids(person, round):
    """On every company of which an entry could be bid on; in a blind round on all companies."""
    if not is_signed_in(person):
        return False
    entries = Candidacy.objects.current().filter(round=round)
    asked = entries if round.blind else entries.on_panel_of(person)
    return not asked.undeclared_by(person).exists()


@predicate
def own_cards_are_in(person, round):
    """Nothing that this person could still score: who sees what others gave has given all of their own."""
    if not is_signed_in(person):
        return False
    own = Assignment.objects.active().for_juror(person).in_round(round).with_card_state()
    if round.is_closed:
        return not own.filter(card_state=ScorecardState.REOPENED).exists()
    states = list(own.values_list("card_state", flat=True))
    if not states:
        return not is_scoring_juror(person, round)
    return all(state == ScorecardState.SUBMITTED for state in states)


@predicate
def figures_are_sealed(person, round):
    return round.is_sealed(SealKind.FIGURES)


def seats_for_office(person, juror):
    """Whether this person's office has this juror on a panel of any of its prizes."""
    if not is_signed_in(person):
        return False
    prizes = Seat.objects.filter(juror=juror.pk).values_list("panel__round__edition__prize", flat=True)
    return bool(prizes_where(person, RoleName.SECRETARIAT) & set(prizes))


leads_round = is_chair | is_deputy
may_see_round = is_office | is_round_auditor | is_juror
may_set_up_round = is_office
may_manage_round = is_office | leads_round
# Who says who judges what does not judge.
may_assign = may_manage_round & ~is_scoring_juror
# Who has finished and who has not: counts and names, never a mark.
may_see_progress = is_office | is_round_auditor | leads_round
# Every look is an event. Whoever scores too waits until their own cards are in.
may_see_live_results = (is_office | leads_round) & own_cards_are_in
# The second key compares what is to be released with what was sealed; before that it sees nothing of the figures.
may_see_results = may_see_live_results | (is_round_auditor & figures_are_sealed)
# Who leads without scoring is given nothing to read, and is asked for no bid.
may_see_own_bids = is_scoring_juror & asks_for_bids
may_bid = may_see_own_bids & has_signed_pledge & has_declared_for_bids
# Digests only: whether a card moved, never what is on it.
may_check_commitments = is_round_auditor | is_juror
may_release = is_round_auditor & ~has_held_a_key
may_announce = is_office
# Whoever leads, or the office as its clerk, keeps the record of the meeting, once the figures do not move any more.
may_meet = may_see_live_results & figures_are_sealed
# What jurors wrote for entrants is edited once nothing of it moves any more, and sent once the second key has turned.
may_see_feedback = (is_office | leads_round) & figures_are_sealed


# About what a round is made of, in the back office.


@predicate
def is_not_sealed(person, round):
    return not round.standing_seals


@predicate
def edits_rubrics(person, rubric):
    return is_secretariat(person, rubric.edition.prize)


@predicate
def is_not_frozen(person, rubric):
    return rubric.frozen_at is None


may_edit_round = is_office & is_not_sealed
may_edit_rubric = edits_rubrics & is_not_frozen


# About an entry of a round.

GATES = ("gate_juror", "gate_assigned", "gate_pledged", "gate_declared")
EXCLUSION_CACHE = "_exclusion_of"


def gates_of(person, candidacy):
    """The candidacy with this person's gates, which a list loads with `with_gates` and a single one is given here."""
    if getattr(candidacy, "gate_juror", None) != str(person.pk):
        read = Candidacy.objects.with_gates(person).get(pk=candidacy.pk)
        for name in GATES:
            setattr(candidacy, name, getattr(read, name))
    return candidacy


def exclusion_of(person, candidacy):
    """Why this person may not judge this entry, None when they may; read once per candidacy."""
    known = candidacy.__dict__.setdefault(EXCLUSION_CACHE, {})
    if person.pk not in known:
        known[person.pk] = Exclusions.of([person]).reason(candidacy, person.pk)
    return known[person.pk]


@predicate
def is_current(person, candidacy):
    return candidacy.withdrawn_at is None


@predicate
def is_assigned(person, candidacy):
    return is_signed_in(person) and gates_of(person, candidacy).gate_assigned


@predicate
def has_pledged(person, candidacy):
    return is_signed_in(person) and gates_of(person, candidacy).gate_pledged


@predicate
def has_declared(person, candidacy):
    """On this company; in a blind round on all companies of the round."""
    return is_signed_in(person) and gates_of(person, candidacy).gate_declared


@predicate
def is_excluded(person, candidacy):
    return is_signed_in(person) and exclusion_of(person, candidacy) is not None


@predicate
def is_in_open_round(person, candidacy):
    return candidacy.round.is_open


@predicate
def is_in_started_round(person, candidacy):
    return candidacy.round.is_open or candidacy.round.is_closed


@predicate
def chairs_its_panel(person, candidacy):
    return _leads_its_panel(person, candidacy, "chair")


@predicate
def deputises_its_panel(person, candidacy):
    return _leads_its_panel(person, candidacy, "deputy")


def _leads_its_panel(person, candidacy, leads_as):
    panels = [
        seat.panel for seat in seats_held(person) if seat.round == candidacy.round_id and seat.leads_as == leads_as
    ]
    return bool(panels) and _covers(panels, candidacy)


def _covers(panels, candidacy):
    through = candidacy.round.panels.filter(pk__in=panels)
    return through.filter(categories=candidacy.round_category.category_id).exists()


@predicate
def has_no_free_chair(person, candidacy):
    """Whoever chairs its panel is tied to the entry, or nobody chairs it."""
    seats = Seat.objects.current().filter(
        is_chair=True,
        panel__round=candidacy.round_id,
        panel__categories=candidacy.round_category.category_id,
    )
    chairs = [seat.juror for seat in seats.select_related("juror")]
    exclusions = Exclusions.of(chairs)
    return all(exclusions.reason(candidacy, chair.pk) for chair in chairs)


@predicate
def serves_as_clerk(person, candidacy):
    return is_office(person, candidacy.round)


leads_its_panel = chairs_its_panel | deputises_its_panel
# Before the pledge and the declaration nothing of an entry is shown but what it takes to declare.
may_declare_on_entry = is_assigned & has_pledged & is_current
may_open_entry = is_current & is_assigned & has_pledged & has_declared & ~is_excluded & is_in_started_round
may_score = may_open_entry & is_in_open_round
may_lead_on_entry = leads_its_panel & ~is_excluded
# The deputy decides where the chair is tied.
may_decide = (chairs_its_panel | (deputises_its_panel & has_no_free_chair)) & ~is_excluded
may_edit_feedback = may_decide
# The clerk writes down what is said of any entry that they are not tied to; who leads, of those of their panel.
may_minute = (serves_as_clerk | leads_its_panel) & ~is_excluded & is_current
# Who leads reads what the panel reads, with the same pledge, and in a blind round as blind.
may_read_entry = may_open_entry | (may_lead_on_entry & has_pledged & is_current)


# About a scorecard.


@predicate
def is_own_card(person, scorecard):
    return is_signed_in(person) and scorecard.juror_id == person.pk


@predicate
def may_open_its_entry(person, scorecard):
    return may_open_entry(person, scorecard.candidacy)


@predicate
def can_be_changed(person, scorecard):
    """While the round is open until handed in; after that only where the chair reopened it."""
    if scorecard.state == ScorecardState.REOPENED:
        return True
    return scorecard.state != ScorecardState.SUBMITTED and scorecard.candidacy.round.is_open


@predicate
def leads_its_entry(person, scorecard):
    return may_lead_on_entry(person, scorecard.candidacy)


@predicate
def is_of_open_consensus(person, scorecard):
    round = scorecard.candidacy.round
    return round.kind == RoundKind.CONSENSUS and round.is_open


may_write_card = is_own_card & may_open_its_entry & can_be_changed
# In a consensus round jurors change their own mind, and say why; everywhere else the chair opens a card again.
may_revise = is_own_card & is_of_open_consensus & may_open_its_entry
# Nobody reopens their own: where the chair scores, the deputy does it.
may_reopen = leads_its_entry & ~is_own_card


# About an assignment and a declaration.


@predicate
def is_own_assignment(person, assignment):
    return is_signed_in(person) and assignment.juror_id == person.pk


@predicate
def is_active(person, assignment):
    return assignment.state == AssignmentState.ACTIVE and assignment.candidacy.withdrawn_at is None


@predicate
def manages_its_round(person, assignment):
    return may_manage_round(person, assignment.candidacy.round)


@predicate
def is_not_handed_in(person, assignment):
    cards = Scorecard.objects.filter(candidacy=assignment.candidacy_id, juror=assignment.juror_id)
    return not cards.filter(state__in=[ScorecardState.SUBMITTED, ScorecardState.REOPENED]).exists()


@predicate
def is_of_open_round(person, assignment):
    return assignment.candidacy.round.is_open


may_return = is_own_assignment & is_active & is_of_open_round & is_not_handed_in
may_recuse = (is_own_assignment | manages_its_round) & is_active
may_raise_concern = is_own_assignment & is_active


@predicate
def is_tied_to_company(person, declaration):
    """By their own declaration, or by a hard tie to the company that it is about."""
    return Exclusions.of([person]).is_tied_to(declaration.organisation_id, declaration.edition_id, person.pk)


@predicate
def is_about_oneself(person, declaration):
    return is_signed_in(person) and declaration.juror_id == person.pk


def may_waive(person, declaration, round):
    """The chair; the deputy where the chair is tied to the company or is the juror in question; nobody their own."""
    if is_about_oneself(person, declaration) or is_tied_to_company(person, declaration):
        return False
    return is_chair(person, round) or (is_deputy(person, round) and not _has_free_chair(declaration, round))


def _has_free_chair(declaration, round):
    chairs = Seat.objects.current().filter(panel__round=round, is_chair=True).select_related("juror")
    free = [seat.juror for seat in chairs if seat.juror_id != declaration.juror_id]
    return any(not is_tied_to_company(chair, declaration) for chair in free)
