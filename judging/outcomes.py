"""What entrants hear of the jury's work, from their announcement on and never before."""

from django.urls import reverse
from django.utils.translation import gettext as _

from judging.models import Decision, FeedbackReport
from nominations.next_steps import Step, register_next_steps


def told_outcomes(nomination):
    """Decisions that were told, the newest round first; empty before anything is told. Each with its `report` if sent."""
    decisions = Decision.objects.told_to_entrants().filter(candidacy__nomination=nomination)
    decisions = decisions.select_related("candidacy__round__edition", "candidacy__feedback")
    return list(decisions.order_by("-candidacy__round__position", "-pk"))


def sent_report(nomination, pk):
    """A report that its entrant may read: sent, and its outcome told. None otherwise."""
    told = Decision.objects.told_to_entrants().filter(candidacy__nomination=nomination)
    reports = FeedbackReport.objects.filter(pk=pk, candidacy__in=told.values("candidacy")).exclude(sent_at=None)
    return reports.select_related("candidacy__round__edition", "candidacy__submission", "candidacy__decision").first()


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
