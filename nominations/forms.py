from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import LineFormField
from nominations import fields
from nominations.actions.nominating import MOST_NOMINATED, Nominee
from prizes.enums import RuleKind
from prizes.models import Category


class ScreenerForm(forms.Form):
    """The conditions of entry as questions. `answers()` is what `prizes.eligibility.check` judges."""

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for rule in rules:
            self.fields[rule.key] = screener_field(rule)

    def answers(self):
        return {key: ANSWERS.get(value, plain(value)) for key, value in self.cleaned_data.items()}


# A radio button posts text; the rules judge a yes or a no.
ANSWERS = {"answer-yes": True, "answer-no": False}


def screener_field(rule):
    common = {"label": rule.question, "help_text": rule.help_text}
    if rule.kind == RuleKind.NUMBER:
        return forms.DecimalField(max_digits=14, decimal_places=2, widget=fields.number_input(), **common)
    choices = [("answer-yes", _("Yes")), ("answer-no", _("No"))]
    if rule.kind == RuleKind.CHOICE:
        choices = [(option.key, option.label) for option in rule.options.all()]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)


def plain(value):
    return format(value, "f") if isinstance(value, Decimal) else value


def screener_initial(answers):
    posted = {value: key for key, value in ANSWERS.items()}
    return {key: posted[value] if isinstance(value, bool) else value for key, value in answers.items()}


class StartForm(forms.Form):
    category = forms.ModelChoiceField(Category.objects.none(), widget=forms.RadioSelect, empty_label=None)
    organisation = forms.ChoiceField(label=gettext_lazy("Your company"), widget=forms.RadioSelect, required=False)
    organisation_name = LineFormField(label=gettext_lazy("Name of your company"), max_length=200, required=False)

    NEW = "new"

    def __init__(self, *args, categories, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.organisations = {str(organisation.pk): organisation for organisation in organisations}
        self.fields["category"].queryset = categories
        choices = [(pk, organisation.name) for pk, organisation in self.organisations.items()]
        self.fields["organisation"].choices = [*choices, (self.NEW, _("Another company"))]
        self.fields["organisation"].initial = choices[0][0] if choices else self.NEW
        if not choices:
            del self.fields["organisation"]

    def clean(self):
        cleaned = super().clean()
        if not self.chosen_organisation() and not cleaned.get("organisation_name"):
            self.add_error("organisation_name", _("Write the name of your company."))
        return cleaned

    def chosen_organisation(self):
        return self.organisations.get(self.cleaned_data.get("organisation"))

    def arguments(self):
        organisation = self.chosen_organisation()
        name = "" if organisation else self.cleaned_data["organisation_name"]
        return {
            "category": self.cleaned_data["category"],
            "organisation": organisation,
            "organisation_name": name,
        }


class CollaboratorForm(forms.Form):
    address = forms.EmailField(
        label=gettext_lazy("E-mail address"), help_text=gettext_lazy("They get a link that brings them here.")
    )


class SubmitForm(forms.Form):
    """Terms and consent are two things: nobody has to agree to be published in order to take part."""

    terms_version = forms.CharField(widget=forms.HiddenInput)
    terms = forms.BooleanField(
        label=gettext_lazy("I have read the terms and accept them for the company."),
        error_messages={"required": gettext_lazy("Without accepting the terms a nomination cannot be submitted.")},
    )
    consents_to_publish = forms.BooleanField(
        label=gettext_lazy("If we win, the answers that the form marks for publication may be published."),
        help_text=gettext_lazy("You see every text before it is published, and may still say no."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class DraftForm(forms.Form):
    """One section of a draft. A draft is saved half done: shape is checked here, completeness at submission."""

    def __init__(self, *args, section, values, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.asked = {fields.field_name(asked.key): asked for asked in section.questions}
        for name, asked in self.asked.items():
            self.fields[name] = fields.form_field(asked)
            self.initial[name] = fields.initial(asked, values.get(asked.key))

    def full_clean(self):
        """The same check as that of autosave, in place of the fields' own."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
        for name, asked in self.asked.items():
            if self.is_bound and not asked.is_file:
                self.clean_answer(name, asked)

    def clean_answer(self, name, asked):
        posted = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        try:
            self.cleaned_data[name] = fields.clean_value(asked, fields.read_posted(asked, posted))
        except ValidationError as refusal:
            self.add_error(name, refusal)

    def answers(self):
        """(question key, value) of what can be kept."""
        return [(self.asked[name].key, value) for name, value in self.cleaned_data.items()]


class NominateForm(forms.Form):
    """In whose name; the companies stand in rows of their own."""

    organisation = forms.ChoiceField(
        label=gettext_lazy("You nominate"), widget=forms.RadioSelect, required=False, initial=""
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.organisations = {str(organisation.pk): organisation for organisation in organisations}
        named = [
            (pk, _("for %(organisation)s") % {"organisation": organisation.name})
            for pk, organisation in self.organisations.items()
        ]
        self.fields["organisation"].choices = [*named, ("", _("in my own name"))]
        if named:
            self.fields["organisation"].initial = named[0][0]
        else:
            del self.fields["organisation"]

    def chosen_organisation(self):
        return self.organisations.get(self.cleaned_data.get("organisation"))


class NomineeForm(forms.Form):
    company = LineFormField(label=gettext_lazy("Company"), max_length=200)
    address = forms.EmailField(
        label=gettext_lazy("E-mail address of somebody there"),
        max_length=254,
        help_text=gettext_lazy("We write to this person, once, with your words."),
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"))
    because = forms.CharField(
        label=gettext_lazy("Why this company"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": 1000}),
        help_text=gettext_lazy("The company reads it. The jury never does."),
    )

    def __init__(self, *args, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.categories = {str(category.pk): category for category in categories}
        named = [(pk, category.name) for pk, category in self.categories.items()]
        self.fields["category"].choices = [*BLANK_CHOICE_DASH, *named]

    def nominee(self):
        return Nominee(**self.cleaned_data | {"category": self.categories[self.cleaned_data["category"]]})


class NomineeRows(forms.BaseFormSet):
    """The companies that are named together. Rows left empty are no companies; the first is asked for."""

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        return {**kwargs, "empty_permitted": False} if index == 0 else kwargs


NomineeFormSet = forms.formset_factory(
    NomineeForm,
    formset=NomineeRows,
    extra=1,
    max_num=MOST_NOMINATED,
    absolute_max=MOST_NOMINATED,
    validate_max=True,
)


def nominee_rows(edition, data=None):
    # Read once, however many rows there are.
    return NomineeFormSet(data, prefix="nominee", form_kwargs={"categories": list(edition.categories.all())})


class DeclineNominationForm(forms.Form):
    remark = forms.CharField(
        label=gettext_lazy("A word to the prize office"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Whoever nominated you does not read it."),
    )
