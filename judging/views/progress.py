"""How far the round is, and what its chair and the office do about it while it runs."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from judging import rules
from judging.actions import recuse, remind_by_hand, reopen_scorecard, waive
from judging.enums import DeclarationKind, ScorecardState
from judging.models import Assignment, Declaration, Scorecard, Seat
from judging.progress import progress_of
from judging.scoreboard import categories_for
from judging.views.leading import LeadAct, LeadPage


class RoundProgress(LeadPage, TemplateView):
    template_name = "judging/chair_progress.html"
    page = "judging:round"

    def get_context_data(self, **kwargs):
        person = self.request.user
        return super().get_context_data(
            progress=progress_of(self.round, categories_for(person, self.round)),
            may_remind=self.round.is_open and rules.may_assign(person, self.round),
            named=rules.is_office(person, self.round) or not self.round.blind,
            **kwargs,
        )


class Remind(LeadAct):
    """Exactly those who have something to hand in, and nobody twice on one day."""

    rule = rules.may_assign
    form_class = forms.Form
    title = gettext_lazy("Remind the jurors who have not finished")
    text = gettext_lazy("Each of them gets one mail that says how many entries are left and when the round closes.")
    action_label = gettext_lazy("Send the reminders")

    def points(self):
        progress = progress_of(self.round, self.round.round_categories.all())
        return [
            _("%(juror)s: %(entries)s not handed in") % {"juror": row.juror, "entries": row.assigned - row.handed_in}
            for row in progress.unfinished
        ]

    def blockers(self):
        if not self.round.is_open:
            return [_("Jurors are reminded while the round is open.")]
        return [] if self.points() else [_("Everybody has handed in.")]

    def act(self, cleaned):
        reminded = remind_by_hand(round=self.round, by=self.request.user)
        if not reminded:
            return _("Everybody concerned was reminded today already; nobody is told twice on one day.")
        return f"{len(reminded)} {'juror was' if len(reminded) == 1 else 'jurors were'} reminded."


class Conflicts(LeadPage, TemplateView):
    """What the round's jurors declared, and what was waived: this page is the minutes of it."""

    template_name = "judging/chair_conflicts.html"
    page = "judging:conflicts"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=[self.row(declaration) for declaration in self.declarations()], **kwargs)

    def declarations(self):
        jurors = Seat.objects.filter(panel__round=self.round).values("juror")
        tied = Declaration.objects.filter(edition=self.round.edition, juror__in=jurors).exclude(
            kind=DeclarationKind.NONE
        )
        here = self.round.candidacies.values("nomination__organisation")
        rows = tied.filter(organisation__in=here).select_related("juror", "organisation", "waiver__given_by")
        return rows.prefetch_related("ties").order_by("-kind", "organisation__name", "juror__name")

    def row(self, declaration):
        waivable = declaration.kind == DeclarationKind.EXCLUDE and not hasattr(declaration, "waiver")
        return {
            "declaration": declaration,
            "waiver": getattr(declaration, "waiver", None),
            "may_waive": waivable and rules.leads_round(self.request.user, self.round),
        }


class Waive(LeadAct):
    rule = rules.leads_round
    back = "judging:conflicts"
    title = gettext_lazy("Waive this exclusion")
    label = gettext_lazy("Why may this juror judge all the same?")
    action_label = gettext_lazy("Waive it")

    def find(self):
        rows = Declaration.objects.filter(edition=self.round.edition).select_related("juror", "organisation", "edition")
        self.declaration = get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def text(self):
        return _("%(juror)s declared a tie to %(organisation)s that excludes.") % {
            "juror": self.declaration.juror,
            "organisation": self.declaration.organisation,
        }

    def points(self):
        return [
            _("What was declared: %(note)s.") % {"note": self.declaration.note or _("no note")},
            _("The juror may be assigned entries of this company again, and may open them."),
            _("The waiver and its reason stand in the minutes and cannot be taken back."),
        ]

    def blockers(self):
        if rules.may_waive(self.request.user, self.declaration, self.round):
            return []
        return [_("The chair waives, the deputy where the chair is tied to the company, and nobody their own.")]

    def act(self, cleaned):
        waive(declaration=self.declaration, round=self.round, reason=cleaned["reason"], by=self.request.user)
        return _("The exclusion of %(juror)s is waived.") % {"juror": self.declaration.juror}


class RecuseJuror(LeadAct):
    rule = rules.may_assign
    title = gettext_lazy("Take this juror off the entry")
    label = gettext_lazy("Why are they not free to judge it?")
    action_label = gettext_lazy("Recuse the juror")
    kind = "danger"

    def find(self):
        rows = Assignment.objects.active().in_round(self.round)
        rows = rows.select_related("juror", "candidacy__round__edition__prize", "candidacy__nomination__organisation")
        self.assignment = get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def text(self):
        return _("%(juror)s on entry %(code)s.") % {
            "juror": self.assignment.juror,
            "code": self.assignment.candidacy.code,
        }

    def points(self):
        return [_("What they marked is kept, and counts no more."), _("The entry may need another juror.")]

    def blockers(self):
        return [_("The figures of this round are sealed.")] if self.round.standing_seals else []

    def get_success_url(self):
        return reverse("judging:round", args=[self.round.pk])

    def act(self, cleaned):
        recuse(assignment=self.assignment, reason=cleaned["reason"], by=self.request.user)
        return _("%(juror)s is off entry %(code)s.") % {
            "juror": self.assignment.juror,
            "code": self.assignment.candidacy.code,
        }


class Reopen(LeadAct):
    rule = rules.leads_round
    title = gettext_lazy("Reopen this scorecard")
    label = gettext_lazy("Why must it be looked at once more?")
    action_label = gettext_lazy("Reopen it")

    def find(self):
        rows = Scorecard.objects.in_round(self.round).assigned().filter(state=ScorecardState.SUBMITTED)
        rows = rows.select_related("juror", "candidacy__round__edition__prize", "candidacy__round_category")
        self.card = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not rules.may_reopen(self.request.user, self.card):
            raise Http404

    @property
    def text(self):
        return _("The card of %(juror)s on entry %(code)s was handed in.") % {
            "juror": self.card.juror,
            "code": self.card.candidacy.code,
        }

    def points(self):
        return [
            _("The juror is told, with your reason, and may change every mark."),
            _("What they said before is kept."),
            _("The figures cannot be sealed before it is handed in again."),
        ]

    def blockers(self):
        return [_("The figures of this round are sealed.")] if self.round.standing_seals else []

    def get_success_url(self):
        return reverse("judging:result", args=[self.round.pk, self.card.candidacy_id])

    def act(self, cleaned):
        reopen_scorecard(scorecard=self.card, reason=cleaned["reason"], by=self.request.user)
        return _("The card of %(juror)s is open again.") % {"juror": self.card.juror}
