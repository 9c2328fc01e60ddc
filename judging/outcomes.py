"""What entrants hear of the jury's work, from their announcement on and never before."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from judging.enums import RemarkKind
from judging.models import Decision, Remark, Scorecard
from nominations.next_steps import Step, register_next_steps


@dataclass(frozen=True)
class Told:
    """One round's decision with the comments that its jurors meant for the entrant, nobody's name beside them."""

    decision: Decision
    comments: list


def told_outcomes(nomination):
    """The newest round first; empty before anything is told."""
    decisions = Decision.objects.told_to_entrants().filter(candidacy__nomination=nomination)
    decisions = decisions.select_related("candidacy__round__edition").order_by("-candidacy__round__position", "-pk")
    return [Told(decision, comments_on(decision.candidacy)) for decision in decisions]


def comments_on(candidacy):
    cards = Scorecard.objects.filter(candidacy=candidacy).counting()
    remarks = Remark.objects.filter(kind=RemarkKind.ENTRANT, scorecard__in=cards).exclude(text="")
    # By the card's random id: the order tells nothing of who wrote first.
    return list(remarks.order_by("scorecard").values_list("text", flat=True))


def outcome_steps(nominations):
    """By nomination pk, where there is an outcome to read."""
    decisions = Decision.objects.told_to_entrants().filter(candidacy__nomination__in=nominations)
    newest_last = decisions.order_by("candidacy__round__position", "pk").select_related("candidacy")
    return {decision.candidacy.nomination_id: step_to(decision) for decision in newest_last}


def step_to(decision):
    url = reverse("outcomes:outcome", args=[decision.candidacy.nomination_id])
    return Step(
        _("The jury has decided: %(outcome)s.") % {"outcome": decision.get_outcome_display()},
        url,
        _("Read the outcome"),
    )


register_next_steps(outcome_steps)
