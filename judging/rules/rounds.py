"""About a round, and what it is made of."""

from dataclasses import dataclass

from rules import predicate

from accounts.enums import RoleName
from accounts.rules import is_auditor, is_secretariat, is_signed_in, prizes_where
from judging.enums import ScorecardState, SealKind
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
