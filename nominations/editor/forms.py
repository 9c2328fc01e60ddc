from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from nominations.models import Section
from prizes.keys import free_key
from prizes.models import Category

EARLIEST, LATEST = -20, 5
KEY_HELP = gettext_lazy("Stays when the wording changes. Made from the label when left empty.")


class KeyedForm(WagtailAdminModelForm):
    """A row whose key is made from its label when nobody typed one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = KEY_HELP

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("key") and cleaned.get("label"):
            cleaned["key"] = free_key(cleaned["label"], set())
        return cleaned


class PartForm(WagtailAdminModelForm):
    """A section or question; the act makes a missing key, because only it knows the keys that are taken."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = KEY_HELP


class QuestionForm(PartForm):
    years = forms.CharField(
        required=False,
        help_text=gettext_lazy(
            "For a table: the years it asks for, counted from the year of the edition. -3, -2, -1 are the three "
            "years before it."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(form=self.instance.form_id)
        self.initial["years"] = ", ".join(str(year) for year in self.instance.years)

    def clean_years(self):
        try:
            years = sorted({int(part) for part in self.cleaned_data["years"].replace(",", " ").split()})
        except ValueError as error:
            raise forms.ValidationError(_("Write whole numbers with commas between: -3, -2, -1.")) from error
        if any(not EARLIEST <= year <= LATEST for year in years):
            raise forms.ValidationError(
                _("Each year lies between %(earliest)s and %(latest)s.") % {"earliest": EARLIEST, "latest": LATEST}
            )
        return years


class CorrectForm(forms.Form):
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands in the record and on the form."),
    )


class CopyFormForm(forms.Form):
    category = forms.ModelChoiceField(queryset=Category.objects.none())

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        edition = source.category.edition_id
        self.fields["category"].queryset = Category.objects.filter(edition=edition).exclude(pk=source.category_id)
