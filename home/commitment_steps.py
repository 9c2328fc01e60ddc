"""What a company that promised something with its award has still to do, as its list of nominations says."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.navigation import Link
from home.models import AwardCommitment
from nominations.next_steps import Step, register_next_steps
from nominations.registries import register_companion
from showcase.enums import AwardState


def commitment_steps(nominations):
    """By nomination pk, what is due first. An award that still waits for its answer comes before what was promised with it."""
    promised = AwardCommitment.objects.open().told().filter(award__nomination__in=nominations)
    answered = promised.exclude(award__state=AwardState.OFFERED).select_related("award")
    return {each.award.nomination_id: step_to(each) for each in answered.order_by("-due_on", "-pk")}


def step_to(commitment):
    words = {"promise": commitment.promise, "due": date_format(commitment.due_on)}
    if commitment.is_overdue:
        text = _("Promised by %(due)s, and not reported yet: %(promise)s.") % words
    else:
        text = _("Promised by %(due)s: %(promise)s.") % words
    return Step(text, reverse("commitments:mine", args=[commitment.award.nomination_id]), _("See what you promised"))


def commitments_link(person, nomination):
    if not AwardCommitment.objects.told().filter(award__nomination=nomination).exists():
        return None
    return Link(_("What you promised with your award"), reverse("commitments:mine", args=[nomination.pk]))


# After the award's own step, which says that there is an award.
register_next_steps(commitment_steps, order=300)
register_companion(commitments_link)
