"""What an honored company may do next once everybody knows of its award."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.navigation import Link
from network.models import ApproachConsent
from network.rules.industry import may_consent_to_approach
from nominations.next_steps import Step, register_next_steps
from nominations.registries import register_companion
from showcase.enums import AwardState
from showcase.models import Award

# After that it stays among the quiet links: nobody is asked for ever.
ASKED_FOR = timedelta(days=90)


def approach_steps(nominations):
    """By nomination pk, where a public award was accepted lately and its company has not said whether it may be approached."""
    awards = Award.objects.public().filter(
        nomination__in=nominations, state=AwardState.ACCEPTED, answered_at__gt=timezone.now() - ASKED_FOR
    )
    silent = awards.exclude(nomination__in=ApproachConsent.objects.values("award__nomination"))
    return {pk: step_to(pk) for pk in silent.values_list("nomination", flat=True)}


def step_to(nomination_pk):
    return Step(
        _("Your award is public. Say whether large manufacturers may approach you."),
        reverse("approach:consent", args=[nomination_pk]),
        _("Decide"),
    )


def approach_link(person, nomination):
    award = award_to_be_approached_for(nomination)
    if award is None or not may_consent_to_approach(person, award):
        return None
    return Link(_("Be approached by large manufacturers"), reverse("approach:consent", args=[nomination.pk]))


def award_to_be_approached_for(nomination):
    """The one for which the company has agreed, as long as that stands; otherwise its best."""
    awards = Award.objects.public().filter(nomination=nomination).select_related("category__edition").in_order()
    agreed = awards.filter(pk__in=ApproachConsent.objects.in_force().values("award"))
    return agreed.first() or awards.first()


# After the outcome's own step, before the question whether the award is accepted.
register_next_steps(approach_steps, order=150)
register_companion(approach_link)
