"""What the pages of those who lead, administer or audit a round share."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from audit.record import record_event
from judging import rules
from judging.forms import ReasonForm
from judging.models import Round
from judging.views.common import JudgingPage

PAGES = (
    ("judging:round", _("Progress"), rules.may_see_progress),
    ("judging:conflicts", _("Ties and waivers"), rules.may_see_progress),
    ("judging:results", _("Results"), rules.may_see_progress),
    ("judging:reliability", _("Reliability"), rules.may_see_progress),
    ("judging:meeting", _("Meeting"), rules.may_manage_round & rules.figures_are_sealed),
    ("judging:decisions", _("Decisions"), rules.may_see_progress),
    ("judging:minutes", _("Minutes"), rules.may_see_progress),
    ("judging:feedback", _("Feedback"), rules.may_see_feedback),
    ("judging:commitments", _("Commitments"), rules.is_round_auditor),
    ("judging:release", _("Release"), rules.is_round_auditor),
    ("judging:announcements", _("Announcement"), rules.may_announce),
)


class LeadPage(JudgingPage):
    """A page about one round, for whom `rule` admits. Everybody else finds no such page."""

    rule = rules.may_see_progress
    page = ""

    @cached_property
    def round(self):
        rounds = Round.objects.select_related("edition__prize", "release", "computation").prefetch_related("seals")
        round = get_object_or_404(rounds, pk=self.kwargs["round"])
        if not self.rule(self.request.user, round):
            raise Http404
        return round

    def get_context_data(self, **kwargs):
        # The address names the round by its number; the page means the round itself.
        about = {"round": self.round, "zone": self.round.edition.zone, "state": self.round.state, "links": self.links()}
        return super().get_context_data(**kwargs | about)

    def links(self):
        return [
            {"label": label, "url": reverse(page, args=[self.round.pk]), "current": page == self.page}
            for page, label, rule in PAGES
            if rule(self.request.user, self.round)
        ]


class ResultsPage(LeadPage):
    """Shows figures, so that each look is an event; whoever has cards of their own to hand in waits outside."""

    gate_template_name = "judging/chair_gate.html"

    def get(self, request, *args, **kwargs):
        if not rules.may_see_results(request.user, self.round):
            context = LeadPage.get_context_data(self, is_auditor=rules.is_round_auditor(request.user, self.round))
            return self.response_class(request, [self.gate_template_name], context)
        # Written out before the record is locked: others who save must not wait for this page.
        response = super().get(request, *args, **kwargs).render()
        self.note_look()
        return response

    @transaction.atomic
    def note_look(self):
        record_event("round.results_viewed", target=self.round, by=self.request.user, details=self.looked_at())

    def looked_at(self):
        return {"page": self.page.removeprefix("judging:")}


@transaction.atomic
def note_export(round, *, by, kind):
    """A file of figures leaves the house: that is an event, as each look at them is."""
    record_event("round.figures_exported", target=round, by=by, details={"kind": kind})


class LeadAct(LeadPage, FormView):
    """One act on the round or on something in it: what it means, perhaps a form, one call, back to where it came from."""

    form_class = ReasonForm
    template_name = "judging/chair_act.html"
    back = "judging:round"
    title = text = action_label = label = ""
    kind = "primary"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as refusal:
            raise Http404 from refusal

    def get(self, request, *args, **kwargs):
        self.find()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.find()
        return super().post(request, *args, **kwargs)

    def find(self):
        """Load what the act is on, or answer 404."""
        return self.round

    def get_form_kwargs(self):
        extra = {"label": self.label} if self.label else {}
        return super().get_form_kwargs() | extra

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"title": self.title, "text": self.text, "action_label": self.action_label, "kind": self.kind},
            points=self.points(),
            blockers=self.blockers(),
            cancel_url=self.get_success_url(),
            **kwargs,
        )

    def points(self):
        """What will follow from the act, in sentences."""
        return []

    def blockers(self):
        """What stands in the way, in sentences; while there are any the page offers no button."""
        return []

    def get_success_url(self):
        return reverse(self.back, args=[self.round.pk])

    def form_valid(self, form):
        try:
            done = self.act(form.cleaned_data)
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect(self.get_success_url())

    def act(self, cleaned):
        """Call the action; return the sentence that says what was done."""
        raise NotImplementedError


def add_refusal(form, refusal):
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal.messages)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
