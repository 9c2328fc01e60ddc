from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView, FormView, UpdateView

from accounts import actions, rules
from accounts.enums import InvitationState
from accounts.forms import AffiliationForm, ErasureForm, ProfileForm
from accounts.invitations import purpose_named
from accounts.joining import remember_invitation
from accounts.models import Invitation, Person
from accounts.navigation import Link


def back_office_door(request):
    return Link(_("Back office"), settings.BACK_OFFICE_PATH) if rules.holds_any_role(request.user) else None


class ProfileView(LoginRequiredMixin, UpdateView):
    form_class = ProfileForm
    template_name = "accounts/profile.html"
    success_url = reverse_lazy("people:profile")

    def get_object(self, queryset=None):
        # A row of its own: a form that fails must not change the name in the page's header.
        return Person.objects.get(pk=self.request.user.pk)

    def get_context_data(self, **kwargs):
        affiliations = self.request.user.affiliations.select_related("organisation")
        return super().get_context_data(**kwargs) | {
            "affiliations": affiliations,
            "proposal": self.proposal(affiliations),
            "affiliation_form": AffiliationForm(),
        }

    def proposal(self, affiliations):
        organisation = actions.propose_organisation(self.request.user.email)
        if organisation in [row.organisation for row in affiliations if row.ended_on is None]:
            return None
        return organisation

    def form_valid(self, form):
        actions.change_person(person=self.request.user, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("Your profile is saved."))
        return redirect(self.success_url)


class AffiliateView(LoginRequiredMixin, FormView):
    form_class = AffiliationForm
    template_name = "accounts/affiliation.html"
    success_url = reverse_lazy("people:profile")

    def form_valid(self, form):
        try:
            self.affiliate(form)
        except ValidationError as refusal:
            form.add_error("name", refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Added to your profile."))
        return super().form_valid(form)

    @transaction.atomic
    def affiliate(self, form):
        person, typed = self.request.user, form.cleaned_data
        organisation = form.known_organisation() or actions.create_organisation(
            name=typed["name"], kind=typed["kind"], by=person
        )
        actions.affiliate(person=person, organisation=organisation, title=typed["title"], by=person)


class EndAffiliationView(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        affiliation = get_object_or_404(request.user.affiliations.current(), pk=pk)
        actions.end_affiliation(affiliation=affiliation, by=request.user)
        messages.success(
            request,
            _("%(organisation)s now stands as a former affiliation.") % {"organisation": affiliation.organisation},
        )
        return redirect("people:profile")


class ExportView(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request):
        data = actions.export_person(person=request.user, by=request.user)
        response = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
        response["Content-Disposition"] = 'attachment; filename="my-data.json"'
        return response


class EraseView(LoginRequiredMixin, FormView):
    form_class = ErasureForm
    template_name = "accounts/erase.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}

    def form_valid(self, form):
        try:
            actions.erase_person(person=self.request.user, by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        logout(self.request)
        messages.success(self.request, _("Your account and what it told about you are erased."))
        return redirect("/")


class InvitationPage(DetailView):
    """Whoever holds the link sees who asks and for what, whatever became of it. An unknown link is 404."""

    template_name = "accounts/invitation.html"
    context_object_name = "invitation"

    def get_object(self, queryset=None):
        rows = Invitation.objects.select_related("invited_by", "prize")
        return get_object_or_404(rows.with_token(self.kwargs["token"]))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        person = self.request.user
        return context | {
            "token": self.kwargs["token"],
            "explanation": actions.REFUSALS.get(self.object.state),
            "login_query": urlencode({"next": self.request.path}),
            "signup_query": urlencode({"next": self.request.path, "email": self.object.address}),
            "is_open": self.object.state == InvitationState.OPEN,
            "other_address": person.is_authenticated and person.email != self.object.address,
        }

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        # The address is the key: it is neither kept by a cache nor sent on to the next site. Stricter than this, a
        # browser would leave the origin out of the answer's own form, and the form would be refused.
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "same-origin"
        return response


class InvitationView(InvitationPage):
    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if not request.user.is_authenticated and self.object.state == InvitationState.OPEN:
            remember_invitation(request, kwargs["token"])
        return response


class AnswerInvitationView(InvitationPage):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        try:
            return self.answer(self.object)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        except rules.NotAllowed:
            messages.error(request, _("Whoever invited you can no longer do so. Please ask the prize office."))
        return redirect("people:invitation", token=kwargs["token"])


class AcceptInvitationView(LoginRequiredMixin, AnswerInvitationView):
    def answer(self, invitation):
        actions.accept_invitation(invitation=invitation, by=self.request.user)
        messages.success(self.request, _("Thank you: you are in."))
        return redirect(purpose_named(invitation.purpose).where_next(invitation))


class DeclineInvitationView(AnswerInvitationView):
    def answer(self, invitation):
        person = self.request.user if self.request.user.is_authenticated else None
        actions.decline_invitation(invitation=invitation, by=person)
        messages.success(self.request, _("You have declined. Thank you for saying so."))
        return redirect("people:invitation", token=self.kwargs["token"])
