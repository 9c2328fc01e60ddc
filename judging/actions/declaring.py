"""Pledge, declarations and waivers: what comes before an entry opens."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from judging import rules
from judging.actions.assigning import recuse_from_company
from judging.actions.checks import required_reason
from judging.actions.common import locked_round
from judging.enums import Consequence, DeclarationKind
from judging.models import Candidacy, Declaration, Pledge, Waiver


@dataclass(frozen=True)
class Said:
    """What a juror says of one company."""

    kind: str
    ties: tuple = field(default=())
    note: str = ""


@transaction.atomic
def sign_pledge(*, round, by):
    """Sign the round's pledge in the wording that it has now. Signing twice is signing once."""
    round = locked_round(round)
    demand(rules.is_juror(by, round))
    pledge, is_new = Pledge.objects.get_or_create(
        round=round, juror=by, version=round.pledge_version, defaults={"text": round.pledge}
    )
    if is_new:
        record_event("pledge.signed", target=round, by=by, details={"version": round.pledge_version}, subjects=[by])
    return pledge


@transaction.atomic
def declare(*, round, juror, organisation, said, by):
    """Declare on one company: the juror, or the office for them. An exclusion takes the entry away at once."""
    round = locked_round(round)
    demand_may_declare(round, juror, by)
    declaration = keep_declaration(round, juror, organisation, said, by)
    details = {"organisation": str(organisation.pk), **told(declaration)}
    record_event("declaration.made", target=declaration, by=by, details=details, subjects=[juror])
    return declaration


@transaction.atomic
def declare_on_list(*, round, juror, answers, by):
    """Declare on many companies at once: `answers` maps organisations to what is said of each. One event."""
    round = locked_round(round)
    demand_may_declare(round, juror, by)
    declarations = [keep_declaration(round, juror, organisation, said, by) for organisation, said in answers.items()]
    if declarations:
        details = {str(declaration.organisation_id): told(declaration) for declaration in declarations}
        record_event("declaration.list_made", target=round, by=by, details=details, subjects=[juror])
    return declarations


@transaction.atomic
def waive(*, declaration, round, reason, by):
    """Lift one exclusion, with the reason that stands in the minutes."""
    declaration = locked_declaration(declaration)
    if declaration.edition_id != round.edition_id:
        raise ValidationError("This declaration belongs to another edition.")
    demand(
        rules.may_waive(by, declaration, round),
        "The chair waives, the deputy where the chair is tied, and nobody their own.",
    )
    if declaration.kind != DeclarationKind.EXCLUDE or hasattr(declaration, "waiver"):
        raise TransitionRefused("There is no exclusion here to waive.")
    reason = required_reason(reason)
    waiver = Waiver.objects.create(declaration=declaration, juror=declaration.juror, reason=reason, given_by=by)
    record_event("waiver.given", target=declaration, by=by, details={"reason": reason}, subjects=[declaration.juror])
    return waiver


def demand_may_declare(round, juror, by):
    if rules.is_office(by, round) and by != juror:
        demand(rules.is_juror(juror, round))
        return
    demand(by == juror and rules.is_juror(by, round) and rules.has_signed_pledge(by, round), "Sign the pledge first.")


def keep_declaration(round, juror, organisation, said, by):
    if not Candidacy.objects.filter(round=round, nomination__organisation=organisation).exists():
        raise ValidationError(f"{organisation} has no entry in this round.")
    ties = list(said.ties)
    if any(tie.edition_id != round.edition_id for tie in ties):
        raise ValidationError("This kind of tie belongs to another edition.")
    kind = kind_that_follows(said.kind, ties)
    earlier = Declaration.objects.filter(edition=round.edition_id, juror=juror, organisation=organisation).first()
    refuse_lifting_exclusion(earlier, kind, juror, by)
    declaration = earlier or Declaration(edition=round.edition, juror=juror, organisation=organisation)
    declaration.kind, declaration.note, declaration.declared_by = kind, said.note.strip(), by
    declaration.save()
    declaration.ties.set(ties)
    if kind == DeclarationKind.EXCLUDE and not hasattr(declaration, "waiver"):
        recuse_from_company(juror=juror, organisation=organisation, edition=round.edition, by=by)
    return declaration


def kind_that_follows(kind, ties):
    """The strictest of what the juror says and what the named ties entail."""
    if kind not in DeclarationKind.values:
        raise ValidationError({"kind": "Say whether anything ties you to this company."})
    consequences = {tie.consequence for tie in ties}
    if kind == DeclarationKind.EXCLUDE or Consequence.EXCLUDE in consequences:
        return DeclarationKind.EXCLUDE
    if kind == DeclarationKind.DISCLOSE or consequences:
        return DeclarationKind.DISCLOSE
    return DeclarationKind.NONE


def refuse_lifting_exclusion(earlier, kind, juror, by):
    """Who said that they are not free to judge does not take it back themselves."""
    if earlier is None or earlier.kind != DeclarationKind.EXCLUDE or kind == DeclarationKind.EXCLUDE:
        return
    if by == juror:
        raise TransitionRefused("An exclusion is lifted by the chair's waiver, not by a new declaration.")


def move_declarations(source, target):
    """Two organisations turned out to be one: what was said of either is said of both, and the stricter word counts."""
    for declaration in Declaration.objects.filter(organisation=source):
        other = Declaration.objects.filter(
            edition=declaration.edition_id, juror=declaration.juror_id, organisation=target
        ).first()
        if other is None:
            Declaration.objects.filter(pk=declaration.pk).update(organisation=target)
        elif declaration.kind == DeclarationKind.EXCLUDE and not hasattr(declaration, "waiver"):
            Declaration.objects.filter(pk=other.pk).update(kind=DeclarationKind.EXCLUDE)


def told(declaration):
    ties = sorted(tie.key for tie in declaration.ties.all())
    return {"kind": declaration.kind, "ties": ties, "note": declaration.note}


def locked_declaration(declaration):
    rows = Declaration.objects.select_for_update(of=("self",)).select_related("juror", "organisation", "edition__prize")
    return rows.get(pk=declaration.pk)
