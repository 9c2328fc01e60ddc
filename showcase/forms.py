from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

APPROVE, ACCEPT, DECLINE = "approve", "accept", "decline"


class ApprovalForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[(APPROVE, _("We approve this text for publication")), (DECLINE, _("Not like this"))],
    )
    name = forms.CharField(label=_("Your name"), max_length=150, help_text=_("The record keeps who answered."))
    remark = forms.CharField(
        label=_("What should change?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
        help_text=_("Needed only when you do not approve: the prize office changes the text and asks you again."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == DECLINE and not cleaned.get("remark", "").strip():
            raise ValidationError({"remark": _("Say what should change, so that the prize office can mend it.")})
        return cleaned

    @property
    def approves(self):
        return self.cleaned_data["answer"] == APPROVE


class AwardForm(forms.Form):
    award = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[(ACCEPT, _("We accept the award")), (DECLINE, _("We decline it"))],
    )
    reason = forms.CharField(
        label=_("Why, if you decline"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=500,
        help_text=_("You need not say. Only the prize office reads it."),
    )

    @property
    def accepts(self):
        return self.cleaned_data["answer"] == ACCEPT


class EmbargoForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[(ACCEPT, _("I accept the embargo")), (DECLINE, _("I do not accept it"))],
        help_text=_("Without your acceptance the link shows nothing, and is closed."),
    )

    @property
    def accepts(self):
        return self.cleaned_data["answer"] == ACCEPT
