"""The figures: live results, one entry in full, ruling on ties, sealing."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from judging import rules
from judging.actions import rule_on_tie
from judging.actions.computing import ask_for_figures
from judging.actions.sealing import ask_for_seal
from judging.enums import RoundState, ScorecardState, SealKind
from judging.forms import TieForm
from judging.models import TieRuling
from judging.scoreboard import boards_for, cards_with_leniency, readable_candidacies, row_for
from judging.sealing import is_unmoved
from judging.standings import standings_of
from judging.views.leading import LeadAct, LeadPage, ResultsPage


class Results(ResultsPage, TemplateView):
    template_name = "judging/chair_results.html"
    page = "judging:results"

    def get_context_data(self, **kwargs):
        is_chair = rules.is_chair(self.request.user, self.round)
        seal = seal_of(self.round, SealKind.FIGURES)
        # Asked first, so that figures which a task makes at once are shown at once.
        is_behind = seal is None and ask_for_figures(self.round)
        return super().get_context_data(
            boards=boards_for(self.request.user, self.round),
            standings=standings_of(self.round),
            is_behind=is_behind,
            sealing=self.round.sealings.last() if is_chair and seal is None else None,
            seal=seal,
            seal_holds=seal is not None and is_unmoved(seal),
            may_rule=self.round.is_closed and seal is None and rules.leads_round(self.request.user, self.round),
            may_seal=is_chair and self.round.state == RoundState.CLOSED,
            may_lift=is_chair and seal is not None and not hasattr(self.round, "release"),
            **kwargs,
        )


def seal_of(round, kind):
    """The newest seal of this kind; None when there is none."""
    return round.standing_seal(kind)


class Result(ResultsPage, TemplateView):
    """One entry: each juror's marks and comments beside each other."""

    template_name = "judging/chair_entry.html"
    page = "judging:results"

    def candidacy(self):
        rows = readable_candidacies(self.request.user, self.round).for_reading()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        candidacy = self.candidacy()
        person = self.request.user
        row = row_for(person, candidacy)
        return super().get_context_data(
            candidacy=candidacy,
            row=row,
            name=row.name,
            cards=self.cards(candidacy, row),
            may_decide=self.round.state == RoundState.FIGURES_SEALED and rules.may_decide(person, candidacy),
            places=candidacy.round_category.places,
            **kwargs,
        )

    def cards(self, candidacy, row):
        """The most surprising first, with what the model says of each and what may be done about it."""
        person, sealed = self.request.user, bool(self.round.standing_seals)
        leads = rules.may_lead_on_entry(person, candidacy) and not sealed
        recuses = rules.may_assign(person, self.round) and not sealed
        assignments = dict(candidacy.assignments.active().values_list("juror", "pk"))
        for each in cards_with_leniency(candidacy, row):
            card = each["card"]
            yield each | {
                "may_reopen": leads and card.state == ScorecardState.SUBMITTED and card.juror_id != person.pk,
                "recuse_url": reverse("judging:recuse_juror", args=[self.round.pk, assignments[card.juror_id]])
                if recuses
                else "",
            }

    def looked_at(self):
        return super().looked_at() | {"candidacy": str(self.kwargs["pk"])}


class RuleOnTie(LeadAct):
    """The last link of the tie chain: the chair's recorded word."""

    rule = rules.leads_round & rules.may_see_live_results
    form_class = TieForm
    back = "judging:results"
    title = gettext_lazy("Rule on a tie")
    text = gettext_lazy("These entries share their rank: neither their score nor any criterion parts them.")
    action_label = gettext_lazy("Record the ruling")

    def find(self):
        self.groups = [group for board in boards_for(self.request.user, self.round) for group in board.tied]

    def get_form_kwargs(self):
        entries = [
            (_("Rank %(rank)s") % {"rank": group[0].rank}, [(str(row.candidacy.pk), row.name) for row in group])
            for group in self.groups
        ]
        return super().get_form_kwargs() | {"entries": entries}

    def points(self):
        rulings = TieRuling.objects.filter(above__round=self.round).select_related("above", "below")
        return [
            _("Ruled: %(code)s above %(code2)s. %(reason)s")
            % {"code": ruling.above.code, "code2": ruling.below.code, "reason": ruling.reason}
            for ruling in rulings
        ]

    def blockers(self):
        if self.round.state != RoundState.CLOSED:
            return [_("Ties are ruled on when the round has closed, and before the figures are sealed.")]
        return [] if self.groups else [_("No two entries share a rank.")]

    def act(self, cleaned):
        entries = {str(row.candidacy.pk): row.candidacy for group in self.groups for row in group}
        above, below = entries[cleaned["above"]], entries[cleaned["below"]]
        rule_on_tie(above=above, below=below, reason=cleaned["reason"], by=self.request.user)
        return _("%(code)s stands above %(code2)s.") % {"code": above.code, "code2": below.code}


class SealFigures(LeadAct):
    rule = rules.is_chair & rules.may_see_live_results
    form_class = forms.Form
    back = "judging:results"
    title = gettext_lazy("Seal the figures")
    text = gettext_lazy("From here on no mark of this round changes.")
    action_label = gettext_lazy("Seal the figures")

    def points(self):
        boards = boards_for(self.request.user, self.round)
        return [
            *self.gaps(boards),
            _("A hash of every mark, the rubric and the bar is kept with the seal and mailed to the auditor."),
            _("After the seal you decide entry by entry."),
        ]

    def gaps(self, boards):
        unmarked = sum(len(board.unmarked) for board in boards)
        short = sum(row.result.missing > 0 for board in boards for row in board.rows)
        tied = sum(len(group) for board in boards for group in board.tied)
        sentences = (
            (unmarked, _("Entries that have no complete scorecard and stay unranked: %(count)d.")),
            (short, _("Entries with fewer scorecards than jurors were wanted: %(count)d.")),
            (tied, _("Entries that share a rank; once sealed, no tie is ruled on: %(count)d.")),
        )
        return [sentence % {"count": count} for count, sentence in sentences if count]

    def blockers(self):
        if self.round.state == RoundState.CLOSED:
            return []
        return [
            _("The round is at “%(label)s”: figures are sealed when it has closed, and once.")
            % {"label": self.round.state.label}
        ]

    def act(self, cleaned):
        ask_for_seal(round=self.round, by=self.request.user)
        return _("The full model is running. The figures are sealed when it ends.")

    def get_success_url(self):
        return reverse("judging:sealing" if self.round.sealings.exists() else self.back, args=[self.round.pk])


class SealingProgress(LeadPage, TemplateView):
    """How far the seal is that the chair asked for; the page asks again by itself until there is an end."""

    rule = rules.is_chair & rules.may_see_live_results
    template_name = "judging/chair_sealing.html"
    page = "judging:results"

    def get_context_data(self, **kwargs):
        sealing = self.round.sealings.select_related("seal").last()
        if sealing is None:
            raise Http404
        return super().get_context_data(sealing=sealing, **kwargs)
