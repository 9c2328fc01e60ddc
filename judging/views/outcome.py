from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from accounts.documents import NoDocumentsError, makes_documents, pdf_of
from accounts.links import absolute
from judging.outcomes import sent_report, told_outcomes
from judging.views.common import JudgingPage
from nominations.views.common import NominationMixin

# Seconds for which a drawn report is kept.
KEPT = 24 * 60 * 60


class Outcome(JudgingPage, NominationMixin, TemplateView):
    """For those who work on the nomination. Before the announcement there is no such page."""

    template_name = "judging/outcome.html"

    def get_context_data(self, **kwargs):
        told = told_outcomes(self.nomination)
        if not told:
            raise Http404
        return super().get_context_data(told=told, zone=self.nomination.edition.zone, **kwargs)


class ReportMixin(JudgingPage, NominationMixin):
    """A report that was sent, for those who work on the nomination."""

    def report(self):
        report = sent_report(self.nomination, self.kwargs["report"])
        if report is None:
            raise Http404
        return report


class Feedback(ReportMixin, TemplateView):
    template_name = "judging/feedback.html"

    def get_context_data(self, **kwargs):
        report = self.report()
        # The address names the report by its number; the page means the report itself.
        about = {"report": report, "content": report.content, "zone": self.nomination.edition.zone}
        return super().get_context_data(**kwargs | about | {"offers_pdf": makes_documents()})


class FeedbackDocument(ReportMixin, View):
    """The same as PDF. A sent report never changes, so what was drawn once is kept."""

    def get(self, request, *args, **kwargs):
        report = self.report()
        name = f"feedback-{self.nomination.reference_code or report.pk}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        try:
            content = cache.get_or_set(
                f"feedback.{report.pk}.{report.sent_at:%Y%m%d%H%M%S}", lambda: self.draw(report), KEPT
            )
        except NoDocumentsError:
            messages.error(request, _("This site cannot make PDF files. Print the page instead: it is made for paper."))
            return redirect("outcomes:feedback", self.nomination.pk, report.pk)
        return HttpResponse(content, content_type="application/pdf", headers=headers)

    def draw(self, report):
        edition = self.nomination.edition
        context = {"report": report, "content": report.content, "edition": edition, "zone": edition.zone}
        context["site"] = absolute("/").rstrip("/")
        return pdf_of("documents/feedback.html", context)
