from django import forms
from django.core.exceptions import ValidationError
from django.forms import widgets
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import LineFormField
from accounts.text import readable
from network.enums import MOST_RECIPIENTS, EnquiryOutcome
from network.fitting import Need
from network.models import Enquiry
from network.rules.enquiry_words import refuse_words
from prizes.enums import Vocabulary
from prizes.gazetteer import STATE, find_place
from prizes.models import Term

NEED = ("subject", "text", "process", "material", "quantity", "wanted_on", "company_name")


class WriteForm(forms.ModelForm):
    """What somebody needs, for one company to read."""

    class Meta:
        model = Enquiry
        fields = NEED
        labels = {
            "subject": gettext_lazy("What do you need, in one line?"),
            "text": gettext_lazy("Describe it"),
            "process": gettext_lazy("Process"),
            "material": gettext_lazy("Material"),
            "quantity": gettext_lazy("How many pieces?"),
            "wanted_on": gettext_lazy("Wanted by"),
            "company_name": gettext_lazy("For which company do you ask?"),
        }
        help_texts = {
            "subject": gettext_lazy("“Forty housings of aluminum, 5-axis milled”."),
            "text": gettext_lazy(
                "What it is for, its size and tolerance, what you have: a drawing, a sample, an idea. Leave out addresses, "
                "phone numbers and what is secret. Drawings follow once the company has answered."
            ),
            "company_name": gettext_lazy("Companies read this name, not yours."),
        }
        widgets = {
            "text": widgets.Textarea(attrs={"rows": 8}),
            "wanted_on": widgets.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, vocabulary in (("process", Vocabulary.PROCESS), ("material", Vocabulary.MATERIAL)):
            self.fields[name].queryset = Term.objects.filter(vocabulary=vocabulary).order_by("name")
            self.fields[name].empty_label = _("Not said")

    def clean_text(self):
        return readable(self.cleaned_data["text"])

    def clean_wanted_on(self):
        day = self.cleaned_data["wanted_on"]
        if day is not None and day <= timezone.localdate():
            raise ValidationError(_("This day has passed."))
        return day

    def clean(self):
        cleaned = super().clean()
        try:
            refuse_words({name: cleaned.get(name) or "" for name in NEED})
        except ValidationError as refusal:
            for name, errors in refusal.error_dict.items():
                if name in cleaned:
                    self.add_error(name, errors)
        return cleaned

    def facts(self):
        return {name: self.cleaned_data[name] for name in NEED}


class NeedForm(WriteForm):
    """What somebody needs, before they know who makes it."""

    place = LineFormField(
        label=gettext_lazy("Near which place?"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("A city or town of the state. The nearest companies come first; nobody else reads it."),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "address-level2"}),
    )
    field_order = ("subject", "text", "process", "material", "quantity", "wanted_on", "place", "company_name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["process"].help_text = _("Of process and material at least one: by them we find the companies.")

    def clean_place(self):
        name = self.cleaned_data["place"]
        if name and find_place(name) is None:
            raise ValidationError(_("We find no such place in %(state)s. Check how it is written.") % {"state": STATE})
        return name

    def clean(self):
        cleaned = super().clean()
        if not self.errors.keys() & {"process", "material"} and not (cleaned["process"] or cleaned["material"]):
            self.add_error("process", _("Choose a process or a material, so that we find companies that fit."))
        return cleaned

    def need(self):
        told = self.cleaned_data
        return Need(told["process"], told["material"], told["quantity"], find_place(told["place"]))


class ChooseForm(forms.Form):
    """At most so many of the companies that fit."""

    companies = forms.MultipleChoiceField(
        label=gettext_lazy("Companies"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one company."),
            "invalid_choice": gettext_lazy("One of them does not fit any more. Choose again."),
        },
    )

    def __init__(self, *args, fits, **kwargs):
        super().__init__(*args, **kwargs)
        self.profiles = {str(fit.profile.pk): fit.profile for fit in fits}
        self.fields["companies"].choices = [(key, str(profile)) for key, profile in self.profiles.items()]

    def clean_companies(self):
        chosen = self.cleaned_data["companies"]
        if len(chosen) > MOST_RECIPIENTS:
            raise ValidationError(_("Choose at most %(most)s companies.") % {"most": MOST_RECIPIENTS})
        return [self.profiles[key] for key in chosen]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Whether you can make it, what you still need to know, how to go on."),
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("They read it. “We are full until May” is enough."),
    )


class ReportForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What is wrong with it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Advertising, a list to sell, an insult, a false name: in your own words."),
    )


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it?"), choices=EnquiryOutcome.choices, widget=forms.RadioSelect
    )


class FindingForm(forms.Form):
    finding = forms.CharField(
        label=gettext_lazy("What you found"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Those whom it concerns read it."),
    )
