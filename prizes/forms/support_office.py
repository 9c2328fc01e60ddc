"""A service as the prize office writes it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from prizes.enums import CompanyStage
from prizes.gazetteer import counties


class SupportServiceForm(WagtailAdminModelForm):
    """Stages and counties are kept as lists of names: here they are boxes, and nothing else can be written."""

    stages = forms.MultipleChoiceField(
        choices=CompanyStage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: for companies at every stage."),
    )
    counties = forms.MultipleChoiceField(
        choices=[(county, county) for county in counties()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: in the whole state."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("takes_requests") and not cleaned.get("contact_email"):
            self.add_error("contact_email", _("Requests need an address to be sent to."))
        least, most = cleaned.get("employees_least"), cleaned.get("employees_most")
        if least and most and most < least:
            self.add_error("employees_most", _("At most must not be below at least."))
        return cleaned


class SettleForm(forms.Form):
    is_mended = forms.BooleanField(label=gettext_lazy("What the provider wrote stands in the service now."))
