"""The minutes of a round, as a page and as a document. Each look is an event, as they hold figures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from accounts.documents import NoDocumentsError, makes_documents, pdf_of
from judging import rules
from judging.commitments import checks_of
from judging.minutes import minutes_of
from judging.views.leading import LeadPage, ResultsPage, note_export


class MinutesPage(ResultsPage, TemplateView):
    template_name = "judging/chair_minutes.html"
    page = "judging:minutes"

    def get_context_data(self, **kwargs):
        minutes = minutes_of(self.round, self.request.user)
        return super().get_context_data(minutes=minutes, offers_pdf=makes_documents(), **kwargs)


class Commitments(LeadPage, TemplateView):
    """Has any card moved since it was handed in? A juror asks it of their own, the auditor of all."""

    rule = rules.may_check_commitments
    template_name = "judging/commitments.html"
    page = "judging:commitments"

    def get_context_data(self, **kwargs):
        person = self.request.user
        audits = rules.is_round_auditor(person, self.round)
        checks = checks_of(self.round, None if audits else person)
        return super().get_context_data(
            checks=checks, audits=audits, moved=sum(not check.holds for check in checks), **kwargs
        )


class MinutesDocument(LeadPage, View):
    rule = rules.may_see_results

    def get(self, request, *args, **kwargs):
        zone = self.round.edition.zone
        context = {"minutes": minutes_of(self.round, request.user), "zone": zone, "now": timezone.now()}
        try:
            content = pdf_of("documents/minutes.html", context)
        except NoDocumentsError:
            messages.error(request, _("This site cannot make PDF files. Print the page instead: it is made for paper."))
            return redirect("judging:minutes", self.round.pk)
        note_export(self.round, by=request.user, kind="minutes")
        name = f"minutes-{slugify(self.round.edition.name)}-{self.round.key}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type="application/pdf", headers=headers)
