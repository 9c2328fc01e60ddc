from django.http import Http404
from django.views.generic import TemplateView

from judging.outcomes import told_outcomes
from judging.views.common import JudgingPage
from nominations.views.common import NominationMixin


class Outcome(JudgingPage, NominationMixin, TemplateView):
    """For those who work on the nomination. Before the announcement there is no such page."""

    template_name = "judging/outcome.html"

    def get_context_data(self, **kwargs):
        told = told_outcomes(self.nomination)
        if not told:
            raise Http404
        return super().get_context_data(told=told, zone=self.nomination.edition.zone, **kwargs)
