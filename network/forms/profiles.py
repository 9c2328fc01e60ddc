from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import LineFormField
from accounts.models import Organisation
from accounts.text import readable
from network.enums import MOST_EQUIPMENT, PROFILE_VOCABULARIES
from network.languages import LANGUAGES
from network.models import CapabilityProfile, Equipment
from network.pictures import ACCEPTED, WANTED
from network.places import place_named
from prizes.gazetteer import places
from prizes.models import Term

PLACES_LIST = "places-of-the-state"
# Rows that stand empty below the machines that are named.
EMPTY_ROWS = 2


class FindForm(forms.Form):
    q = LineFormField(
        label=gettext_lazy("Name of the company"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "organization"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class ClaimForm(forms.Form):
    """`shown` are the companies to choose from, among those that may be claimed."""

    NEW = "new"

    organisation = forms.ChoiceField(label=gettext_lazy("For which company do you speak?"), widget=forms.RadioSelect)
    organisation_name = LineFormField(
        label=gettext_lazy("Its name, if it is not shown"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As it stands on your letterhead."),
    )
    note = forms.CharField(
        label=gettext_lazy("What do you do there?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "For the prize office, which checks who speaks for a company: “I own it”, “I run sales; our number is …”."
        ),
    )

    def __init__(self, *args, shown, claimable, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.claimable = claimable
        choices = [(str(each.pk), each.name) for each in shown]
        if self.data.get("organisation") not in {self.NEW, None, "", *(pk for pk, _name in choices)}:
            choices += [(str(each.pk), each.name) for each in self._posted()]
        if not choices:
            # Nothing to choose from: the name alone is asked for.
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation_name"].label = _("Name of your company")
            self.fields["organisation_name"].required = True
        self.fields["organisation"].choices = [*choices, (self.NEW, _("Another company"))]
        self.fields["organisation"].initial = choices[0][0] if choices else self.NEW

    def _posted(self):
        """Found by an earlier search, and still to be chosen."""
        try:
            return self.claimable.filter(pk=self.data["organisation"])
        except (ValidationError, ValueError):
            return Organisation.objects.none()

    def clean_note(self):
        return readable(self.cleaned_data["note"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("organisation") == self.NEW and not cleaned.get("organisation_name"):
            self.add_error("organisation_name", _("Write the name of your company."))
        return cleaned

    def arguments(self):
        chosen = self.cleaned_data["organisation"]
        note = {"note": self.cleaned_data["note"]}
        if chosen == self.NEW:
            return note | {"organisation_name": self.cleaned_data["organisation_name"]}
        return note | {"organisation": self.claimable.get(pk=chosen)}


class EndClaimForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("They read it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class NeededForPublishing(forms.CharField):
    """Needed before the profile is public, not before it is saved."""

    def validate(self, value):
        """Whether it is there is asked when it is published."""


class TermsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class ProfileForm(forms.ModelForm):
    """All of a profile but its machines. `base` is the version that was opened."""

    summary = NeededForPublishing(
        label=gettext_lazy("What you make"),
        max_length=CapabilityProfile._meta.get_field("summary").max_length,
        help_text=CapabilityProfile._meta.get_field("summary").help_text,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = NeededForPublishing(
        label=gettext_lazy("City or town"),
        max_length=CapabilityProfile._meta.get_field("place").max_length,
        help_text=gettext_lazy("Where you manufacture. Buyers look for companies within so many miles."),
        widget=forms.TextInput(attrs={"list": PLACES_LIST, "autocomplete": "off"}),
    )
    base = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages in which you do business"),
        choices=list(LANGUAGES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    picture = forms.FileField(
        label=gettext_lazy("Add a picture"),
        required=False,
        help_text=WANTED,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    picture_description = LineFormField(
        label=gettext_lazy("What can be seen on it?"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Read aloud to people who cannot see it, and by search engines."),
    )
    picture_credit = LineFormField(
        label=gettext_lazy("Who made it?"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Shown beneath it."),
    )
    picture_rights = forms.BooleanField(
        label=gettext_lazy("We may show this picture, and everybody who can be recognized on it agrees."),
        required=False,
    )

    class Meta:
        model = CapabilityProfile
        fields = (
            "summary",
            "description",
            "place",
            "batch_least",
            "batch_most",
            "prototype_days",
            "open_to_pilots",
            "languages",
            "website",
        )
        labels = {
            "description": gettext_lazy("What you are known for"),
            "batch_least": gettext_lazy("Smallest batch, in pieces"),
            "batch_most": gettext_lazy("Largest batch, in pieces"),
            "prototype_days": gettext_lazy("A first prototype, in working days"),
            "open_to_pilots": gettext_lazy("We are open to prototypes and pilots with startups"),
            "website": gettext_lazy("Your web site"),
        }
        help_texts = {
            "prototype_days": gettext_lazy("From a drawing to the first part, when it goes well."),
        }
        widgets = {
            "description": forms.Textarea(attrs={"rows": 7}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        chosen = {term.pk for term in self.instance.terms.all()}
        terms = list(Term.objects.filter(vocabulary__in=PROFILE_VOCABULARIES))
        for vocabulary in PROFILE_VOCABULARIES:
            own = [term for term in terms if term.vocabulary == vocabulary]
            self.fields[vocabulary.value] = TermsField(
                Term.objects.of(vocabulary), label=TERM_LABELS[vocabulary.value], required=False
            )
            # Read once for all of them; the field would ask for each of its own.
            self.fields[vocabulary.value].choices = [(term.pk, term.name) for term in own]
            self.initial[vocabulary.value] = [term.pk for term in own if term.pk in chosen]
        self.pictures = list(self.instance.pictures.all())
        if self.pictures:
            self.fields["taken_off"] = forms.MultipleChoiceField(
                label=_("Take off"),
                required=False,
                choices=[(str(each.pk), each.picture.description) for each in self.pictures],
                widget=forms.CheckboxSelectMultiple,
            )

    def choice_groups(self):
        """The long lists of words, each with what is chosen of it, to be unfolded."""
        return [self._group(name, anchor) for name, anchor in GROUPS.items()]

    def _group(self, name, anchor):
        field = self[name]
        chosen = {str(value) for value in field.value() or ()}
        names = [str(label) for value, label in field.field.choices if str(value) in chosen]
        return {"field": field, "anchor": anchor, "chosen": ", ".join(names)}

    def clean_summary(self):
        return readable(self.cleaned_data["summary"])

    def clean_place(self):
        place = place_named(self.cleaned_data["place"])
        return place.name if place else ""

    def clean_description(self):
        return readable(self.cleaned_data["description"])

    def clean(self):
        cleaned = super().clean()
        least, most = cleaned.get("batch_least"), cleaned.get("batch_most")
        if least and most and most < least:
            self.add_error("batch_most", _("The largest batch must not be below the smallest."))
        if cleaned.get("picture"):
            self._want_with_picture(cleaned)
        return cleaned

    def _want_with_picture(self, cleaned):
        for name, sentence in WANTED_WITH_PICTURE.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)

    def facts(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def terms(self):
        return [term for vocabulary in PROFILE_VOCABULARIES for term in self.cleaned_data[vocabulary.value]]

    def new_picture(self):
        if not self.cleaned_data.get("picture"):
            return None
        return {
            "file": self.cleaned_data["picture"],
            "description": self.cleaned_data["picture_description"],
            "credit": self.cleaned_data["picture_credit"],
        }

    def taken_off(self):
        return [int(pk) for pk in self.cleaned_data.get("taken_off", ())]


TERM_LABELS = {
    "process": gettext_lazy("Processes"),
    "material": gettext_lazy("Materials"),
    "certification": gettext_lazy("Certifications"),
    "capability": gettext_lazy("What you are good at"),
    "technology": gettext_lazy("Technologies that you master"),
    "practice": gettext_lazy("Practices that you live by"),
    "sub_industry": gettext_lazy("For which industries"),
}
# By field, where on the page it stands.
GROUPS = {
    "process": "processes",
    "capability": "capabilities",
    "material": "materials",
    "certification": "certifications",
    "technology": "technologies",
    "practice": "practices",
    "sub_industry": "industries",
}
WANTED_WITH_PICTURE = {
    "picture_description": gettext_lazy("Say what can be seen, for those who cannot see the picture."),
    "picture_credit": gettext_lazy("Say who made the picture."),
    "picture_rights": gettext_lazy("Without this we cannot show the picture."),
}


class EquipmentForm(forms.Form):
    """One machine. A row without a name is no machine any more."""

    name = LineFormField(
        label=gettext_lazy("Machine"), max_length=Equipment._meta.get_field("name").max_length, required=False
    )
    note = LineFormField(
        label=gettext_lazy("What it can do"), max_length=Equipment._meta.get_field("note").max_length, required=False
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("note") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Name the machine, or empty both fields."))
        return cleaned


class BaseEquipmentFormSet(forms.BaseFormSet):
    def clean(self):
        seen = set()
        for form in self.forms:
            name = form.cleaned_data.get("name", "") if form.is_valid() else ""
            if name and name.casefold() in seen:
                form.add_error("name", _("This machine is named twice. Say in the note how many you have."))
            seen.add(name.casefold())

    def rows(self):
        named = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        return [(each["name"], each["note"]) for each in named]


EquipmentFormSet = forms.formset_factory(
    EquipmentForm,
    formset=BaseEquipmentFormSet,
    extra=EMPTY_ROWS,
    max_num=MOST_EQUIPMENT,
    validate_max=True,
    absolute_max=MOST_EQUIPMENT + 20,
)


def equipment_formset(data, profile):
    initial = [{"name": each.name, "note": each.note} for each in profile.equipment.all()]
    return EquipmentFormSet(data, initial=initial, prefix="equipment")


def place_names():
    return [place.name for place in places().values()]
