"""The chair reads what was written for entrants, entry by entry; the office looks at any report and sends them all."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from judging import rules
from judging.actions.feedback import due_candidacies, edit_feedback, feedback_points, send_feedback
from judging.feedback import Contents, entrant_remarks, pending
from judging.forms import FeedbackForm
from judging.scoreboard import name_of, readable_candidacies
from judging.views.leading import LeadAct, LeadPage, ResultsPage


class FeedbackList(LeadPage, TemplateView):
    """Every entry with what is still to be read, and when its report went out."""

    rule = rules.may_see_feedback
    template_name = "judging/chair_feedback.html"
    page = "judging:feedback"

    def get_context_data(self, **kwargs):
        rows = readable_candidacies(self.request.user, self.round).annotate_names()
        rows = list(rows.select_related("feedback", "round_category__category", "round"))
        remarks = list(entrant_remarks(rows))
        waiting = {remark.scorecard.candidacy_id for remark in pending(remarks)}
        named = rules.is_office(self.request.user, self.round) or not self.round.blind
        return super().get_context_data(
            rows=[self.row(row, remarks, waiting, named=named) for row in rows],
            waiting=len(waiting),
            may_send=rules.may_announce(self.request.user, self.round),
            **kwargs,
        )

    def row(self, candidacy, remarks, waiting, *, named):
        report = getattr(candidacy, "feedback", None)
        return {
            "candidacy": candidacy,
            "name": name_of(candidacy, named=named),
            "comments": sum(remark.scorecard.candidacy_id == candidacy.pk for remark in remarks),
            "waits": candidacy.pk in waiting,
            "sent_at": report.sent_at if report else None,
        }


class EditFeedback(LeadAct):
    """One entry: each comment as the juror wrote it, and the chair's word on it."""

    rule = rules.leads_round & rules.may_see_feedback
    form_class = FeedbackForm
    template_name = "judging/chair_feedback_entry.html"
    back = "judging:feedback"
    action_label = gettext_lazy("Save the feedback")

    def find(self):
        rows = readable_candidacies(self.request.user, self.round).annotate_names()
        self.candidacy = get_object_or_404(
            rows.select_related("feedback", "nomination", "round_category"), pk=self.kwargs["pk"]
        )
        if not rules.may_edit_feedback(self.request.user, self.candidacy):
            raise Http404
        self.remarks = list(entrant_remarks([self.candidacy]))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"remarks": self.remarks}

    def get_initial(self):
        report = getattr(self.candidacy, "feedback", None)
        return {"strengths": report.strengths, "next_steps": report.next_steps} if report else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            name=name_of(self.candidacy, named=not self.round.blind), candidacy=self.candidacy, **kwargs
        )

    def blockers(self):
        report = getattr(self.candidacy, "feedback", None)
        return [_("This report was sent; it stays as the entrant has read it.")] if report and report.sent_at else []

    def act(self, cleaned):
        edit_feedback(
            candidacy=self.candidacy,
            by=self.request.user,
            edits=self.get_form().edits_of(cleaned),
            strengths=cleaned["strengths"],
            next_steps=cleaned["next_steps"],
        )
        return _("The feedback on %(code)s is saved.") % {"code": self.candidacy.code}


class PreviewFeedback(ResultsPage, TemplateView):
    """The report of one entry as it would be sent now, or as it was sent."""

    rule = rules.may_see_feedback
    template_name = "judging/chair_feedback_preview.html"
    page = "judging:feedback"

    def get_context_data(self, **kwargs):
        rows = readable_candidacies(self.request.user, self.round).annotate_names().select_related("feedback", "round")
        candidacy = get_object_or_404(rows, pk=self.kwargs["pk"])
        report = getattr(candidacy, "feedback", None)
        sent = report is not None and report.sent_at is not None
        named = rules.is_office(self.request.user, self.round) or not self.round.blind
        return super().get_context_data(
            name=name_of(candidacy, named=named),
            content=report.content if sent else Contents(self.round).of(candidacy, report),
            report=report,
            **kwargs,
        )

    def looked_at(self):
        return super().looked_at() | {"candidacy": str(self.kwargs["pk"])}


class SendFeedback(LeadAct):
    rule = rules.may_announce & rules.may_see_feedback
    form_class = forms.Form
    back = "judging:feedback"
    title = gettext_lazy("Send the feedback")
    text = gettext_lazy("Every entrant who has been told an outcome gets the report, and a mail that says so.")
    action_label = gettext_lazy("Send the feedback")

    def points(self):
        count = len(due_candidacies(self.round))
        return [
            ngettext("%(count)d report goes out now.", "%(count)d reports go out now.", count) % {"count": count},
            _("From then on it stays as it was sent."),
        ]

    def blockers(self):
        return feedback_points(self.round)

    def act(self, cleaned):
        sent = send_feedback(round=self.round, by=self.request.user)
        return ngettext("%(count)d report is sent.", "%(count)d reports are sent.", len(sent)) % {"count": len(sent)}
