"""How the companies of one person stand in the directory, and the one thing to do next for each."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.completeness import gaps_of, points_of
from network.enums import ASKED_BEFORE, CONFIRMED_FOR, OPEN_CLAIMS, ClaimState, Freshness, ProfileState
from network.models import CapabilityProfile, Claim
from nominations.next_steps import Step


@dataclass(frozen=True)
class Standing:
    """Of one company: the person's claim, the profile if they may write it, and everybody else who may."""

    claim: Claim
    step: Step
    profile: CapabilityProfile | None = None
    others: tuple = ()


def standings_of(person):
    """In a fixed number of queries, the newest claim first."""
    claims = Claim.objects.of_person(person).select_related("organisation")
    newest = {}
    for claim in sorted(claims, key=lambda each: (each.state not in OPEN_CLAIMS, -each.created_at.timestamp())):
        newest.setdefault(claim.organisation_id, claim)
    shown = [claim for claim in newest.values() if claim.state != ClaimState.ENDED]
    granted = [claim.organisation_id for claim in shown if claim.state == ClaimState.GRANTED]
    profiles = {
        each.organisation_id: each for each in CapabilityProfile.objects.filter(organisation__in=granted).whole()
    }
    others = _others(person, granted)
    return [_standing(claim, profiles.get(claim.organisation_id), others[claim.organisation_id]) for claim in shown]


def next_step(profile):
    """What its company does next about a profile that was read `whole()`."""
    return STEPS[profile.state](profile)


def is_due(profile):
    """Its company is asked, or will be within days."""
    return (
        profile.state == ProfileState.PUBLISHED
        and timezone.now() >= profile.confirmed_at + CONFIRMED_FOR - ASKED_BEFORE
    )


def _standing(claim, profile, others):
    if profile is None:
        return Standing(claim, _claim_step(claim))
    return Standing(claim, next_step(profile), profile, tuple(others))


def _others(person, organisations):
    found = defaultdict(list)
    claims = (
        Claim.objects.granted().filter(organisation__in=organisations, person__is_active=True).exclude(person=person)
    )
    for claim in claims.select_related("person").order_by("created_at"):
        found[claim.organisation_id].append(claim)
    return found


def _claim_step(claim):
    if claim.state == ClaimState.REFUSED:
        return Step(_("The prize office could not accept it: %(reason)s") % {"reason": claim.reason})
    return Step(
        _("The prize office checks that you speak for this company. You get an e-mail; there is nothing to do now.")
    )


def _to_draft(profile):
    edit, preview = (reverse(f"profiles:{name}", args=[profile.pk]) for name in ("edit", "preview"))
    if gaps_of(profile, profile.terms.all()):
        return Step(
            _("Say what your company makes, where, and how. Ten minutes are enough to begin."), edit, _("Fill it in")
        )
    return Step(
        _("All that has to be there is there. See how buyers will read it, and publish it."), preview, _("See it")
    )


def _to_show(profile):
    edit, preview = (reverse(f"profiles:{name}", args=[profile.pk]) for name in ("edit", "preview"))
    if is_due(profile):
        return Step(DUE_TEXTS[profile.freshness], preview, _("Read and confirm"))
    missing = [point.label for point in points_of(profile) if not point.is_there]
    if missing:
        return Step(_("It is public. Buyers would also look for: %(what)s.") % {"what": missing[0]}, edit, _("Add it"))
    return Step(_("It is public, and nothing is missing."), profile.get_absolute_url(), _("See it"))


def _to_mend(profile):
    return Step(
        _("The prize office has hidden it: %(reason)s Mend it, then write to the office.")
        % {"reason": profile.hidden_reason},
        reverse("profiles:edit", args=[profile.pk]),
        _("Mend it"),
    )


DUE_TEXTS = {
    Freshness.FRESH: gettext_lazy("It is nearly a year since your company confirmed it."),
    Freshness.OLD: gettext_lazy("Nobody has confirmed it for a year: the directory says so until you do."),
    Freshness.LAPSED: gettext_lazy("Nobody has confirmed it for fifteen months: it is hidden until you do."),
}
STEPS = {ProfileState.DRAFT: _to_draft, ProfileState.PUBLISHED: _to_show, ProfileState.HIDDEN: _to_mend}
