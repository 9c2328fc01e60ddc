"""Where a provider says, once a year, whether what is said of its service is right."""

from django.http import Http404
from django.utils.functional import cached_property

from accounts.by_link import ByLink
from prizes.actions import confirm_service, remark_on_service
from prizes.enums import SERVICE_REVIEW
from prizes.forms.services import ConfirmForm
from prizes.models import SupportService
from prizes.views.support import facts_of


class ConfirmService(ByLink):
    purposes = (SERVICE_REVIEW,)
    form_class = ConfirmForm
    template_name = "prizes/confirm_service.html"
    closed_template_name = "prizes/confirm_service_closed.html"

    @cached_property
    def service(self):
        found = SupportService.objects.for_telling().filter(pk=self.invitation.target).first()
        if found is None:
            raise Http404("The service is gone.")
        return found

    def may_be_answered(self):
        return self.service is not None

    def answer(self, *, invitation, answer, remark, by):
        if answer == ConfirmForm.RIGHT:
            confirm_service(invitation=invitation, by=by)
        else:
            remark_on_service(invitation=invitation, remark=remark, by=by)

    def get_context_data(self, **kwargs):
        return super().get_context_data(service=self.service, facts=facts_of(self.service), **kwargs)
