from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from accounts.enums import RoleName
from accounts.rules import prizes_where
from audit.models import Event
from judging.enums import RoundState
from judging.models import Round
from judging.views.common import JudgingPage


class Releases(JudgingPage, TemplateView):
    """The auditor's rounds: what waits for the second key, what was released, and the head of the record."""

    template_name = "judging/releases.html"

    def get_context_data(self, **kwargs):
        prizes = prizes_where(self.request.user, RoleName.AUDITOR)
        if not prizes:
            raise Http404("Only auditors hold the second key.")
        rounds = Round.objects.filter(edition__prize__in=prizes).select_related("edition", "release__released_by")
        rounds = list(rounds.prefetch_related("seals__sealed_by").order_by("-edition__year", "position"))
        waiting = [round for round in rounds if round.state == RoundState.DECISIONS_SEALED]
        released = [round for round in rounds if round.state == RoundState.RELEASED]
        others = [round for round in rounds if round not in waiting and round not in released]
        groups = (
            (_("Waiting for the second key"), waiting, _("Look and release")),
            (_("Under way"), others, _("Look")),
            (_("Released"), released, _("Read")),
        )
        return super().get_context_data(groups=groups, head=Event.objects.head(), **kwargs)
