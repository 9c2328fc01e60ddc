from django.http import Http404
from django.views.generic import TemplateView

from judging.queue import queues_of
from judging.rules import leads_round, seats_held
from judging.views.common import JudgingPage


class Queue(JudgingPage, TemplateView):
    """All that a juror has to do. Who sits on no panel finds no such page."""

    template_name = "judging/queue.html"

    def get_context_data(self, **kwargs):
        if not seats_held(self.request.user):
            raise Http404
        queues = queues_of(self.request.user)
        rows = [(queue, leads_round(self.request.user, queue.round)) for queue in queues]
        return super().get_context_data(rows=rows, **kwargs)
