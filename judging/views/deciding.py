"""Decisions entry by entry, their seal, the second key, and when who is told."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from judging import rules
from judging.actions import (
    decide,
    lift_seal,
    open_points,
    possible_outcomes,
    release_results,
    seal_decisions,
    set_announcement,
)
from judging.actions.checks import MEETING_IS_OPEN
from judging.enums import Outcome, RoundState, SealKind
from judging.forms import AnnouncementForm, DecisionForm
from judging.models import Announcement, Decision
from judging.room import open_meeting_of
from judging.scoreboard import boards_for, readable_candidacies, row_for
from judging.sealing import is_unmoved
from judging.views.figures import seal_of
from judging.views.leading import LeadAct, LeadPage, ResultsPage

BEST_FIRST = (
    Outcome.WINNER,
    Outcome.FINALIST,
    Outcome.COMMENDED,
    Outcome.ADVANCE,
    Outcome.RESERVE,
    Outcome.NO_AWARD,
    Outcome.DECLINE,
)


class Decisions(ResultsPage, TemplateView):
    template_name = "judging/chair_decisions.html"
    page = "judging:decisions"

    def get_context_data(self, **kwargs):
        state = self.round.state
        seal = seal_of(self.round, SealKind.DECISIONS)
        deciding = state == RoundState.FIGURES_SEALED
        return super().get_context_data(
            boards=boards_for(self.request.user, self.round),
            seal=seal,
            seal_holds=seal is not None and is_unmoved(seal),
            deciding=deciding,
            may_decide=deciding and rules.leads_round(self.request.user, self.round),
            may_seal=deciding and rules.is_chair(self.request.user, self.round),
            may_lift=state == RoundState.DECISIONS_SEALED and rules.is_chair(self.request.user, self.round),
            open_points=open_points(self.round) if deciding else [],
            **kwargs,
        )


class Decide(LeadAct):
    rule = rules.leads_round & rules.may_see_live_results
    form_class = DecisionForm
    template_name = "judging/chair_decide.html"
    back = "judging:decisions"
    action_label = gettext_lazy("Record the decision")

    def find(self):
        rows = readable_candidacies(self.request.user, self.round).for_reading()
        self.candidacy = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not rules.may_decide(self.request.user, self.candidacy):
            raise Http404
        self.decision = Decision.objects.filter(candidacy=self.candidacy).first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"outcomes": possible_outcomes(self.round)}

    def get_initial(self):
        if self.decision is None:
            return {"base_revision": 0}
        decision = self.decision
        return {"outcome": decision.outcome, "reason": decision.reason, "base_revision": decision.revision}

    def get_context_data(self, **kwargs):
        row = row_for(self.request.user, self.candidacy)
        return super().get_context_data(
            row=row,
            name=row.name,
            decision=self.decision,
            earlier=self.decision.revisions.select_related("decided_by").order_by("-revision") if self.decision else [],
            **kwargs,
        )

    def form_invalid(self, form):
        """What stands by now is on the page: sent again, the form decides upon that."""
        self.find()
        form.data = form.data.copy()
        form.data["base_revision"] = self.decision.revision if self.decision else 0
        return super().form_invalid(form)

    def blockers(self):
        if self.round.state == RoundState.FIGURES_SEALED:
            return []
        return [
            _("The round is at “%(label)s”: entries are decided between the two seals.")
            % {"label": self.round.state.label}
        ]

    def act(self, cleaned):
        decision = decide(
            candidacy=self.candidacy,
            outcome=cleaned["outcome"],
            reason=cleaned["reason"],
            base_revision=cleaned["base_revision"],
            by=self.request.user,
        )
        return _("Entry %(code)s: %(outcome)s.") % {
            "code": self.candidacy.code,
            "outcome": decision.get_outcome_display(),
        }


class SealDecisions(LeadAct):
    rule = rules.is_chair & rules.may_see_live_results
    form_class = forms.Form
    back = "judging:decisions"
    title = gettext_lazy("Seal the decisions")
    text = gettext_lazy("From here on no decision of this round changes.")
    action_label = gettext_lazy("Seal the decisions")

    def points(self):
        return [
            _(
                "A hash of every decision and its reason, bound to the figures, is kept with the seal and mailed to the auditor."
            ),
            _(
                "Nobody is told anything yet: an auditor who took no part in the round releases, and the prize office announces."
            ),
        ]

    def blockers(self):
        if self.round.state != RoundState.FIGURES_SEALED:
            return [
                _("The round is at “%(label)s”: decisions are sealed after the figures, and once.")
                % {"label": self.round.state.label}
            ]
        return open_points(self.round)

    def act(self, cleaned):
        seal = seal_decisions(round=self.round, by=self.request.user)
        return _("The decisions are sealed: %(input_hash)s.") % {"input_hash": seal.input_hash[:12]}


class LiftSeal(LeadAct):
    """A change after a seal: with a reason, a new version and a new seal."""

    rule = rules.is_chair & rules.may_see_live_results
    action_label = gettext_lazy("Open the seal")
    kind = "danger"

    def find(self):
        if self.kwargs["kind"] not in SealKind.values:
            raise Http404
        self.sealed = SealKind(self.kwargs["kind"])

    @property
    def back(self):
        return "judging:results" if self.sealed == SealKind.FIGURES else "judging:decisions"

    @property
    def title(self):
        return _("Open the seal of the %(label)s") % {"label": self.sealed.label.lower()}

    def points(self):
        follows = (
            _(
                "Handed-in scorecards can be reopened and ties ruled on; then the figures are sealed anew, by the full model."
            )
            if self.sealed == SealKind.FIGURES
            else _("Decisions can be changed; then they are sealed anew.")
        )
        again = _("Decisions made so far have to be looked at and recorded again once the new figures are sealed.")
        return [
            _("The seal stays in the record with its hash; your reason stands in the minutes and with the next seal."),
            follows,
            *([again] if self.sealed == SealKind.FIGURES else []),
        ]

    def blockers(self):
        if hasattr(self.round, "release"):
            return [_("The results are released: what was sealed does not open any more.")]
        if not self.round.is_sealed(self.sealed):
            return [_("There is no such seal to open.")]
        return [MEETING_IS_OPEN] if open_meeting_of(self.round) else []

    def act(self, cleaned):
        lift_seal(round=self.round, kind=self.sealed, reason=cleaned["reason"], by=self.request.user)
        return _("The seal is open. Seal again when everything is as it should be.")


class Release(ResultsPage, LeadAct):
    """The second key: what was sealed is compared with what is there, and released by somebody who took no part."""

    rule = rules.is_round_auditor
    page = "judging:release"
    form_class = forms.Form
    template_name = "judging/chair_release.html"
    back = "judging:release"
    title = gettext_lazy("Release the results")
    action_label = gettext_lazy("Release the results")

    def get_context_data(self, **kwargs):
        seals = [{"seal": seal, "holds": is_unmoved(seal)} for seal in self.round.standing_seals]
        decisions = Decision.objects.filter(candidacy__round=self.round, candidacy__withdrawn_at=None)
        return super().get_context_data(
            seals=seals,
            decisions=sorted(
                decisions.select_related(
                    "candidacy__round_category__category",
                    "candidacy__nomination__organisation",
                    "candidacy__submission",
                ).order_by("candidacy__round_category__category__position", "candidacy__code"),
                key=best_first,
            ),
            release=getattr(self.round, "release", None),
            **kwargs,
        )

    def blockers(self):
        blockers = []
        if rules.has_held_a_key(self.request.user, self.round):
            blockers.append(
                _("You sat on a panel of this round, scored or sealed in it: the second key is somebody else's.")
            )
        if self.round.state != RoundState.DECISIONS_SEALED:
            blockers.append(
                _("The round is at “%(label)s”: results are released once, after both seals.")
                % {"label": self.round.state.label}
            )
        if any(not is_unmoved(seal) for seal in self.round.standing_seals):
            blockers.append(_("What is there no longer matches its seal. Look at the record before anything else."))
        return blockers

    def act(self, cleaned):
        release_results(round=self.round, by=self.request.user)
        return _("The results are released. The prize office announces them at the times that it sets.")


def best_first(decision):
    """Category by category, winners before those who were not selected."""
    category = decision.candidacy.round_category.category
    return category.position, category.pk, BEST_FIRST.index(decision.outcome)


class Announcements(LeadPage, TemplateView):
    rule = rules.may_announce
    template_name = "judging/chair_announcements.html"
    page = "judging:announcements"

    def get_context_data(self, **kwargs):
        set_already = {row.outcome: row for row in Announcement.objects.filter(round=self.round)}
        rows = [{"outcome": each, "announcement": set_already.get(each)} for each in possible_outcomes(self.round)]
        return super().get_context_data(
            rows=rows, now=timezone.now(), released=hasattr(self.round, "release"), **kwargs
        )


class Announce(LeadAct):
    rule = rules.may_announce
    form_class = AnnouncementForm
    back = "judging:announcements"
    text = gettext_lazy("Nothing is told before an auditor has released the round, whatever time stands here.")
    action_label = gettext_lazy("Set the times")

    def dispatch(self, request, *args, **kwargs):
        # Times are read and typed on the clock of the edition, so the page is rendered while it is in force.
        with timezone.override(self.clock()):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def clock(self):
        if not self.request.user.is_authenticated:
            return timezone.get_default_timezone()
        return self.round.edition.zone

    def find(self):
        try:
            self.outcome = Outcome(self.kwargs["outcome"])
        except ValueError as error:
            raise Http404 from error
        if self.outcome not in possible_outcomes(self.round):
            raise Http404
        self.announcement = Announcement.objects.filter(round=self.round, outcome=self.outcome).first()

    @property
    def title(self):
        return _("When “%(label)s” is told") % {"label": self.outcome.label}

    def points(self):
        return [
            _("Entrants hear first, then the press under embargo, then the public: nobody before those ahead of them."),
            _("A time that has come was told, and cannot be moved any more."),
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"zone": self.round.edition.zone}

    def get_initial(self):
        names = ("entrants_at", "press_at", "public_at")
        return {name: getattr(self.announcement, name) for name in names} if self.announcement else {}

    def act(self, cleaned):
        set_announcement(round=self.round, outcome=self.outcome, by=self.request.user, **cleaned)
        return _("The times for “%(label)s” are set.") % {"label": self.outcome.label}

    def get_success_url(self):
        return reverse(self.back, args=[self.round.pk])
