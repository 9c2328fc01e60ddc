from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from showcase.models import Award

TOLD = ("title", "situation", "action", "result", "lessons")


class StoryPageForm(WagtailAdminPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A story may name an award that the world knows of; an editor learns of no other here.
        self.fields["award"].queryset = Award.objects.public().in_order().with_context()


class StoryOfferForm(forms.Form):
    """What an entrant tells the editors. Filled in from the entry, and theirs to change before it is sent."""

    title = forms.CharField(label=_("Title"), max_length=200)
    situation = forms.CharField(
        label=_("The situation"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was the matter, and for whom."),
    )
    action = forms.CharField(label=_("What you did"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    result = forms.CharField(
        label=_("What came of it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In figures, where you have them and may show them."),
    )
    lessons = forms.CharField(
        label=_("What others can copy"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One lesson a line."),
    )
    contact_name = forms.CharField(label=_("Whom the editors may ask"), max_length=150)
    contact_email = forms.EmailField(label=_("At which address"))
    agreed = forms.BooleanField(
        label=_("My company agrees that the prize's editors read this and make a draft of it."),
        help_text=_("Nothing is published before your company has read the finished text and approved it."),
    )

    def told(self):
        return {name: self.cleaned_data[name] for name in TOLD}


class DeclineOfferForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The company reads it."),
    )


class AskForStoryForm(forms.Form):
    address = forms.EmailField(
        label=_("Send the link to"), help_text=_("Somebody of the company who may speak for it.")
    )


class ForPeopleForm(forms.Form):
    """Of forms that anybody may send: with a field that only a machine fills in."""

    # People do not see it; who fills in everything is a machine.
    fax = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1}),
    )

    def clean_fax(self):
        if self.cleaned_data["fax"]:
            raise ValidationError(_("Leave this field empty, so that we know you are a person."))
        return ""


class ContactForm(ForPeopleForm):
    name = forms.CharField(label=_("Your name"), max_length=120)
    address = forms.EmailField(label=_("Your e-mail address"), help_text=_("We answer there."))
    topic = forms.ChoiceField(label=_("What is it about?"))
    text = forms.CharField(label=_("Your message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))

    field_order = ("name", "address", "topic", "text", "fax")

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [(topic, topic) for topic in topics]
