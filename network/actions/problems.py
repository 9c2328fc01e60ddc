"""What organisations look for, and what companies answer. The prize office reads a statement before the world does."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import absolute
from accounts.rules import demand
from accounts.transitions import Transitions
from audit.record import record_event
from network.enums import REPLY_TRANSITIONS, STATEMENT_TRANSITIONS, ReplyState, StatementState
from network.keepers import keepers_of
from network.models import ProblemReply, ProblemStatement
from network.problem_sides import askers_of, reached_through
from network.rules import industry as rules
from network.rules.profiles import speaks_for
from notices.outbox import write_notice

statements = Transitions(StatementState, STATEMENT_TRANSITIONS)
replies = Transitions(ReplyState, REPLY_TRANSITIONS)


@transaction.atomic
def write_problem(*, organisation, facts, terms, by):
    """A draft. `facts` are the fields of a statement by name, `terms` its topics."""
    demand(rules.may_write_for(by, organisation), _("Only somebody of the organization writes what it looks for."))
    statement = ProblemStatement(organisation=organisation, person=by, **facts)
    statement.full_clean()
    statement.save()
    statement.terms.set(terms)
    record_event("problem.written", target=statement, by=by, details={"organisation": str(organisation.pk)})
    return statement


@transaction.atomic
def change_problem(*, statement, facts, terms, by):
    """While it is a draft, or was sent back. What the world reads stays as the office let it through."""
    statement = locked(statement)
    demand(rules.may_see_own_statement(by, statement))
    if not rules.is_editable(by, statement):
        raise ValidationError(_("This can no longer be changed."))
    for name, value in facts.items():
        setattr(statement, name, value)
    statement.full_clean()
    statement.save(update_fields=list(facts))
    statement.terms.set(terms)
    record_event("problem.changed", target=statement, by=by, details={"fields": sorted(facts)})
    return statement


@transaction.atomic
def hand_problem_in(*, statement, by):
    statement = locked(statement)
    demand(rules.may_see_own_statement(by, statement))
    refuse_past_last_day(statement)
    move(statement, StatementState.WAITING, reason="")
    record_event("problem.handed_in", target=statement, by=by)
    return statement


def refuse_past_last_day(statement):
    if statement.is_past_last_day:
        raise ValidationError({"closes_on": _("The last day for answers has passed.")})


@transaction.atomic
def take_problem_back(*, statement, by):
    """Before the office has read it, to change something."""
    statement = locked(statement)
    demand(rules.may_see_own_statement(by, statement))
    move(statement, StatementState.DRAFT)
    record_event("problem.taken_back", target=statement, by=by)
    return statement


@transaction.atomic
def publish_problem(*, statement, by):
    statement = locked(statement)
    demand(rules.may_let_statements_through(by), _("Only the prize office publishes what organizations look for."))
    refuse_past_last_day(statement)
    move(statement, StatementState.PUBLISHED, published_at=timezone.now())
    tell_askers("problem_published", statement)
    record_event("problem.published", target=statement, by=by)
    return statement


@transaction.atomic
def refuse_problem(*, statement, reason, by):
    statement = locked(statement)
    demand(rules.may_let_statements_through(by), _("Only the prize office sends a statement back."))
    statements.check(statement.state, StatementState.REFUSED)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, so that it can be mended.")})
    move(statement, StatementState.REFUSED, reason=reason.strip())
    tell_askers("problem_refused", statement, reason=statement.reason)
    record_event("problem.refused", target=statement, by=by)
    return statement


@transaction.atomic
def close_problem(*, statement, by):
    """No more answers. Those that came stay with who asked."""
    statement = locked(statement)
    demand(rules.may_see_own_statement(by, statement) or rules.may_let_statements_through(by))
    return close(statement, by)


def close(statement, by):
    move(statement, StatementState.CLOSED)
    record_event("problem.closed", target=statement, by=by)
    return statement


def close_overdue_problems(*, now=None):
    """The clock: after the last day for answers. Returns how many."""
    today = timezone.localdate(now)
    return sum(close_overdue(statement, today) for statement in ProblemStatement.objects.overdue(today).iterator())


@transaction.atomic
def close_overdue(statement, today):
    statement = locked(statement)
    if statement.state != StatementState.PUBLISHED or statement.closes_on is None or statement.closes_on >= today:
        return False
    close(statement, None)
    return True


@transaction.atomic
def reply_to_problem(*, statement, organisation, text, by):
    """A company's one answer, read by who asked and by nobody else outside."""
    statement = locked(statement)
    demand(speaks_for(by, organisation), _("Only who speaks for a company answers for it."))
    if not statement.takes_replies:
        raise ValidationError(_("This takes no more answers."), code="closed")
    if not askers_of(statement):
        raise ValidationError(_("Whoever asked has left, and nobody would read the answer."), code="closed")
    if not text.strip():
        raise ValidationError({"text": _("Write what you can offer.")})
    if ProblemReply.objects.filter(statement=statement, organisation=organisation).exists():
        raise ValidationError(_("%(company)s has answered this already.") % {"company": organisation})
    reply = ProblemReply(statement=statement, organisation=organisation, person=by, text=text.strip())
    reply.full_clean()
    reply.save()
    tell_askers("problem_reply", statement, company=organisation.name, path=replies_path(statement))
    record_event("problem.replied", target=reply, by=by, details={"statement": str(statement.pk)})
    return reply


@transaction.atomic
def take_reply_up(*, reply, answer, by):
    """Both sides learn how to reach each other."""
    reply = answered(reply, ReplyState.TAKEN_UP, answer, by)
    contact = contact_at(reply)
    if contact is None:
        raise ValidationError(_("Nobody speaks for %(company)s any more.") % {"company": reply.organisation})
    tell(
        "reply_taken_up",
        contact,
        reply,
        answer=reply.answer,
        name=str(by),
        address=by.email,
        path=reply_path(reply.statement),
    )
    tell(
        "reply_contact",
        by,
        reply,
        name=str(contact),
        address=contact.email,
        path=replies_path(reply.statement),
    )
    record_event("problem_reply.taken_up", target=reply, by=by)
    return reply


@transaction.atomic
def decline_reply(*, reply, answer, by):
    reply = answered(reply, ReplyState.DECLINED, answer, by)
    if contact := contact_at(reply):
        tell("reply_declined", contact, reply, answer=reply.answer, path=reply_path(reply.statement))
    record_event("problem_reply.declined", target=reply, by=by)
    return reply


def answered(reply, state, answer, by):
    rows = ProblemReply.objects.select_for_update(of=("self",)).for_listing()
    reply = rows.get(pk=reply.pk)
    demand(rules.may_read_replies(by, reply.statement), _("Only who asked answers a company."))
    replies.check(reply.state, state)
    reply.state, reply.answer, reply.answered_at, reply.answered_by = state, answer.strip(), timezone.now(), by
    reply.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    return reply


def contact_at(reply):
    return reached_through(reply, keepers_of(reply.organisation))


def locked(statement):
    return (
        ProblemStatement.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .get(pk=statement.pk)
    )


def move(statement, state, **changes):
    statements.check(statement.state, state)
    statement.state = state
    for name, value in changes.items():
        setattr(statement, name, value)
    statement.save(update_fields=["state", *changes])


def replies_path(statement):
    return reverse("industry:replies", args=[statement.pk])


def reply_path(statement):
    return reverse("industry:reply", args=[statement.pk])


def tell_askers(template, statement, path="", **context):
    facts = {"title": statement.title, "organisation": statement.organisation.name}
    context |= facts | {"link": absolute(path or replies_path(statement))}
    write_notice(f"network.{template}", to=askers_of(statement), context=context, about=statement)


def tell(template, person, reply, path, **context):
    facts = {
        "title": reply.statement.title,
        "organisation": reply.statement.organisation.name,
        "company": reply.organisation.name,
        "link": absolute(path),
    }
    write_notice(f"network.{template}", to=person, context=facts | context, about=reply)
