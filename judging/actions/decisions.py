"""From figures to an announcement: seal, decide, seal again, release with a second key, announce."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import RoleName
from accounts.models import Role
from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.canonical import sha256_hex
from audit.record import record_event
from judging.actions.checks import MEETING_IS_OPEN, refuse_open_meeting, refuse_tied_in_room, required_reason
from judging.enums import Outcome, RoundKind, RoundState, SealKind
from judging.models import (
    Announcement,
    Candidacy,
    Decision,
    DecisionRevision,
    Release,
    Reopening,
    Round,
    Seal,
    SealLift,
    TieRuling,
)
from judging.public_record import record_at_release
from judging.registries import tell_release
from judging.room import Room, open_meeting_of
from judging.rules import is_chair, may_announce, may_decide, may_release
from judging.sealing import METHOD, Prepared, decisions_input, figures_input, figures_result, is_unmoved
from judging.standings import share_rank
from notices.outbox import write_notice

# A round that only sorts entries gives no award, and the final one sends nobody further.
OUTCOMES_BY_KIND = {
    RoundKind.SCREENING: (Outcome.ADVANCE, Outcome.RESERVE, Outcome.DECLINE),
    RoundKind.FINAL: (Outcome.WINNER, Outcome.FINALIST, Outcome.COMMENDED, Outcome.DECLINE, Outcome.NO_AWARD),
}


def possible_outcomes(round):
    return OUTCOMES_BY_KIND.get(round.kind, tuple(Outcome))


@transaction.atomic
def rule_on_tie(*, above, below, reason, by):
    round = _lock(above.round)
    _demand_leads_on(by, above, below)
    _demand_state(round, RoundState.CLOSED)
    if above.round_category_id != below.round_category_id:
        raise ValidationError(_("Only entries of the same category can be tied."))
    if TieRuling.objects.filter(above=below, below=above).exists():
        raise ValidationError(
            _("The opposite was ruled already. A ruling stands in the minutes and is not turned round.")
        )
    ruling = TieRuling(above=above, below=below, reason=reason, ruled_by=by)
    ruling.full_clean()
    _refuse_untied(round, above, below)
    ruling.save()
    details = {"above": str(above.pk), "below": str(below.pk), "reason": ruling.reason}
    record_event("round.tie_ruled", target=round, by=by, details=details)
    return ruling


@transaction.atomic
def seal_figures(*, round, by, prepared=None):
    """Close the figures: from here on no mark of the round changes, and the hash says what they were made from.

    `prepared` are the figures that a task computed before, so that nobody waits for them with the round locked; they
    hold only while nothing moved since.
    """
    round = _lock(round)
    demand_sealable(round, by)
    text = figures_input(round)
    if prepared is None:
        prepared = Prepared(text, figures_result(text))
    if prepared.input != text:
        raise ValidationError(_("A mark moved while the figures were computed. Seal again: they are computed anew."))
    seal = _seal(round, SealKind.FIGURES, prepared.input, prepared.result, by)
    _record_phase("round.figures_sealed", round=round, by=by, details={"input_hash": seal.input_hash})
    return seal


def demand_sealable(round, by):
    _chair_only(by, round)
    _demand_state(round, RoundState.CLOSED)
    if Reopening.objects.filter(scorecard__candidacy__round=round, closed_at=None).exists():
        raise ValidationError(_("A scorecard is still reopened. Let the juror hand it in again first."))


@transaction.atomic
def decide(*, candidacy, outcome, reason, by, base_revision=None):
    """Record what becomes of an entry. A decision may change until the decisions are sealed; what it said is kept."""
    round = _lock(candidacy.round)
    _demand_leads_on(by, candidacy)
    _demand_state(round, RoundState.FIGURES_SEALED)
    if candidacy.withdrawn_at:
        raise ValidationError(_("This entry was withdrawn; there is nothing to decide."))
    if meeting := open_meeting_of(round):
        refuse_tied_in_room(Room(meeting, candidacy))
    if outcome not in possible_outcomes(round):
        raise ValidationError(
            {"outcome": _("This kind of round cannot decide that. Choose one of the outcomes offered.")}
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Write the reason: it stands in the minutes.")})
    decision = Decision.objects.select_for_update().filter(candidacy=candidacy).first()
    decision = _change_decision(decision, candidacy, base_revision)
    decision.outcome, decision.reason = outcome, reason.strip()
    decision.decided_by, decision.decided_at = by, timezone.now()
    decision.save()
    record_event(
        "candidacy.decided", target=candidacy, by=by, details={"outcome": outcome, "revision": decision.revision}
    )
    return decision


def _change_decision(decision, candidacy, base_revision):
    if decision is None:
        return Decision(candidacy=candidacy)
    if base_revision is not None and base_revision != decision.revision:
        raise ValidationError(
            _("This decision was changed meanwhile to “%(outcome)s”. Read it, then decide again.")
            % {"outcome": decision.get_outcome_display()}
        )
    DecisionRevision.objects.create(
        decision=decision,
        revision=decision.revision,
        outcome=decision.outcome,
        reason=decision.reason,
        decided_by=decision.decided_by,
        decided_at=decision.decided_at,
    )
    decision.revision += 1
    return decision


@transaction.atomic
def lift_seal(*, round, kind, reason, by):
    """Open what was sealed, with a reason, before anything is released. Decisions rest on figures and open with them.

    What was decided stays to be read, but has to be recorded anew when it is older than the figures that hold.
    """
    round = _lock(round)
    _chair_only(by, round)
    reason = required_reason(reason)
    if hasattr(round, "release"):
        raise TransitionRefused(_("The results are released: what was sealed does not open any more."))
    if not round.is_sealed(kind):
        raise TransitionRefused(_("There is no such seal to open."))
    refuse_open_meeting(round)
    opened = [seal for seal in round.standing_seals if kind in (seal.kind, SealKind.FIGURES)]
    for seal in opened:
        SealLift.objects.create(seal=seal, reason=reason, lifted_by=by)
    details = {"seals": [[seal.kind, seal.number, seal.input_hash] for seal in opened], "reason": reason}
    _record_phase("round.seal_lifted", round=round, by=by, details=details)
    return opened


@transaction.atomic
def seal_decisions(*, round, by):
    round = _lock(round)
    _chair_only(by, round)
    _demand_state(round, RoundState.FIGURES_SEALED)
    problems = open_points(round)
    if problems:
        raise ValidationError(problems)
    text = decisions_input(round)
    seal = _seal(round, SealKind.DECISIONS, text, text, by)
    _record_phase("round.decisions_sealed", round=round, by=by, details={"input_hash": seal.input_hash})
    return seal


def open_points(round):
    """What stands between the round and its sealed decisions, in words; empty when nothing does."""
    rows = Candidacy.objects.filter(round=round, withdrawn_at=None).select_related(
        "decision", "round_category__category"
    )
    decided = [row for row in rows if hasattr(row, "decision")]
    points = []
    if len(decided) < len(rows):
        missing = len(rows) - len(decided)
        points.append(
            _("%(missing)s of %(rows)s entries have no decision yet.") % {"missing": missing, "rows": len(rows)}
        )
    if not rows:
        points.append(_("The round has no entries."))
    points += _outdated_points(round, decided)
    if open_meeting_of(round):
        points.append(str(MEETING_IS_OPEN))
    winners = Counter(row.round_category.category for row in decided if row.decision.outcome == Outcome.WINNER)
    no_award = {row.round_category.category for row in decided if row.decision.outcome == Outcome.NO_AWARD}
    for category in {row.round_category.category for row in rows}:
        points += _winner_points(round, category, winners[category], category in no_award)
    return points


def _outdated_points(round, decided):
    """Decided upon figures that were opened since: each has to be looked at again."""
    figures = round.standing_seal(SealKind.FIGURES)
    codes = [row.code for row in decided if figures and row.decision.decided_at < figures.sealed_at]
    if not codes:
        return []
    text = _("Decided before the figures were sealed again; look at each and record its decision anew: %(codes)s.")
    return [text % {"codes": ", ".join(codes)}]


def _winner_points(round, category, winners, no_award):
    if winners > category.winners_most:
        return [
            _("%(category)s: %(winners)s winners, at most %(winners_most)s are allowed.")
            % {"category": category, "winners": winners, "winners_most": category.winners_most}
        ]
    if round.kind == RoundKind.FINAL and winners < category.winners_least and not no_award:
        return [
            _("%(category)s: %(winners)s winners, at least %(winners_least)s are due, or a “no award”.")
            % {"category": category, "winners": winners, "winners_least": category.winners_least}
        ]
    return []


@transaction.atomic
def release_results(*, round, by):
    """The second key: an auditor who neither led, scored nor sealed this round permits its announcement."""
    round = _lock(round)
    demand(
        may_release(by, round), _("Only an auditor who neither chaired, scored nor sealed this round can release it.")
    )
    _demand_state(round, RoundState.DECISIONS_SEALED)
    if not all(is_unmoved(seal) for seal in round.standing_seals):
        raise ValidationError(_("What is there no longer matches its seal. Do not release; look at the record first."))
    seal = round.standing_seal(SealKind.DECISIONS)
    release = Release.objects.create(round=round, seal=seal, released_by=by, record=record_at_release(round))
    tell_release(round, by)
    _record_phase("round.released", round=round, by=by, details={"seal": seal.input_hash})
    return release


@transaction.atomic
def set_announcement(*, round, outcome, by, entrants_at=None, press_at=None, public_at=None):
    """Say when one kind of decision is told to whom. A time that has passed has been told, and stays."""
    round = _lock(round)
    demand(may_announce(by, round), _("Only the prize office sets the announcement."))
    announcement = Announcement.objects.filter(round=round, outcome=outcome).first()
    announcement = announcement or Announcement(round=round, outcome=outcome)
    times = {"entrants_at": entrants_at, "press_at": press_at, "public_at": public_at}
    before = {name: getattr(announcement, name) for name in times}
    _refuse_untelling(round, before, times)
    _refuse_wrong_order(times)
    for name, moment in times.items():
        setattr(announcement, name, moment)
    announcement.full_clean()
    announcement.save()
    details = {"outcome": outcome, "before": _iso(before), "after": _iso(times)}
    record_event("round.announcement_set", target=round, by=by, details=details)
    return announcement


def _refuse_untied(round, above, below):
    """A ruling is the last link of the chain: it parts two entries that nothing before it parts."""
    if not share_rank(round, above, below):
        raise ValidationError(_("These two entries do not share a rank. Choose two that do."))


def _refuse_untelling(round, before, after):
    if not hasattr(round, "release"):
        return
    now = timezone.now()
    told = [name for name, moment in before.items() if moment and moment <= now and after[name] != moment]
    if told:
        raise ValidationError(dict.fromkeys(told, _("This was told already and cannot be moved.")))


def _refuse_wrong_order(times):
    """Entrants, then the press, then the public: a later circle has its time only where an earlier one has, and not before."""
    entrants, press, public = times["entrants_at"], times["press_at"], times["public_at"]
    problems = {}
    if press and (entrants is None or press < entrants):
        problems["press_at"] = _("Entrants hear before the press: set their time, and this one not before it.")
    if public and (entrants is None or public < entrants):
        problems["public_at"] = _("Entrants hear before the public: set their time, and this one not before it.")
    elif press and public and public < press:
        problems["public_at"] = _("The press hears before the public: this cannot be before its time.")
    if problems:
        raise ValidationError(problems)


def _iso(times):
    return {name: moment.isoformat() if moment else None for name, moment in times.items()}


def _seal(round, kind, text, result, by):
    """A second seal gives the reason for which the one before it was lifted."""
    before = round.seals.filter(kind=kind).last()
    return Seal.objects.create(
        round=round,
        kind=kind,
        number=before.number + 1 if before else 1,
        reason=before.lift.reason if before else "",
        sealed_by=by,
        input=text,
        input_hash=sha256_hex(text),
        result=result,
        method=METHOD,
    )


def _record_phase(verb, *, round, by, details):
    """The event of a change of phase; its hash, the head of the chain, goes to the auditors, out of the office's reach.

    The one mail that is written after its event, because it names it.
    """
    roles = Role.objects.filter(prize=round.edition.prize, name=RoleName.AUDITOR).select_related("person")
    auditors = [role.person for role in roles]
    event = record_event(verb, target=round, by=by, details=details)
    context = {"round": round.name, "edition": round.edition.name, "position": event.position, "hash": event.hash}
    write_notice("judging.chain_head", to=auditors, context=context, about=round, scope=round.record_scope)


def _lock(round):
    return Round.objects.select_for_update().select_related("edition__prize").get(pk=round.pk)


def _chair_only(person, round):
    demand(is_chair(person, round), _("Only the chair of this round can do that."))


def _demand_leads_on(person, *candidacies):
    allowed = all(may_decide(person, candidacy) for candidacy in candidacies)
    demand(allowed, _("Only the chair of its panel can do that, or the deputy where the chair is tied to the company."))


def _demand_state(round, state):
    if round.state != state:
        raise TransitionRefused(
            _("The round is at “%(label)s”; this is possible only at “%(label2)s”.")
            % {"label": round.state.label, "label2": state.label}
        )
