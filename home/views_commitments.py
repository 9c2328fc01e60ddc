from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from accounts.typed import whole_number
from home.actions import finish_commitment
from home.commitment_forms import ReportForm
from home.models import AwardCommitment
from nominations.views.common import NominationMixin


@method_decorator(never_cache, name="dispatch")
class MyCommitments(NominationMixin, TemplateView):
    """What the company promised with its award, and where it says that something is done. Without a promise no such page."""

    template_name = "home/commitments.html"

    @cached_property
    def commitments(self):
        told = AwardCommitment.objects.told().filter(award__nomination=self.nomination).with_context()
        return list(told) or not_there()

    def get_context_data(self, *, reported=None, **kwargs):
        rows = [(each, self._form_for(each, reported)) for each in self.commitments]
        return super().get_context_data(commitments=rows, **kwargs)

    def post(self, request, *args, **kwargs):
        pk = whole_number(request.POST.get("commitment", ""))
        commitment = next((each for each in self.commitments if each.pk == pk), None) or not_there()
        form = ReportForm(request.POST, auto_id=f"{commitment.pk}-%s")
        if form.is_valid() and self._report(commitment, form):
            messages.success(request, _("Thank you. The prize office knows that it is done."))
            return redirect("commitments:mine", self.nomination.pk)
        return self.render_to_response(self.get_context_data(reported=form))

    def _report(self, commitment, form):
        try:
            finish_commitment(commitment=commitment, by=self.request.user, note=form.cleaned_data["note"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        return True

    @staticmethod
    def _form_for(commitment, reported):
        if not commitment.is_open:
            return None
        if reported is not None and reported.data["commitment"] == str(commitment.pk):
            return reported
        return ReportForm(initial={"commitment": commitment.pk}, auto_id=f"{commitment.pk}-%s")


def not_there():
    raise Http404("Nothing was promised with this entry.")
