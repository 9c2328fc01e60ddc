"""An honored company says whether those who look for its like may come to it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from network.actions.approach import agree_to_approach, withdraw_from_approach
from network.forms.industry import ApproachForm
from network.industry_steps import award_to_be_approached_for
from network.models import ApproachConsent
from network.rules.industry import may_consent_to_approach
from nominations.views.common import NominationMixin


class Consent(NominationMixin, FormView):
    """Before the award is public there is no such page."""

    template_name = "network/approach.html"
    form_class = ApproachForm

    @cached_property
    def award(self):
        award = award_to_be_approached_for(self.nomination)
        if award is None or not may_consent_to_approach(self.request.user, award):
            raise Http404("There is nothing to agree to.")
        return award

    @cached_property
    def consent(self):
        return ApproachConsent.objects.filter(award=self.award).first()

    def get_initial(self):
        return {"about": self.consent.about if self.consent else ""}

    def get_context_data(self, **kwargs):
        in_force = self.consent is not None and self.consent.withdrawn_at is None
        return super().get_context_data(award=self.award, consent=self.consent, in_force=in_force, **kwargs)

    def post(self, request, *args, **kwargs):
        _award = self.award
        return self.withdraw() if "withdraw" in request.POST else super().post(request, *args, **kwargs)

    def withdraw(self):
        try:
            withdraw_from_approach(award=self.award, by=self.request.user)
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
        else:
            messages.success(self.request, _("You are no longer on the list."))
        return redirect(self.request.path)

    def form_valid(self, form):
        try:
            agree_to_approach(award=self.award, about=form.cleaned_data["about"], by=self.request.user)
        except ValidationError as refusal:
            form.add_error("about", refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("You are on the list of companies that may be approached."))
        return redirect(self.request.path)
