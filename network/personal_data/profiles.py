"""What is kept here about a person: for which companies they speak. The profile is the company's."""

from django.utils import timezone

from accounts.registries import register_eraser, register_exporter, register_merger
from network.enums import ClaimState, ProfileState
from network.models import CapabilityProfile, Claim, EnquiryRecipient


def export(person):
    claims = Claim.objects.of_person(person).select_related("organisation")
    return {
        "companies_claimed": [
            {
                "company": claim.organisation.name,
                "state": claim.get_state_display(),
                "ground": claim.get_ground_display(),
                "note": claim.note,
                "reason": claim.reason,
                "claimed_at": claim.created_at.isoformat(),
                "decided_at": claim.decided_at and claim.decided_at.isoformat(),
            }
            for claim in claims
        ]
    }


def erase(person):
    """They speak for nobody any more. That somebody did stays; what they wrote about themselves does not."""
    claims = Claim.objects.of_person(person)
    claims.open().update(state=ClaimState.ENDED, decided_at=timezone.now())
    claims.update(note="")
    # A reason may tell of the person, and a refused claim has to have one.
    claims.exclude(reason="").update(reason="—")


def merge(source, target):
    _merge_claims(source, target)
    _merge_profiles(source, target)


def _merge_claims(source, target):
    """Who claimed both companies keeps the better of the two claims."""
    kept = {claim.person_id: claim for claim in Claim.objects.open().filter(organisation=target)}
    for claim in Claim.objects.open().filter(organisation=source):
        other = kept.get(claim.person_id)
        if other:
            _end(other if claim.state == ClaimState.GRANTED and other.state == ClaimState.WAITING else claim)
    Claim.objects.filter(organisation=source).update(organisation=target)


def _end(claim):
    claim.state, claim.decided_at = ClaimState.ENDED, timezone.now()
    # Nobody wanted to end it.
    claim.decided_by = None
    claim.reason = "The company was found twice; the other claim goes on."
    claim.save(update_fields=["state", "decided_at", "decided_by", "reason"])


def _merge_profiles(source, target):
    """The only profile follows its company. Of two the target's stays, and the other is hidden for good."""
    profile = CapabilityProfile.objects.filter(organisation=source).first()
    if profile is None:
        return
    kept = CapabilityProfile.objects.filter(organisation=target).first()
    if kept is None:
        profile.organisation = target
        profile.save(update_fields=["organisation"])
        return
    profile.state = ProfileState.HIDDEN
    profile.hidden_reason = f"The company was found twice. Its profile is the one of {target.name[:300]}."
    profile.save(update_fields=["state", "hidden_reason"])
    _move_enquiries(profile, kept)


def _move_enquiries(profile, kept):
    """To where somebody reads them. A need that went to both waits there already."""
    there = EnquiryRecipient.objects.filter(profile=kept).values_list("enquiry", flat=True)
    EnquiryRecipient.objects.filter(profile=profile).exclude(enquiry__in=list(there)).update(profile=kept)


register_exporter(export)
register_eraser(erase)
register_merger(merge)
