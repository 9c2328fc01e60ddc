"""What a company asks of a service: sent, answered by link, and followed by who sent it."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView

from accounts.by_link import ByLink
from accounts.models import Organisation
from prizes.actions import (
    answer_service_request,
    decline_service_request,
    send_service_request,
    withdraw_service_request,
)
from prizes.enums import SERVICE_REQUEST, ServiceRequestState
from prizes.forms.services import RequestAnswerForm, RequestForm
from prizes.models import ServiceRequest, SupportService
from prizes.rules import has_verified_address, takes_requests


@method_decorator(never_cache, name="dispatch")
class AskService(LoginRequiredMixin, FormView):
    form_class = RequestForm
    template_name = "prizes/ask_service.html"

    @cached_property
    def service(self):
        service = get_object_or_404(SupportService.objects.public().for_listing(), pk=self.kwargs["pk"])
        if not takes_requests(self.request.user, service):
            raise Http404("This service takes no requests.")
        return service

    @cached_property
    def waiting(self):
        """What this person asked of the service before, and has no answer to yet."""
        return ServiceRequest.objects.of_person(self.request.user).open().filter(service=self.service).first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"service": self.service, "person": self.request.user}

    def get_initial(self):
        company = Organisation.objects.current().of_person(self.request.user).first()
        return {"company_name": company.name, "place": company.city} if company else {}

    def get_context_data(self, **kwargs):
        is_verified = has_verified_address(self.request.user)
        return super().get_context_data(
            service=self.service,
            waiting=self.waiting,
            is_verified=is_verified,
            may_write=is_verified and not self.waiting,
            **kwargs,
        )

    def form_valid(self, form):
        if not has_verified_address(self.request.user):
            return self.form_invalid(form)
        try:
            send_service_request(service=self.service, by=self.request.user, **form.told())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Your request is on its way to %(provider)s. The answer comes by e-mail, and stands here.")
            % {"provider": self.service.provider.name},
        )
        return redirect("prizes:my_requests")


@method_decorator(never_cache, name="dispatch")
class MyRequests(LoginRequiredMixin, ListView):
    template_name = "prizes/my_requests.html"
    context_object_name = "requests"
    paginate_by = 50

    def get_queryset(self):
        return ServiceRequest.objects.of_person(self.request.user).with_context()


class WithdrawRequest(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        sent = get_object_or_404(ServiceRequest.objects.of_person(request.user), pk=pk)
        try:
            withdraw_service_request(request=sent, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Your request is taken back. The provider is told."))
        return redirect("prizes:my_requests")


class AnswerRequest(ByLink):
    purposes = (SERVICE_REQUEST,)
    form_class = RequestAnswerForm
    template_name = "prizes/answer_request.html"
    closed_template_name = "prizes/answer_request_closed.html"

    @cached_property
    def asked(self):
        found = ServiceRequest.objects.with_context().filter(pk=self.invitation.target).first()
        if found is None:
            raise Http404("The request is gone.")
        return found

    def may_be_answered(self):
        return self.asked.state == ServiceRequestState.SENT

    def answer(self, *, invitation, outcome, answer, name, by):
        act = answer_service_request if outcome == RequestAnswerForm.ANSWER else decline_service_request
        act(invitation=invitation, answer=answer, name=name, by=by)

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.asked, **kwargs)
