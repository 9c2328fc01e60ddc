"""What must be true before a story goes public. Asked where an editor presses a button, and again by the page itself."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from judging.enums import FINAL_OUTCOMES
from judging.models import Decision
from nominations.enums import NominationState

UNDECIDED_STATES = (NominationState.SUBMITTED, NominationState.NEEDS_INFORMATION, NominationState.ELIGIBLE)


def why_not_publishable(story):
    """In words for an editor; empty when it may go public."""
    if not story.company_name:
        return ""
    if is_before_the_jury(story):
        return _("Its entry is still before the jury. A story about it may appear once the entrant knows the outcome.")
    if not story.is_approved():
        return _(
            "%(company)s has not approved this text. Ask the company from the page's own form; once it has approved, the "
            "story can be published."
        ) % {"company": story.company_name}
    return ""


def is_before_the_jury(story):
    """It came from an entry on which the jury still has to decide: a story now could sway a juror."""
    offer = getattr(story, "offer", None)
    if offer is None or offer.nomination.state not in UNDECIDED_STATES:
        return False
    told = Decision.objects.told_to_entrants().filter(candidacy__nomination=offer.nomination_id)
    return not told.filter(outcome__in=FINAL_OUTCOMES).exists()


def demand_publishable(story):
    """Raises ValidationError."""
    if reason := why_not_publishable(story):
        raise ValidationError(reason)
