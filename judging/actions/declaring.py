"""Pledge, declarations and waivers: what comes before an entry opens."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

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
    (declaration,) = keep_declarations(round, juror, {organisation: said}, by)
    details = {"organisation": str(organisation.pk), **told(declaration, said)}
    record_event("declaration.made", target=declaration, by=by, details=details, subjects=[juror])
    return declaration


@transaction.atomic
def declare_on_list(*, round, juror, answers, by):
    """Declare on many companies at once: `answers` maps organisations to what is said of each. One event."""
    round = locked_round(round)
    demand_may_declare(round, juror, by)
    declarations = keep_declarations(round, juror, answers, by)
    if declarations:
        details = {
            str(declaration.organisation_id): told(declaration, said)
            for declaration, said in zip(declarations, answers.values(), strict=True)
        }
        record_event("declaration.list_made", target=round, by=by, details=details, subjects=[juror])
    return declarations


@transaction.atomic
def waive(*, declaration, round, reason, by):
    """Lift one exclusion, with the reason that stands in the minutes."""
    declaration = locked_declaration(declaration)
    if declaration.edition_id != round.edition_id:
        raise ValidationError(_("This declaration belongs to another edition."))
    demand(
        rules.may_waive(by, declaration, round),
        _("The chair waives, the deputy where the chair is tied, and nobody their own."),
    )
    if declaration.kind != DeclarationKind.EXCLUDE or hasattr(declaration, "waiver"):
        raise TransitionRefused(_("There is no exclusion here to waive."))
    reason = required_reason(reason)
    waiver = Waiver.objects.create(declaration=declaration, juror=declaration.juror, reason=reason, given_by=by)
    record_event("waiver.given", target=declaration, by=by, details={"reason": reason}, subjects=[declaration.juror])
    return waiver


def demand_may_declare(round, juror, by):
    if rules.is_office(by, round) and by != juror:
        demand(rules.is_juror(juror, round))
        return
    demand(
        by == juror and rules.is_juror(by, round) and rules.has_signed_pledge(by, round), _("Sign the pledge first.")
    )


def keep_declarations(round, juror, answers, by):
    """As many queries for a list of sixty companies as for one, save for the entries that an exclusion takes away."""
    refuse_strangers(round, answers)
    earlier = Declaration.objects.filter(edition=round.edition_id, juror=juror, organisation__in=answers)
    known = {declaration.organisation_id: declaration for declaration in earlier.select_related("waiver")}
    declarations = [
        worded(known.get(organisation.pk), round, juror, organisation, said, by)
        for organisation, said in answers.items()
    ]
    Declaration.objects.bulk_create(
        declarations,
        update_conflicts=True,
        unique_fields=["edition", "juror", "organisation"],
        update_fields=["kind", "note", "declared_by"],
    )
    keep_ties(declarations, answers)
    waived = {pk for pk, declaration in known.items() if hasattr(declaration, "waiver")}
    for declaration in declarations:
        if declaration.kind == DeclarationKind.EXCLUDE and declaration.organisation_id not in waived:
            recuse_from_company(juror=juror, organisation=declaration.organisation, edition=round.edition, by=by)
    return declarations


def refuse_strangers(round, organisations):
    inside = set(
        Candidacy.objects.filter(round=round, nomination__organisation__in=organisations).values_list(
            "nomination__organisation", flat=True
        )
    )
    for organisation in organisations:
        if organisation.pk not in inside:
            raise ValidationError(_("%(organisation)s has no entry in this round.") % {"organisation": organisation})


def worded(earlier, round, juror, organisation, said, by):
    """The declaration as it is to be kept; nothing is saved yet."""
    if any(tie.edition_id != round.edition_id for tie in said.ties):
        raise ValidationError(_("This kind of tie belongs to another edition."))
    kind = kind_that_follows(said.kind, said.ties)
    refuse_lifting_exclusion(earlier, kind, juror, by)
    declaration = earlier or Declaration(edition=round.edition, juror=juror, organisation=organisation)
    declaration.kind, declaration.note, declaration.declared_by = kind, said.note.strip(), by
    return declaration


def keep_ties(declarations, answers):
    through = Declaration.ties.through
    through.objects.filter(declaration__in=declarations).delete()
    said_of = {organisation.pk: said for organisation, said in answers.items()}
    through.objects.bulk_create(
        through(declaration=declaration, tiekind=tie)
        for declaration in declarations
        for tie in said_of[declaration.organisation_id].ties
    )


def kind_that_follows(kind, ties):
    """The strictest of what the juror says and what the named ties entail."""
    if kind not in DeclarationKind.values:
        raise ValidationError({"kind": _("Say whether anything ties you to this company.")})
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
        raise TransitionRefused(_("An exclusion is lifted by the chair's waiver, not by a new declaration."))


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


def told(declaration, said):
    ties = sorted(tie.key for tie in said.ties)
    return {"kind": declaration.kind, "ties": ties, "note": declaration.note}


def locked_declaration(declaration):
    rows = Declaration.objects.select_for_update(of=("self",)).select_related("juror", "organisation", "edition__prize")
    return rows.get(pk=declaration.pk)
