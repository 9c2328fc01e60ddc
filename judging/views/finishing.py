from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from judging.actions import hand_in, hand_in_summary
from judging.marksheet import mark_tables
from judging.queue import queue_of
from judging.views.common import RoundPage


class MyMarks(RoundPage, TemplateView):
    template_name = "judging/my_marks.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(tables=mark_tables(self.request.user, self.round), **kwargs)


class HandIn(RoundPage, TemplateView):
    template_name = "judging/hand_in.html"

    def get_context_data(self, **kwargs):
        summary = hand_in_summary(round=self.round, juror=self.request.user)
        return super().get_context_data(
            summary=summary,
            points=points_of(summary),
            marks_url=reverse("judging:my_marks", args=[self.round.pk]),
            queue=queue_of(self.request.user, self.round),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            cards = hand_in(round=self.round, by=request.user)
        except ValidationError as refusal:
            for text in refusal.messages:
                messages.error(request, text)
            return redirect("judging:hand_in", self.round.pk)
        messages.success(request, _("Thank you. %(cards)s of your scorecards are handed in.") % {"cards": len(cards)})
        return redirect("judging:queue")


def points_of(summary):
    """What will be handed in, in words."""
    ready = len(summary.ready)
    complete = ngettext("One scorecard is complete.", "%(ready)s scorecards are complete.", ready)
    points = [complete % {"ready": ready}]
    if summary.submitted:
        points.append(_("%(submitted)s were handed in before.") % {"submitted": len(summary.submitted)})
    return points
