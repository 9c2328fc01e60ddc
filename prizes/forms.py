from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from prizes import clock
from prizes.keys import free_key
from prizes.models import Term, TermRedirect


class PrizeForm(WagtailAdminModelForm):
    languages = forms.MultipleChoiceField(
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The languages that entrants may write in."),
    )


class TermForm(WagtailAdminModelForm):
    """The slug stands in addresses and answers; a term that is there already keeps its vocabulary."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        if self.instance.pk:
            self.fields["vocabulary"].disabled = True
            self.fields["broader"].queryset = Term.objects.of(self.instance.vocabulary).exclude(pk=self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("slug") and self.instance.slug:
            cleaned["slug"] = self.instance.slug
        elif not cleaned.get("slug") and cleaned.get("name"):
            taken = Term.objects.of(cleaned.get("vocabulary")).values_list("slug", flat=True)
            former = TermRedirect.objects.filter(vocabulary=cleaned.get("vocabulary")).values_list("slug", flat=True)
            cleaned["slug"] = free_key(cleaned["name"], {*taken, *former})
        return cleaned


class TermChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, term):
        """Namesakes are told apart by what they stand under."""
        return f"{term.broader}: {term}" if term.broader else str(term)


class MergeTermForm(forms.Form):
    target = TermChoiceField(label=_("The term that stays"), queryset=Term.objects.none())

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        others = Term.objects.of(source.vocabulary).exclude(pk=source.pk)
        self.fields["target"].queryset = others.select_related("broader").order_by("name")


class CopyEditionForm(forms.Form):
    year = forms.IntegerField(min_value=2000, max_value=2100)
    opens_on = forms.DateField(
        label=_("Nominations open on"),
        widget=AdminDateInput,
        help_text=_("Every other date moves by as many days and keeps its time of day."),
    )

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = source.year + 1
        opened_on = clock.local(source.opens_at, source.zone).date()
        self.fields["opens_on"].initial = opened_on + clock.YEAR_OF_WEEKS
