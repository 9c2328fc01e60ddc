from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import affiliate, propose_organisation
from accounts.models import Affiliation, Organisation
from accounts.rules import demand, is_signed_in
from accounts.transitions import TransitionRefused
from audit.record import record_event
from nominations import rules, windows
from nominations.actions.common import locked, move, tell_nominator, transitions
from nominations.enums import NominationState
from nominations.models import Collaborator, Nomination
from prizes.eligibility import check


@transaction.atomic
def start_nomination(*, category, eligibility_answers, by, organisation=None, organisation_name="", language="en"):
    """A new draft of somebody whose company passed the screener. `organisation` is one of `own_organisations(by)`."""
    demand(is_signed_in(by), _("Sign in to start a nomination."))
    edition = category.edition
    if not windows.is_edition_open(edition):
        raise ValidationError(_("Nominations are not open now."), code="closed")
    refuse_ineligible(edition, eligibility_answers)
    nomination = Nomination.objects.create(
        edition=edition,
        category=category,
        organisation=organisation_for(by, organisation, organisation_name),
        language=language,
        eligibility_answers=eligibility_answers,
        eligibility_version=edition.eligibility_version,
    )
    Collaborator.objects.create(nomination=nomination, person=by)
    record_event("nomination.started", target=nomination, by=by, details={"category": category.key})
    return nomination


@transaction.atomic
def answer_eligibility(*, nomination, eligibility_answers, by):
    """The screener once more, after its rules changed under a draft."""
    nomination = locked(nomination)
    demand(rules.may_edit(by, nomination), _("This nomination cannot be changed now."))
    refuse_ineligible(nomination.edition, eligibility_answers)
    nomination.eligibility_answers = eligibility_answers
    nomination.eligibility_version = nomination.edition.eligibility_version
    nomination.save(update_fields=["eligibility_answers", "eligibility_version"])
    details = {"version": nomination.eligibility_version}
    record_event("nomination.eligibility_answered", target=nomination, by=by, details=details)
    return nomination


@transaction.atomic
def accept_nomination(*, nomination, by):
    """The company that somebody else named takes its nomination up as a draft."""
    nomination = locked(nomination)
    demand(rules.is_collaborator(by, nomination))
    refuse_uninvited(nomination)
    if not windows.is_open(nomination):
        raise ValidationError(_("Nominations are not open now."), code="closed")
    move(nomination, NominationState.DRAFT)
    tell_nominator("nominee_accepted", nomination)
    record_event("nomination.accepted", target=nomination, by=by)
    return nomination


@transaction.atomic
def decline_nomination(*, nomination, by):
    nomination = locked(nomination)
    demand(rules.is_collaborator(by, nomination))
    return decline(nomination, by=by)


def decline(nomination, *, by, remark=""):
    """`nomination` is locked, and whoever declines may do so."""
    move(nomination, NominationState.DECLINED)
    tell_nominator("nominee_declined", nomination)
    record_event("nomination.declined", target=nomination, by=by, details={"remark": remark} if remark else {})
    return nomination


def refuse_uninvited(nomination):
    """One that missed the close may become a draft too, but only where the office grants an extension."""
    if nomination.state != NominationState.INVITED:
        raise TransitionRefused(transitions.refusal(nomination.state, NominationState.DRAFT))


def own_organisations(person):
    """Whom a person may enter for without asking: where they work, and who owns the domain of their address."""
    own = list(Organisation.objects.current().of_person(person))
    proposed = propose_organisation(person.email)
    return own if proposed is None or proposed in own else [proposed, *own]


def organisation_for(person, organisation, name):
    if organisation is None:
        return new_organisation(person, name)
    return own(person, organisation)


def own(person, organisation):
    """One of `own_organisations(person)`; who chooses it says by that that they work there."""
    if organisation not in own_organisations(person):
        raise ValidationError({"organisation": _("Choose one of your companies, or name yours.")})
    if not Affiliation.objects.current().filter(person=person, organisation=organisation).exists():
        affiliate(person=person, organisation=organisation, by=person)
    return organisation


def new_organisation(person, name):
    if not name.strip():
        raise ValidationError({"organisation_name": _("Write the name of your company.")})
    organisation = unmatched_organisation(name)
    affiliate(person=person, organisation=organisation, by=person)
    return organisation


def unmatched_organisation(name):
    """A name that somebody typed is never matched to a company on file: the prize office merges, nobody takes over."""
    organisation = Organisation(name=name)
    organisation.full_clean()
    organisation.save()
    return organisation


def refuse_ineligible(edition, answers):
    verdict = check(edition.eligibility_rules.for_screening(), answers)
    if verdict.eligible:
        return
    reasons = [failure.reason for failure in verdict.failures]
    raise ValidationError({"eligibility": reasons or ["Answer every question about the conditions of entry."]})
