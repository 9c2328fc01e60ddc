"""What is next for a company that was honoured."""

from django.urls import reverse
from django.utils.translation import gettext as _

from nominations.next_steps import Step, register_next_steps
from nominations.registries import register_public_outcomes
from showcase.enums import AwardState
from showcase.models import Award


def award_steps(nominations):
    """By nomination pk, where an award waits for its answer. Until then the outcome is what there is to read."""
    waiting = Award.objects.told_to_entrants().filter(nomination__in=nominations, state=AwardState.OFFERED)
    return {award.nomination_id: step_to(award) for award in waiting.select_related("category")}


def step_to(award):
    url = reverse("award:answer", args=[award.nomination_id])
    return Step(
        _("The jury honours your entry: %(label)s. Accept or decline the award.") % {"label": award.label},
        url,
        _("Answer"),
    )


# After the outcome's own step, which says no more than that there is one.
register_next_steps(award_steps, order=200)


def public_awards(nominations):
    """By nomination pk, what everybody may know by now."""
    awards = Award.objects.public().filter(nomination__in=nominations).select_related("category").order_by("kind")
    return {award.nomination_id: award.label for award in awards}


register_public_outcomes(public_awards)
