"""Draw up a plan, commit it as it was looked at, take it back before anybody has marked, and rule on single pairs."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.rules import demand
from audit.record import record_event
from judging import rules
from judging.actions.checks import refuse_closed, required_reason
from judging.actions.common import locked_round
from judging.assignment import commit_plan, plan_pairs
from judging.enums import AssignmentSource, AssignmentState, PairRuleKind
from judging.models import Assignment, AssignmentRun, Candidacy, Expertise, Mark, PairRule, Scorecard, Seat
from judging.planning import Settings, basis_of
from judging.tasks import draw_plan
from prizes.models import Term

# Possible pairs of entry and juror up to which a page waits for the plan; a larger one is drawn up in a task.
AT_ONCE = 400_000
# Reasons of refused pairs that are told; more would hide the sentence that says what to do.
REASONS_TOLD = 5


@transaction.atomic
def draw_up(*, round, settings, by):
    """A run that nobody has committed. Where the round is large it is drawn up in a task, and the run says how far it is."""
    round = locked_round(round)
    demand(rules.may_assign(by, round))
    refuse_closed(round)
    entries = Candidacy.objects.current().filter(round=round).count()
    jurors = Seat.objects.scoring().filter(panel__round=round).values("juror").distinct().count()
    if not jurors:
        raise ValidationError(_("Nobody scores on a panel of this round yet. Invite jurors to its panels first."))
    if not entries:
        raise ValidationError(_("The round has no entries yet. Take them in first."))
    run = AssignmentRun.objects.create(round=round, asked=asdict(settings), made_by=by)
    if entries * jurors > AT_ONCE:
        draw_plan.enqueue(run.pk)
    else:
        _fill(run)
    record_event("assignments.planned", target=round, by=by, details={"run": run.pk, "asked": run.asked})
    return run


def finish_drawing(run_id):
    """Draw up a run that a task was asked for. Drawn already: nothing happens."""
    run = AssignmentRun.objects.select_related("round__edition__prize").get(pk=run_id)
    if run.drawn_at or run.refusal:
        return
    try:
        _fill(run, note=lambda done: AssignmentRun.objects.filter(pk=run.pk).update(done=done))
    except Exception:
        # The log has the reason; the office must not wait for an end that does not come.
        refusal = _("The plan could not be drawn up, and nothing was changed. Draw up a new one.")
        AssignmentRun.objects.filter(pk=run.pk).update(refusal=refusal)
        raise


def _fill(run, note=lambda done: None):
    from judging.drawing import drawn  # numpy is read where it is needed, never at start-up

    run.basis = basis_of(run.round)
    for name, value in vars(drawn(run.round, Settings(**run.asked), note)).items():
        setattr(run, name, value)
    run.drawn_at = timezone.now()
    run.save()


@transaction.atomic
def commit_run(*, run, by):
    """Assign the pairs of a plan, as it was looked at. What has become impossible since is refused as a whole."""
    run = AssignmentRun.objects.select_for_update().get(pk=run.pk)
    round = locked_round(run.round)
    demand(rules.may_assign(by, round))
    if run.committed_at:
        raise ValidationError(_("This plan was assigned already."))
    if not run.drawn_at:
        raise ValidationError(_("This plan is not drawn up yet."))
    plan = plan_pairs(round=round, pairs=_pairs_of(run, round), source=AssignmentSource.PLAN)
    if plan.refused:
        changed = _("What stands in the way has changed since the plan was drawn up. Draw up a new plan.")
        told = [f"{pair.juror} {pair.reason} ({pair.candidacy.code})." for pair in plan.refused[:REASONS_TOLD]]
        raise ValidationError([changed, *told])
    if run.basis != basis_of(round):
        raise ValidationError(
            _("Entries were assigned, returned or taken back since the plan was drawn up. Draw up a new plan.")
        )
    AssignmentRun.objects.filter(pk=run.pk).update(committed_at=timezone.now())
    return commit_plan(plan, by=by)


def _pairs_of(run, round):
    rows = Candidacy.objects.filter(round=round).select_related("nomination", "round_category")
    entries = {str(row.pk): row for row in rows}
    people = Person.objects.filter(pk__in={juror for _, juror in run.pairs})
    jurors = {str(person.pk): person for person in people}
    if any(entry not in entries or juror not in jurors for entry, juror in run.pairs):
        raise ValidationError(_("An entry or a juror of this plan is no longer there. Draw up a new plan."))
    return [(entries[entry], jurors[juror]) for entry, juror in run.pairs]


@transaction.atomic
def undo_run(*, run, by):
    """Take the newest committed plan back, as long as nobody has marked any of its entries."""
    run = AssignmentRun.objects.select_for_update().get(pk=run.pk)
    round = locked_round(run.round)
    demand(rules.may_assign(by, round))
    refuse_closed(round)
    if run != newest_committed(round):
        raise ValidationError(_("Only the newest plan that was assigned can be undone, and once."))
    rows = _rows_of(run)
    cards = Scorecard.objects.filter(pk__in=[card for _, card in rows])
    if Mark.objects.filter(scorecard__in=cards).exists():
        raise ValidationError(_("A juror has marked already. Recuse single jurors instead."))
    if cards.filter(remarks__isnull=False).exists() or _concerned(rows):
        raise ValidationError(
            _("A juror has written about one of these entries already. Recuse single jurors instead.")
        )
    cards.delete()
    Assignment.objects.filter(pk__in=[assignment for assignment, _ in rows]).delete()
    AssignmentRun.objects.filter(pk=run.pk).update(undone_at=timezone.now())
    record_event("assignments.undone", target=round, by=by, details={"pairs": run.pairs})
    return len(rows)


def newest_committed(round):
    return (
        AssignmentRun.objects.filter(round=round, undone_at=None)
        .exclude(committed_at=None)
        .order_by("committed_at")
        .last()
    )


def _rows_of(run):
    """Pairs of assignment and card that the run made and that still stand."""
    wanted = {(entry, juror) for entry, juror in run.pairs}
    rows = Assignment.objects.in_round(run.round).filter(source=AssignmentSource.PLAN, state=AssignmentState.ACTIVE)
    cards = {
        (str(candidacy), str(juror)): pk
        for pk, candidacy, juror in Scorecard.objects.in_round(run.round).values_list("pk", "candidacy", "juror")
    }
    found = [
        (pk, (str(candidacy), str(juror))) for pk, candidacy, juror in rows.values_list("pk", "candidacy", "juror")
    ]
    return [(pk, cards[pair]) for pk, pair in found if pair in wanted]


def _concerned(rows):
    return Assignment.objects.filter(pk__in=[pk for pk, _ in rows], concerns__isnull=False).exists()


@transaction.atomic
def rule_on_pair(*, candidacy, juror, kind, reason, by, match=None):
    """Pin, forbid or weigh one pair for the plans to come; a later word on the same pair takes the place of this one."""
    round = locked_round(candidacy.round)
    demand(rules.may_assign(by, round))
    refuse_closed(round)
    if kind == PairRuleKind.MATCH and match is None:
        raise ValidationError({"match": _("Say how well they match, from 0 to 100.")})
    reads = Assignment.objects.active().filter(candidacy=candidacy, juror=juror)
    if kind == PairRuleKind.FORBID and reads.exists():
        raise ValidationError(_("%(juror)s has this entry already. Recuse them from it.") % {"juror": juror})
    rule = PairRule.objects.filter(candidacy=candidacy, juror=juror).first() or PairRule(
        candidacy=candidacy, juror=juror
    )
    rule.kind, rule.match = kind, match if kind == PairRuleKind.MATCH else None
    rule.reason, rule.set_by, rule.set_at = required_reason(reason), by, timezone.now()
    rule.full_clean()
    rule.save()
    details = {"candidacy": str(candidacy.pk), "kind": str(kind), "match": rule.match, "reason": rule.reason}
    record_event("pair.ruled", target=round, by=by, details=details, subjects=[juror])
    return rule


@transaction.atomic
def lift_pair_rule(*, rule, by):
    round = locked_round(rule.candidacy.round)
    demand(rules.may_assign(by, round))
    refuse_closed(round)
    details = {"candidacy": str(rule.candidacy_id), "kind": rule.kind}
    juror = rule.juror
    rule.delete()
    record_event("pair.freed", target=round, by=by, details=details, subjects=[juror])


@transaction.atomic
def set_expertise(*, juror, terms, by):
    """The fields that a juror knows: named by themselves, or by the office that seated them."""
    demand(by == juror or rules.seats_for_office(by, juror))
    chosen = {term.pk for term in terms}
    Expertise.objects.filter(juror=juror).exclude(term__in=chosen).delete()
    Expertise.objects.bulk_create(
        [Expertise(juror=juror, term=term) for term in Term.objects.filter(pk__in=chosen)], ignore_conflicts=True
    )
    record_event("juror.fields_set", target=juror, by=by, details={"fields": len(chosen)}, subjects=[juror])
