"""How somebody comes to speak for a company, and how that ends."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import absolute
from accounts.models import Organisation, Person
from accounts.rules import demand, is_signed_in
from accounts.transitions import Transitions
from audit.record import record_event
from network.claiming import claimable_organisations, is_proven
from network.drafting import draft_profile
from network.enums import CLAIM_TRANSITIONS, MOST_WAITING_CLAIMS, ClaimGround, ClaimState
from network.keepers import keepers_of
from network.models import Claim
from network.rules.profiles import decides_claim, is_own_claim, may_end_claim
from nominations.actions.start import new_organisation, own_organisations
from notices.outbox import write_notice

transitions = Transitions(ClaimState, CLAIM_TRANSITIONS)


@transaction.atomic
def claim_company(*, by, organisation=None, organisation_name="", note=""):
    """Granted at once where a verified address of the person lies on the company's own domain; else the office checks.

    It also checks who was turned away before: an address goes on working long after its owner has left.

    `organisation` is one of the `claimable_organisations`. A name is never matched to a company on file.
    """
    demand(is_signed_in(by), _("Sign in to claim a company."))
    # Two tabs of one person wait for each other.
    Person.objects.select_for_update().get(pk=by.pk)
    refuse_too_many(by)
    if organisation is None:
        organisation = new_organisation(by, organisation_name)
    else:
        # Two who claim one company, and who merges it: the profile is drafted once, and for who is still there.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        refuse_unknown(by, organisation)
    may_enter = is_proven(by, organisation) and not was_turned_away(by, organisation)
    claim = Claim.objects.create(organisation=organisation, person=by, note=note.strip())
    if may_enter:
        return _grant(claim, ground=ClaimGround.DOMAIN, by=by)
    record_event("claim.made", target=claim, by=by, details=_told(claim), subjects=[by])
    return claim


@transaction.atomic
def grant_claim(*, claim, by):
    claim = locked(claim)
    demand(decides_claim(by, claim), _("Only the prize office grants a claim, and nobody their own."))
    transitions.check(claim.state, ClaimState.GRANTED)
    return _grant(claim, ground=ClaimGround.STAFF, by=by)


@transaction.atomic
def refuse_claim(*, claim, reason, by):
    claim = locked(claim)
    demand(decides_claim(by, claim), _("Only the prize office refuses a claim, and nobody their own."))
    transitions.check(claim.state, ClaimState.REFUSED)
    _close(claim, ClaimState.REFUSED, reason=_wanted(reason), by=by)
    _tell(claim, "network.claim_refused", reason=claim.reason)
    record_event("claim.refused", target=claim, by=by, details=_told(claim), subjects=[claim.person])
    return claim


@transaction.atomic
def end_claim(*, claim, by, reason=""):
    """By the person, without a word; by a colleague or the prize office with a reason, which the person reads."""
    claim = locked(claim)
    demand(may_end_claim(by, claim), _("Only who speaks for the company, or the prize office, ends a claim."))
    transitions.check(claim.state, ClaimState.ENDED)
    is_own = is_own_claim(by, claim)
    _close(claim, ClaimState.ENDED, reason=reason.strip() if is_own else _wanted(reason), by=by)
    if not is_own:
        _tell(claim, "network.claim_ended", reason=claim.reason, who=str(by))
    record_event("claim.ended", target=claim, by=by, details=_told(claim), subjects=[claim.person])
    return claim


def locked(claim):
    """With its company, whose profile is drafted once."""
    rows = Claim.objects.select_for_update(of=("self", "organisation")).select_related("organisation", "person")
    return rows.get(pk=claim.pk)


def refuse_too_many(person):
    if Claim.objects.waiting().of_person(person).count() >= MOST_WAITING_CLAIMS:
        raise ValidationError(_("The prize office has not checked your earlier claims yet. Wait for its answer."))


def refuse_unknown(person, organisation):
    if not claimable_organisations(own_organisations(person)).filter(pk=organisation.pk).exists():
        raise ValidationError({"organisation": _("Choose one of the companies shown, or name yours.")})
    if Claim.objects.open().of_person(person).filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("You have claimed this company already.")})


def was_turned_away(person, organisation):
    return Claim.objects.of_person(person).filter(organisation=organisation).ended_by_others().exists()


def _grant(claim, *, ground, by):
    """The profile is drafted, and who kept it before is told of the newcomer."""
    claim.state, claim.ground = ClaimState.GRANTED, ground
    claim.decided_by, claim.decided_at = by, timezone.now()
    claim.save(update_fields=["state", "ground", "decided_by", "decided_at"])
    profile = draft_profile(claim.organisation)
    link = absolute(reverse("profiles:edit", args=[profile.pk]))
    _tell(claim, "network.claim_granted", link=link)
    others = [each for each in keepers_of(claim.organisation) if each.pk != claim.person_id]
    context = {
        "company": claim.organisation.name,
        "name": str(claim.person),
        "link": absolute(reverse("profiles:mine")),
    }
    write_notice("network.keeper_joined", to=others, context=context, about=claim)
    record_event("claim.granted", target=claim, by=by, details=_told(claim), subjects=[claim.person])
    return claim


def _close(claim, state, *, reason, by):
    claim.state, claim.reason = state, reason
    claim.decided_by, claim.decided_at = by, timezone.now()
    claim.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _wanted(reason):
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the person reads it.")})
    return reason.strip()


def _tell(claim, template, **context):
    facts = {"company": claim.organisation.name, "link": absolute(reverse("profiles:mine"))} | context
    write_notice(template, to=claim.person, context=facts, about=claim)


def _told(claim):
    return {"organisation": str(claim.organisation_id), "ground": claim.ground, "reason": claim.reason}
