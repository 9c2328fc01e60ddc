from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from judging import rules
from judging.actions import declare_on_list, sign_pledge
from judging.declaring import CHOICES, Sheet, declared_by
from judging.forms import PledgeForm
from judging.views.common import RoundPage


class SignPledge(RoundPage, FormView):
    form_class = PledgeForm
    template_name = "judging/pledge.html"

    def get_context_data(self, **kwargs):
        signed = rules.has_signed_pledge(self.request.user, self.round)
        return super().get_context_data(signed=signed, **kwargs)

    def form_valid(self, form):
        sign_pledge(round=self.round, by=self.request.user)
        messages.success(self.request, _("Thank you. Your pledge is on record."))
        return redirect("judging:declare", self.round.pk)


class Declare(RoundPage, TemplateView):
    """One card for each company of the juror's entries; in a blind round the list of all companies."""

    template_name = "judging/declare.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not rules.has_signed_pledge(request.user, self.round):
            return redirect("judging:pledge", self.round.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.show(Sheet(self.round, request.user))

    def post(self, request, *args, **kwargs):
        sheet = Sheet(self.round, request.user, request.POST)
        if not sheet.is_valid():
            return self.show(sheet)
        declare_on_list(round=self.round, juror=request.user, answers=sheet.answers(), by=request.user)
        messages.success(request, _("Thank you. What you declared is on record."))
        return redirect("judging:queue")

    def show(self, sheet):
        return self.render_to_response(
            self.get_context_data(sheet=sheet, choices=CHOICES, declared=declared_by(self.request.user, self.round))
        )
