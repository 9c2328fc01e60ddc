"""The back office of this part: who speaks for a company, and what stands in the directory."""

import django_filters
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from accounts.backoffice import HouseActView, HousePermissionPolicy, HouseViewSet
from accounts.backoffice.work import WorkRow, item_of
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from network.actions import claims, profiles
from network.enums import OPEN_CLAIMS, PROFILE_TRANSITIONS, ClaimState, Freshness, ProfileState
from network.models import CapabilityProfile, Claim
from network.rules.profiles import decides_claim


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("They read it."),
    )


class GrantView(HouseActView):
    page_title = gettext_lazy("Let this person speak for the company")
    label = gettext_lazy("Grant")
    icon_name = "check"
    question = gettext_lazy(
        "Grant it once you know, from somebody other than this person, that they may. They can then change and publish "
        "the company's profile and answer what others write to it. Whoever speaks for it already is told."
    )
    submit_label = gettext_lazy("Grant the claim")

    @classmethod
    def offered_for(cls, row):
        return row.state == ClaimState.WAITING

    def act(self, form):
        claims.grant_claim(claim=self.object, by=self.request.user)
        return _("%(person)s now speaks for %(company)s, and is told.") % {
            "person": self.object.person,
            "company": self.object.organisation,
        }


class RefuseView(HouseActView):
    page_title = gettext_lazy("Refuse the claim")
    label = gettext_lazy("Refuse")
    icon_name = "cross"
    form_class = ReasonForm
    submit_label = gettext_lazy("Refuse the claim")

    @classmethod
    def offered_for(cls, row):
        return row.state == ClaimState.WAITING

    def act(self, form):
        claims.refuse_claim(claim=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("The claim is refused, and the person is told why.")


class EndView(HouseActView):
    page_title = gettext_lazy("End the claim")
    label = gettext_lazy("End")
    icon_name = "cross"
    form_class = ReasonForm
    question = gettext_lazy("The person can no longer change the profile, nor answer for the company.")
    submit_label = gettext_lazy("End the claim")
    destructive = True

    @classmethod
    def offered_for(cls, row):
        return row.state in OPEN_CLAIMS

    def act(self, form):
        claims.end_claim(claim=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("The claim is ended, and the person is told why.")


class HideView(HouseActView):
    page_title = gettext_lazy("Hide the profile")
    label = gettext_lazy("Hide")
    icon_name = "view"
    form_class = ReasonForm
    question = gettext_lazy(
        "It leaves the directory and the search at once. Its company reads the reason, may mend the profile, and cannot "
        "publish it before you give it back."
    )
    submit_label = gettext_lazy("Hide the profile")
    destructive = True

    @classmethod
    def offered_for(cls, row):
        return ProfileState.HIDDEN in PROFILE_TRANSITIONS[row.state]

    def act(self, form):
        profiles.hide_profile(profile=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("The profile of %(company)s is hidden.") % {"company": self.object}


class GiveBackView(HouseActView):
    page_title = gettext_lazy("Give the profile back")
    label = gettext_lazy("Give back")
    icon_name = "undo"
    question = gettext_lazy("It becomes a draft of its company, which reads it once more and publishes it.")
    submit_label = gettext_lazy("Give it back")

    @classmethod
    def offered_for(cls, row):
        return row.state == ProfileState.HIDDEN

    def act(self, form):
        profiles.give_profile_back(profile=self.object, by=self.request.user)
        return _("The profile of %(company)s is its company's again.") % {"company": self.object}


def freshness_of(profile):
    """Of what is published; a draft is not expected to be confirmed."""
    if profile.state != ProfileState.PUBLISHED:
        return ""
    return profile.freshness.label


class ProfileFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        choices=ProfileState.choices, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("State")
    )
    freshness = django_filters.ChoiceFilter(
        choices=Freshness.choices, method="by_freshness", label=gettext_lazy("Confirmation")
    )

    class Meta:
        model = CapabilityProfile
        fields = ["state", "freshness"]

    def by_freshness(self, rows, name, value):
        return rows.filter(state=ProfileState.PUBLISHED).of_freshness(value)


class ProfileViewSet(HouseViewSet):
    """Companies write their profiles themselves; here they are read, hidden and given back."""

    model = CapabilityProfile
    name = "profiles_office"
    icon = "form"
    menu_label = gettext_lazy("Company profiles")
    form_fields = ()
    policy = HousePermissionPolicy(
        CapabilityProfile, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize, writes=()
    )
    acts = {"hide": HideView, "give_back": GiveBackView}
    inspect_view_enabled = True
    inspect_view_fields = [
        "organisation",
        "state",
        "hidden_reason",
        "summary",
        "description",
        "place",
        "batch_least",
        "batch_most",
        "prototype_days",
        "open_to_pilots",
        "website",
        "terms",
        "created_at",
        "published_at",
        "confirmed_at",
        "asked_at",
    ]
    filterset_class = ProfileFilterSet
    search_fields = ["organisation__name", "summary", "place"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("organisation", label=gettext_lazy("Company"), accessor="organisation", sort_key="organisation__name"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column("freshness", label=gettext_lazy("Confirmation"), accessor=freshness_of, sort_key="confirmed_at"),
        Column("place", label=gettext_lazy("Place"), accessor="place", sort_key="place"),
        DateColumn("confirmed_at", label=gettext_lazy("Confirmed"), sort_key="confirmed_at"),
    ]
    list_export = ["organisation.name", "get_state_display", "place", "summary", "published_at", "confirmed_at"]

    def rows(self, user):
        return super().rows(user).select_related("organisation")


class ClaimViewSet(HouseViewSet):
    """Who says to speak for a company: granted, refused and ended here, unless their address proves it."""

    model = Claim
    name = "claims"
    icon = "key"
    menu_label = gettext_lazy("Claims on companies")
    form_fields = ()
    policy = HousePermissionPolicy(
        Claim, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize, may_row=decides_claim, writes=()
    )
    acts = {"grant": GrantView, "refuse": RefuseView, "end": EndView}
    inspect_view_enabled = True
    inspect_view_fields = [
        "organisation",
        "person",
        "note",
        "state",
        "ground",
        "created_at",
        "decided_by",
        "decided_at",
        "reason",
    ]
    list_filter = ["state", "ground"]
    search_fields = ["organisation__name", "person__name", "person__email"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("organisation", label=gettext_lazy("Company"), accessor="organisation", sort_key="organisation__name"),
        Column("person", label=gettext_lazy("Person"), accessor="person", sort_key="person__name"),
        Column("email", label=gettext_lazy("E-mail address"), accessor="person.email", sort_key="person__email"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=gettext_lazy("Claimed"), sort_key="created_at"),
    ]
    list_export = ["organisation.name", "person.name", "person.email", "get_state_display", "note", "created_at"]

    def rows(self, user):
        return super().rows(user).select_related("organisation", "person")


def claims_that_wait(user):
    if not is_secretariat_of_any_prize(user):
        return []
    waiting = Claim.objects.visible_to(user).waiting().select_related("organisation", "person").order_by("created_at")
    rows = [
        WorkRow(
            claim.organisation.name,
            reverse("claims:inspect", args=[claim.pk]),
            _("Check and decide"),
            note=_("%(person)s, %(address)s, since %(day)s")
            % {"person": claim.person, "address": claim.person.email, "day": _day(claim.created_at)},
        )
        for claim in waiting
        if claim.person_id != user.pk
    ]
    text = ngettext("claim on a company to check", "claims on companies to check", len(rows))
    return item_of(text, rows, reverse("claims:index"))


def profiles_that_nobody_keeps(user):
    """Buyers write to them, and nobody reads it."""
    if not is_secretariat_of_any_prize(user):
        return []
    rows = [
        WorkRow(
            str(profile),
            reverse("profiles_office:inspect", args=[profile.pk]),
            _("Find somebody, or hide it"),
            note=_("Nobody speaks for this company any more."),
        )
        for profile in CapabilityProfile.objects.visible_to(user).public().unkept().select_related("organisation")
    ]
    return item_of(ngettext("profile that nobody keeps", "profiles that nobody keeps", len(rows)), rows)


def _day(moment):
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


VIEWSETS = (ClaimViewSet, ProfileViewSet)
