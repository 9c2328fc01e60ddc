from copy import copy

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from accounts.backoffice.views import add_refusal
from accounts.by_link import ByLink
from network.actions import claims, confirming, profiles
from network.claiming import FOUND_AT_MOST, claimable_organisations
from network.completeness import points_of
from network.directory import profile_context
from network.enums import MOST_PICTURES, ClaimState
from network.forms.profiles import (
    ClaimForm,
    EndClaimForm,
    FindForm,
    ProfileForm,
    equipment_formset,
    place_names,
)
from network.models import CapabilityProfile, Claim
from network.rules.profiles import ends_claim_for_company, is_own_claim, keeps
from network.sheet import sheet_of
from network.standing import is_due, next_step, standings_of
from network.versions import version_of
from nominations.actions import own_organisations

PICTURE_FIELDS = ("picture_description", "picture_credit", "picture_rights", "taken_off")


class EmptyForm(forms.Form):
    """Nothing to type: the press of the button says it."""


@method_decorator(never_cache, name="dispatch")
class MyCompanies(LoginRequiredMixin, TemplateView):
    template_name = "network/my_companies.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(standings=standings_of(self.request.user), **kwargs)


@method_decorator(never_cache, name="dispatch")
class ClaimCompany(LoginRequiredMixin, FormView):
    """Find the company among those that everybody knows, or name it."""

    form_class = ClaimForm
    template_name = "network/claim.html"

    @cached_property
    def own(self):
        return own_organisations(self.request.user)

    @cached_property
    def claimable(self):
        return claimable_organisations(self.own)

    @cached_property
    def find_form(self):
        return FindForm(self.request.GET if "q" in self.request.GET else None)

    @cached_property
    def asked(self):
        return self.find_form.cleaned_data["q"] if self.find_form.is_valid() else ""

    @cached_property
    def found(self):
        if not self.asked:
            return []
        return list(self.claimable.filter(name__icontains=self.asked).order_by("name")[:FOUND_AT_MOST])

    def get_form_kwargs(self):
        claimed = Claim.objects.open().of_person(self.request.user).values("organisation")
        own = self.claimable.filter(pk__in=[each.pk for each in self.own]).exclude(pk__in=claimed)
        shown = {each.pk: each for each in [*self.found, *own]}
        return super().get_form_kwargs() | {"shown": shown.values(), "claimable": self.claimable}

    def get_initial(self):
        if self.asked and not self.found:
            return {"organisation": ClaimForm.NEW, "organisation_name": self.asked}
        return {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(find_form=self.find_form, asked=self.asked, found=self.found, **kwargs)

    def form_valid(self, form):
        try:
            claim = claims.claim_company(by=self.request.user, **form.arguments())
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        return self._welcome(claim)

    def _welcome(self, claim):
        if claim.state != ClaimState.GRANTED:
            messages.success(self.request, _("Thank you. The prize office checks it and writes to you."))
            return redirect("profiles:mine")
        said = _("Your address shows that you work there: you speak for %(company)s from now on.")
        messages.success(self.request, said % {"company": claim.organisation})
        return redirect("profiles:edit", CapabilityProfile.objects.get(organisation=claim.organisation).pk)


@method_decorator(never_cache, name="dispatch")
class EndClaim(LoginRequiredMixin, FormView):
    template_name = "network/end_claim.html"

    @cached_property
    def claim(self):
        found = get_object_or_404(Claim.objects.open().select_related("organisation", "person"), pk=self.kwargs["pk"])
        if not ends_claim_for_company(self.request.user, found):
            raise Http404
        return found

    @property
    def is_own(self):
        return is_own_claim(self.request.user, self.claim)

    def get_form_class(self):
        return EmptyForm if self.is_own else EndClaimForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(claim=self.claim, is_own=self.is_own, **kwargs)

    def form_valid(self, form):
        try:
            claims.end_claim(claim=self.claim, by=self.request.user, reason=form.cleaned_data.get("reason", ""))
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("It is ended."))
        return redirect("profiles:mine")


class KeptProfileMixin(LoginRequiredMixin):
    """A page about one profile, for who speaks for its company; for everybody else there is none."""

    @cached_property
    def profile(self):
        return find_kept(self.request.user, self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(profile=self.profile, step=next_step(self.profile), **kwargs)


def find_kept(person, pk):
    found = get_object_or_404(CapabilityProfile.objects.whole(), pk=pk)
    if not keeps(person, found):
        raise Http404
    return found


@method_decorator(never_cache, name="dispatch")
class EditProfile(KeptProfileMixin, FormView):
    form_class = ProfileForm
    template_name = "network/edit_profile.html"

    def get_form_kwargs(self):
        # A form writes into its row; the profile stays as it is saved, for what is shown beside the form.
        return super().get_form_kwargs() | {"instance": copy(self.profile)}

    def get_initial(self):
        return {"base": version_of(self.profile)}

    @cached_property
    def equipment(self):
        return equipment_formset(self.request.POST if self.request.method == "POST" else None, self.profile)

    def get_context_data(self, **kwargs):
        points = points_of(self.profile)
        return super().get_context_data(
            equipment=self.equipment,
            places=place_names(),
            points=points,
            there=sum(point.is_there for point in points),
            picture_fits=len(self.profile.pictures.all()) < MOST_PICTURES,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        # Both are looked through, so that all that is wrong is said at once.
        if not all([form.is_valid(), self.equipment.is_valid()]):
            return self.form_invalid(form)
        return self.form_valid(form)

    def form_valid(self, form):
        try:
            self._save(form)
        except profiles.StaleProfile as refusal:
            return self._show_both(form, refusal)
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        if "publish" in self.request.POST:
            return self._publish()
        messages.success(self.request, _("The profile is saved."))
        return redirect("profiles:edit", self.profile.pk)

    def form_invalid(self, form):
        if not self.equipment.is_valid():
            form.add_error(None, _("One of the machines has to be looked at: see “Equipment” below."))
        self._ask_for_the_file(form)
        return self.render_to_response(self.get_context_data(form=form))

    def _save(self, form):
        person = self.request.user
        profiles.save_profile(
            profile=self.profile,
            facts=form.facts(),
            terms=form.terms(),
            equipment=self.equipment.rows(),
            base=form.cleaned_data["base"],
            picture=form.new_picture(),
            taken_off=form.taken_off(),
            by=person,
        )

    def _publish(self):
        """What was typed is kept even where something is missing before it is public."""
        try:
            profiles.publish_profile(profile=self.profile, by=self.request.user)
        except ValidationError as refusal:
            return self._saved_but_not_public(refusal)
        messages.success(self.request, _("The profile is public."))
        return redirect("profiles:mine")

    def _saved_but_not_public(self, refusal):
        del self.profile
        data = self._with_base(self.request.POST)
        for name in PICTURE_FIELDS:
            data.pop(name, None)
        form = ProfileForm(data, instance=copy(self.profile))
        form.is_valid()
        add_refusal(form, refusal)
        messages.info(self.request, _("What you wrote is saved. It is not public yet."))
        return self.render_to_response(self.get_context_data(form=form))

    def _show_both(self, form, refusal):
        form.data = self._with_base(form.data)
        form.add_error(None, refusal)
        self._ask_for_the_file(form)
        return self.render_to_response(self.get_context_data(form=form, theirs=self._theirs(form)))

    def _ask_for_the_file(self, form):
        if self.request.FILES:
            form.add_error("picture", _("Choose the file again: your browser does not keep it."))

    def _with_base(self, posted):
        """What was typed, upon the version that stands now."""
        data = posted.copy()
        data["base"] = version_of(self.profile)
        return data

    def _theirs(self, form):
        """Label and text of every field in which what is saved differs from what was typed."""
        saved = dict(sheet_of(self.profile))
        mine = dict(sheet_of(form.instance, terms=form.terms(), equipment=self.equipment.rows()))
        return [(label, text) for label, text in saved.items() if text != mine.get(label)]


@method_decorator(never_cache, name="dispatch")
class PreviewProfile(KeptProfileMixin, TemplateView):
    """As the public will see it, with the one act that is due above it."""

    template_name = "network/profile_preview.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(preview=True, is_due=is_due(self.profile), **kwargs)
        return context | profile_context(self.profile, self.request)


@require_POST
@login_required
def publish(request, pk):
    return _do(request, pk, profiles.publish_profile, _("The profile is public."))


@require_POST
@login_required
def withdraw(request, pk):
    return _do(request, pk, profiles.withdraw_profile, _("The profile is off the directory. You can publish it again."))


@require_POST
@login_required
def confirm(request, pk):
    return _do(request, pk, confirming.confirm_profile, _("Thank you. The profile is confirmed for another year."))


def _do(request, pk, act, done):
    profile = find_kept(request.user, pk)
    try:
        act(profile=profile, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("profiles:edit", profile.pk)
    messages.success(request, done)
    return redirect("profiles:mine")


class ConfirmByLink(ByLink):
    """The company reads its profile and says that it is right."""

    purposes = confirming.PURPOSES
    form_class = EmptyForm
    template_name = "network/confirm.html"
    closed_template_name = "network/confirm_closed.html"

    @cached_property
    def profile(self):
        return get_object_or_404(CapabilityProfile.objects.whole(), pk=self.invitation.target)

    def may_be_answered(self):
        return confirming.may_link_confirm(self.invitation, self.profile)

    def answer(self, **given):
        confirming.confirm_by_link(**given)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(profile=self.profile, **kwargs)
        # Whom the link no longer serves is shown nothing of the profile.
        return context | {"rows": sheet_of(self.profile)} if self.is_open else context
