from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from judging.enums import CommentState
from judging.feedback import edit_of
from judging.models import Expertise
from prizes.enums import MATCHED
from prizes.models import Term

REASON = gettext_lazy("Reason")


class ReasonForm(forms.Form):
    """One sentence that stands in the record."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, label=REASON, help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text


def fields_of(juror):
    """The terms that a juror has named, by vocabulary: what the form below starts from."""
    named = {vocabulary: [] for vocabulary in MATCHED}
    for expertise in Expertise.objects.filter(juror=juror, term__vocabulary__in=MATCHED).select_related("term"):
        named[expertise.term.vocabulary].append(expertise.term)
    return named


class FieldsForm(forms.Form):
    """What a juror knows, a list of boxes for each vocabulary that entries are matched by."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for vocabulary in MATCHED:
            self.fields[vocabulary] = forms.ModelMultipleChoiceField(
                label=vocabulary.label,
                queryset=Term.objects.filter(vocabulary=vocabulary),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def terms(self):
        return [term for vocabulary in MATCHED for term in self.cleaned_data[vocabulary]]


class PledgeForm(forms.Form):
    agreed = forms.BooleanField(label=gettext_lazy("I have read this, and I pledge it."))


class TieForm(forms.Form):
    """Which of two entries that share a rank stands above the other. `entries`: pairs of id and name."""

    above = forms.ChoiceField(label=gettext_lazy("This entry"))
    below = forms.ChoiceField(label=gettext_lazy("stands above this one"))
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It stands in the minutes, and the ruling is not turned round later."),
    )

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("above", "below"):
            self.fields[name].choices = [("", _("Choose an entry")), *entries]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("above") and cleaned.get("above") == cleaned.get("below"):
            raise forms.ValidationError(_("Choose two different entries."))
        return cleaned


class DecisionForm(forms.Form):
    """`base_revision` is the decision that the page was made from; a newer one is shown, never overwritten."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    reason = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("It stands in the minutes. The entrant does not read it."),
    )
    base_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, outcomes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(outcome.value, outcome.label) for outcome in outcomes]


class AnnouncementForm(forms.Form):
    """Typed and shown on the clock of the edition."""

    entrants_at = forms.DateTimeField(label=gettext_lazy("Entrants"), required=False)
    press_at = forms.DateTimeField(label=gettext_lazy("Press, under embargo"), required=False)
    public_at = forms.DateTimeField(label=gettext_lazy("The public"), required=False)

    def __init__(self, *args, zone, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            field.help_text = _("On the clock of %(zone)s. Empty: not yet set.") % {"zone": zone}


class FeedbackForm(forms.Form):
    """The chair's word on each comment, then what the entry did well and could do next."""

    strengths = forms.CharField(
        label=gettext_lazy("Strengths"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What the jury found convincing, for the entrant to build on."),
    )
    next_steps = forms.CharField(
        label=gettext_lazy("Next steps"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What would have made the entry stronger, as advice."),
    )

    def __init__(self, *args, remarks, **kwargs):
        super().__init__(*args, **kwargs)
        self.remarks = remarks
        for number, remark in enumerate(remarks, start=1):
            self._add(number, remark)
        self.order_fields([name for name in self.fields if name[-1].isdigit()] + ["strengths", "next_steps"])

    def _add(self, number, remark):
        edit = edit_of(remark)
        self.fields[f"state_{number}"] = forms.ChoiceField(
            label=_("Comment %(number)d: %(text)s") % {"number": number, "text": remark.text},
            choices=[("", _("Not read yet")), *CommentState.choices],
            required=False,
            initial=edit.state if edit else "",
        )
        self.fields[f"text_{number}"] = forms.CharField(
            label=_("Comment %(number)d in other words") % {"number": number},
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            initial=edit.text if edit else "",
        )
        self.fields[f"reason_{number}"] = forms.CharField(
            label=_("Why comment %(number)d is not sent") % {"number": number},
            required=False,
            max_length=500,
            initial=edit.reason if edit else "",
        )

    def clean(self):
        cleaned = super().clean()
        for number in range(1, len(self.remarks) + 1):
            state = cleaned.get(f"state_{number}")
            if state == CommentState.REWORDED and not cleaned.get(f"text_{number}", "").strip():
                self.add_error(f"text_{number}", _("Write the other words in which the comment is sent."))
            if state == CommentState.WITHHELD and not cleaned.get(f"reason_{number}", "").strip():
                self.add_error(f"reason_{number}", _("Say why a comment is not sent: the reason stands in the record."))
        return cleaned

    def edits_of(self, cleaned):
        """(remark, state, text, reason) of each comment that was decided on."""
        decided = (
            (number, remark) for number, remark in enumerate(self.remarks, start=1) if cleaned[f"state_{number}"]
        )
        return [
            (remark, CommentState(cleaned[f"state_{n}"]), cleaned[f"text_{n}"], cleaned[f"reason_{n}"])
            for n, remark in decided
        ]


class AttendanceForm(forms.Form):
    """Who is in the meeting now, of all who have a seat in the round."""

    present = forms.MultipleChoiceField(
        label=gettext_lazy("In the room"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, jurors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(str(juror.pk), juror.get_full_name()) for juror in jurors]


class VotesForm(forms.Form):
    """How each juror in the room voted; who is left at "did not vote" is not on the ballot."""

    ABSTAINS = "abstains"

    def __init__(self, *args, people, outcomes, **kwargs):
        super().__init__(*args, **kwargs)
        self.jurors = {f"vote_{person.juror.pk}": person.juror for person in people}
        choices = [
            ("", _("did not vote")),
            (self.ABSTAINS, _("abstains")),
            *((outcome.value, outcome.label) for outcome in outcomes),
        ]
        for name, juror in self.jurors.items():
            select = forms.Select(attrs={"class": "form-select"})
            self.fields[name] = forms.ChoiceField(
                label=juror.get_full_name(), choices=choices, required=False, widget=select
            )

    def votes(self):
        """Outcomes by juror's id; an abstention is empty."""
        given = {juror.pk: self.cleaned_data[name] for name, juror in self.jurors.items() if self.cleaned_data[name]}
        return {pk: "" if choice == self.ABSTAINS else choice for pk, choice in given.items()}
