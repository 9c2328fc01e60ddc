from django import forms


class ReasonForm(forms.Form):
    """One sentence that stands in the record."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, label="Reason", help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text


class PledgeForm(forms.Form):
    agreed = forms.BooleanField(label="I have read this, and I pledge it.")
