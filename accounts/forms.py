from allauth.account.forms import SignupForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import OrganisationKind
from accounts.fields import LineFormField
from accounts.models import Organisation, Person


class PersonSignupForm(SignupForm):
    """Sign-up asks for the name as well; the account itself is allauth's."""

    name = LineFormField(
        label=gettext_lazy("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ["name", "email", "password1", "password2"]


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(choices=settings.LANGUAGES, help_text=_("For pages and mails."))
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class AffiliationForm(forms.Form):
    """Where somebody works: an organisation by its name, new or known."""

    name = LineFormField(
        label=gettext_lazy("Organization"), max_length=200, widget=forms.TextInput({"autocomplete": "organization"})
    )
    kind = forms.ChoiceField(
        choices=OrganisationKind.choices, help_text=gettext_lazy("Read only when the organization is new here.")
    )
    title = LineFormField(
        label=gettext_lazy("Your position"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )

    def known_organisation(self):
        return Organisation.objects.named(self.cleaned_data["name"]).first()


class ErasureForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Type it to confirm. This cannot be undone."),
        widget=forms.EmailInput,
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self):
        email = Person.objects.normalize_email(self.cleaned_data["email"])
        if email != self.person.email:
            raise forms.ValidationError(_("This is not the address of your account."))
        return email
