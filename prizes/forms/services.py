"""The questions that a reader of the services answers, and what a provider does by link."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import LineFormField
from prizes.enums import CompanyStage
from prizes.fitting import Company, county_of, with_broader
from prizes.gazetteer import STATE, find_place

# More boxes than there are terms are nobody's question.
MOST_CHOSEN = 50


class FitForm(forms.Form):
    """Answered by address, so that an answer can be kept, sent on and come back to. Nothing has to be answered."""

    people = forms.IntegerField(
        label=gettext_lazy("How many people work in your company?"),
        min_value=1,
        max_value=1_000_000,
        required=False,
        localize=False,
        error_messages={"invalid": gettext_lazy("Write a whole number, like 45.")},
    )
    where = forms.CharField(
        label=gettext_lazy("Where is it?"),
        help_text=gettext_lazy("A town, or a county such as Hampden County."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"list": "counties", "autocomplete": "address-level2"}),
    )
    assistance = forms.MultipleChoiceField(
        label=gettext_lazy("What do you need?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    stage = forms.ChoiceField(label=gettext_lazy("Where does the company stand?"), required=False)
    sub_industry = forms.ChoiceField(label=gettext_lazy("What does it make?"), required=False)

    def __init__(self, data, *, assistance, sub_industries):
        """`assistance` and `sub_industries`: the terms to choose from."""
        super().__init__(data)
        self.use_required_attribute = False
        self.assistance, self.sub_industries = list(assistance), list(sub_industries)
        self.fields["assistance"].choices = [(term.slug, term.name) for term in self.assistance]
        self.fields["stage"].choices = [("", _("Any stage")), *CompanyStage.choices]
        branches = [(term.slug, term.name) for term in self.sub_industries]
        self.fields["sub_industry"].choices = [("", _("Anything")), *branches]

    def clean_where(self):
        where = self.cleaned_data["where"]
        if where and not county_of(where):
            raise forms.ValidationError(
                _("No town or county of %(state)s is called “%(where)s”. Try the next larger town.")
                % {"state": STATE, "where": where}
            )
        return where

    @property
    def company(self):
        """As far as its answers can be read: one that cannot narrows nothing."""
        told = getattr(self, "cleaned_data", {})
        branch = [term for term in self.sub_industries if term.slug == told.get("sub_industry")]
        return Company(
            employees=told.get("people"),
            county=county_of(told.get("where") or ""),
            stage=told.get("stage") or "",
            sub_industries=with_broader(branch),
            needs=frozenset(told.get("assistance") or ()),
        )

    @property
    def town(self):
        """The place that was typed, so that the page says in which county it was found; None where it is a county."""
        return find_place(getattr(self, "cleaned_data", {}).get("where") or "")

    @property
    def asks_more(self):
        """Whether one of the questions that stand folded away has been answered, or went wrong."""
        return bool(
            {"stage", "sub_industry"} & ({name for name in self.data if self.data.get(name)} | set(self.errors))
        )


class ConfirmForm(forms.Form):
    RIGHT, CHANGED = "right", "changed"

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        widget=forms.RadioSelect,
        choices=[(RIGHT, gettext_lazy("This is right")), (CHANGED, gettext_lazy("Something has changed"))],
    )
    remark = forms.CharField(
        label=gettext_lazy("What has changed?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("In your own words. The prize office changes the entry."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.CHANGED and not cleaned.get("remark", "").strip():
            self.add_error("remark", _("Say what has changed, so that the prize office can mend it."))
        return cleaned


class RequestForm(forms.Form):
    """What a company asks of a service. The box says exactly what goes to whom."""

    company_name = LineFormField(label=gettext_lazy("Your company"), max_length=200)
    employees = forms.IntegerField(
        label=gettext_lazy("How many people work there?"), min_value=1, max_value=1_000_000, required=False
    )
    place = LineFormField(label=gettext_lazy("Where is it?"), max_length=100, required=False)
    text = forms.CharField(
        label=gettext_lazy("What do you need?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("What is the matter, what you have tried, and when you can be reached."),
    )
    consent = forms.BooleanField(
        error_messages={"required": gettext_lazy("Without your consent nothing can be passed on.")}
    )

    def __init__(self, *args, service, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        told = {"provider": service.provider.name, "name": person.get_full_name(), "address": person.email}
        self.fields["consent"].label = (
            _(
                "I agree that my name (%(name)s), my e-mail address (%(address)s) and all that I wrote above are passed on "
                "to %(provider)s, so that they can answer me."
            )
            % told
        )
        self.fields["consent"].help_text = _(
            "The prize office can read the request and its answer. Nobody else gets it, the jury least of all."
        )

    def told(self):
        return {name: self.cleaned_data[name] for name in ("company_name", "employees", "place", "text")}


class RequestAnswerForm(forms.Form):
    ANSWER, DECLINE = "answer", "decline"

    outcome = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        widget=forms.RadioSelect,
        choices=[(ANSWER, gettext_lazy("We can help")), (DECLINE, gettext_lazy("We cannot help with this"))],
    )
    answer = forms.CharField(
        label=gettext_lazy("What the company should know"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("The next step, and whom to call. If you cannot help: who might."),
    )
    name = LineFormField(label=gettext_lazy("Your name"), max_length=150)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == self.ANSWER and not cleaned.get("answer", "").strip():
            self.add_error("answer", _("Write what the company should know."))
        return cleaned
