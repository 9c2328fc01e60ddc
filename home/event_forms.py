"""What is typed about events: by editors, by visitors who sign up, and at the door."""

import zoneinfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from accounts.fields import LineFormField
from home.forms import ForPeopleForm

MOMENTS = ("starts_at", "ends_at", "sign_up_until")


class EventPageForm(WagtailAdminPageForm):
    """Times are typed and shown on the clock of the event, wherever the editor sits."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in MOMENTS:
            if name in self.fields:
                self.fields[name].prepare_value = self._on_its_clock

    def full_clean(self):
        with timezone.override(self.zone):
            super().full_clean()
            if self.is_bound:
                # Compared with what stood there while the same clock is on.
                _ = self.changed_data

    def clean(self):
        """A page that goes offline at its hour tells nobody, so it stays while people rely on it."""
        typed = super().clean()
        goes, ends = typed.get("expire_at"), typed.get("ends_at")
        if typed.get("takes_sign_ups") and goes and ends and goes < ends:
            self.add_error("expire_at", _("Let the page stay until the event is over: those who signed up need it."))
        return typed

    @property
    def zone(self):
        name = self.data.get(self.add_prefix("time_zone")) or self.instance.time_zone
        return zoneinfo.ZoneInfo(name if name in zoneinfo.available_timezones() else "UTC")

    def _on_its_clock(self, value):
        is_aware = hasattr(value, "tzinfo") and timezone.is_aware(value)
        return timezone.make_naive(value, self.zone) if is_aware else value


class PlaceFields(forms.Form):
    name = LineFormField(label=_("Your name"), max_length=150)
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    company_name = LineFormField(label=_("Company"), max_length=200, required=False)
    needs = forms.CharField(
        label=_("What we should know"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Access, language, food. Read by those who prepare the event."),
    )

    def typed(self):
        return {name: self.cleaned_data[name] for name in PlaceFields.base_fields}


class SignUpForm(ForPeopleForm, PlaceFields):
    """What a visitor types who wants to come."""

    field_order = ("name", "email", "company_name", "needs", "fax")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["email"].help_text = _("Your place, and the link to give it back, are mailed there.")
        self.fields["company_name"].widget.attrs["autocomplete"] = "organization"


class AttendanceForm(forms.Form):
    """One box for each person on the list."""

    came = forms.ModelMultipleChoiceField(queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["came"].queryset = rows
