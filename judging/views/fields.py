"""The fields that a juror knows, named by themselves: what assignment goes by."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView

from judging.actions.planning import set_expertise
from judging.forms import FieldsForm, fields_of
from judging.rules import seats_held
from judging.views.common import JudgingPage


class Fields(JudgingPage, FormView):
    form_class = FieldsForm
    template_name = "judging/fields.html"
    success_url = reverse_lazy("judging:queue")

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not seats_held(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return fields_of(self.request.user)

    def form_valid(self, form):
        set_expertise(juror=self.request.user, terms=form.terms(), by=self.request.user)
        messages.success(self.request, _("Your fields are saved. The next assignment goes by them."))
        return redirect(self.get_success_url())
