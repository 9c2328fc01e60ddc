from django import forms

from notices.rendering import SUBJECT_LENGTH


class TextForm(forms.Form):
    """The words of one notice. Its variables are checked by the template they belong to."""

    subject = forms.CharField(max_length=SUBJECT_LENGTH)
    body = forms.CharField(widget=forms.Textarea(attrs={"rows": 16}), max_length=10_000)

    def __init__(self, *args, template, **kwargs):
        super().__init__(*args, **kwargs)
        self.template = template

    def clean(self):
        cleaned = super().clean()
        self.template.check(cleaned.get("subject", ""), cleaned.get("body", ""))
        return cleaned
