"""What is typed at the door of large manufacturers, universities and intermediaries."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.fields import LineFormField
from network.enums import TOPIC_VOCABULARIES
from network.models import ProblemStatement
from prizes.enums import MATCHED, SeatType, Vocabulary
from prizes.models import Term

TERM_LABELS = {
    Vocabulary.SUB_INDUSTRY: gettext_lazy("Industries"),
    Vocabulary.TECHNOLOGY: gettext_lazy("Technologies"),
    Vocabulary.PRACTICE: gettext_lazy("Practices"),
}


class TermsForm(forms.Form):
    """Topics, a list of boxes for each vocabulary."""

    vocabularies = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        chosen = self.initial.get("terms", ())
        for vocabulary in self.vocabularies:
            self.fields[f"terms_{vocabulary}"] = forms.ModelMultipleChoiceField(
                Term.objects.of(vocabulary),
                label=TERM_LABELS[vocabulary],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[term.pk for term in chosen if term.vocabulary == vocabulary],
            )

    def terms(self):
        return [term for vocabulary in self.vocabularies for term in self.cleaned_data[f"terms_{vocabulary}"]]


class ProblemForm(TermsForm):
    vocabularies = TOPIC_VOCABULARIES
    FACTS = ("title", "text", "years_least", "years_most", "closes_on")

    organisation = forms.ChoiceField(label=gettext_lazy("Who looks for it"), widget=forms.RadioSelect)
    title = LineFormField(
        label=gettext_lazy("What you look for, in one line"),
        max_length=150,
        help_text=gettext_lazy("“Seals that outlast the engine”: the need, not the solution."),
    )
    text = forms.CharField(
        label=gettext_lazy("The problem"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=ProblemStatement._meta.get_field("text").help_text,
    )
    years_least = forms.IntegerField(
        label=gettext_lazy("Needed in how many years, at the earliest"), min_value=1, max_value=50, initial=5
    )
    years_most = forms.IntegerField(
        label=gettext_lazy("In how many years, at the latest"), min_value=1, max_value=50, initial=10
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Last day for answers"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Empty: until you close it."),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {str(organisation.pk): organisation for organisation in organisations}
        choices = [(pk, organisation.name) for pk, organisation in self.organisations.items()]
        self.fields["organisation"].choices = choices
        if len(choices) == 1:
            self.fields["organisation"].initial = choices[0][0]
            self.fields["organisation"].widget = forms.HiddenInput()

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Choose a day that is still to come."))
        return day

    def clean(self):
        cleaned = super().clean()
        least, most = cleaned.get("years_least"), cleaned.get("years_most")
        if least and most and most < least:
            self.add_error("years_most", _("The latest must not be before the earliest."))
        return cleaned

    def chosen_organisation(self):
        return self.organisations[self.cleaned_data["organisation"]]

    def facts(self):
        return {name: self.cleaned_data[name] for name in self.FACTS}


class ReplyForm(forms.Form):
    organisation = forms.ChoiceField(label=gettext_lazy("You answer for"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("What you can do about it, and what you have done already. Only who asked reads it."),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.organisations = {str(organisation.pk): organisation for organisation in organisations}
        choices = [(pk, organisation.name) for pk, organisation in self.organisations.items()]
        self.fields["organisation"].choices = choices
        if len(choices) == 1:
            self.fields["organisation"].initial = choices[0][0]
            self.fields["organisation"].widget = forms.HiddenInput()

    def chosen_organisation(self):
        return self.organisations[self.cleaned_data["organisation"]]


class ReplyAnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("A few words to the company"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class JuryOfferForm(TermsForm):
    vocabularies = MATCHED

    organisation_name = LineFormField(label=gettext_lazy("Where you work"), max_length=200)
    seat_type = forms.ChoiceField(
        label=gettext_lazy("You would speak for"), choices=SeatType.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("What you could judge well, and what not"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ApproachForm(forms.Form):
    about = forms.CharField(
        label=gettext_lazy("What would you like to be asked about?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody reads it, beside your award: “Small series in hard alloys, from 2027 on”."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The person reads it."),
    )


class PartnerForm(WagtailAdminModelForm):
    def clean(self):
        cleaned = super().clean()
        prize, edition, category = (cleaned.get(name) for name in ("prize", "edition", "category"))
        if edition and prize and edition.prize_id != prize.pk:
            self.add_error("edition", _("Choose an edition of this prize."))
        if category and edition and category.edition_id != edition.pk:
            self.add_error("category", _("Choose a category of this edition."))
        return cleaned
