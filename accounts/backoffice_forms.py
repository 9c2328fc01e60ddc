from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.domains import is_public_domain
from accounts.enums import RoleName
from accounts.models import Invitation, Organisation, Person, Role, prize_model
from accounts.rules import prizes_where
from accounts.text import readable_line


class PersonForm(WagtailAdminModelForm):
    """The e-mail address is the person's own to change, for only they can confirm the new one."""

    class Meta:
        model = Person
        fields = ["name", "language"]


class LinesField(forms.CharField):
    """A short list, one item a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value):
        lines = (readable_line(line) for line in super().clean(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class OrganisationForm(WagtailAdminModelForm):
    aliases = LinesField(
        label=gettext_lazy("Other names"),
        required=False,
        help_text=gettext_lazy("One a line: trade names, former names."),
    )
    domains = LinesField(
        label=gettext_lazy("E-mail domains"),
        required=False,
        help_text=gettext_lazy("One a line. People with such an address are asked if they work here."),
    )

    class Meta:
        model = Organisation
        fields = ["name", "kind", "parent", "street", "city", "state", "postal_code", "website"]

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["parent"].queryset = Organisation.objects.current()
        if instance and instance.pk:
            self.fields["parent"].queryset = Organisation.objects.current().exclude(pk=instance.pk)
            self.initial["aliases"] = "\n".join(instance.aliases.values_list("name", flat=True))
            self.initial["domains"] = "\n".join(instance.domains.values_list("domain", flat=True))

    def clean_domains(self):
        domains = [domain.lower().removeprefix("@") for domain in self.cleaned_data["domains"]]
        for domain in domains:
            validate_domain_name(domain)
            if is_public_domain(domain):
                raise ValidationError(_("Anybody can have an address at %(domain)s.") % {"domain": domain})
        return domains

    def facts(self):
        return dict(self.cleaned_data)


class MergeForm(forms.Form):
    target = forms.CharField(
        label=gettext_lazy("The organisation that stays"),
        help_text=gettext_lazy("Its name, or another name it goes by."),
    )

    def clean_target(self):
        found = list(Organisation.objects.named(self.cleaned_data["target"])[:2])
        if not found:
            raise ValidationError(_("No organisation goes by this name."))
        if len(found) > 1:
            raise ValidationError(
                _("Several organisations go by this name. Rename one first, so that it is clear which stays.")
            )
        return found[0]


def own_prizes(person):
    return prize_model().objects.filter(pk__in=prizes_where(person, RoleName.SECRETARIAT))


class RoleForm(WagtailAdminModelForm):
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        help_text=gettext_lazy("Of an account that exists. Others are invited instead."),
    )

    class Meta:
        model = Role
        fields = ["prize", "name"]

    field_order = ["email", "name", "prize"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["prize"].queryset = own_prizes(self.for_user)

    def clean_email(self):
        email = Person.objects.normalize_email(self.cleaned_data["email"])
        person = Person.objects.current().filter(email=email).first()
        if person is None:
            raise ValidationError(_("Nobody signs in with this address. Send an invitation to a role instead."))
        return person


class RoleInvitationForm(WagtailAdminModelForm):
    role = forms.ChoiceField(choices=RoleName.choices)

    class Meta:
        model = Invitation
        fields = ["address", "prize"]

    field_order = ["address", "role", "prize"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["prize"].queryset = own_prizes(self.for_user)
        self.fields["prize"].required = True
