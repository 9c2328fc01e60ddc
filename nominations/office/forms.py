from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from nominations.enums import ScanState
from nominations.models import Nomination, SubmissionAnswer, SubmissionAttachment
from nominations.questionnaire import load_questionnaire
from nominations.windows import moment_text

LONG = forms.Textarea(attrs={"rows": 5})


class NominationActForm(forms.Form):
    def __init__(self, *args, nomination, **kwargs):
        super().__init__(*args, **kwargs)
        self.nomination = nomination

    def name_the_clock(self, field):
        """A time that is typed without a zone is on the edition's clock, and says so where it is typed."""
        edition = self.nomination.edition
        told = _("On the clock of %(zone)s, where this edition is held.") % {
            "zone": edition.time_zone.replace("_", " ")
        }
        self.fields[field].help_text = f"{self.fields[field].help_text} {told}".strip()


class IneligibleForm(NominationActForm):
    reason = forms.CharField(
        max_length=2000,
        widget=LONG,
        help_text=gettext_lazy("The company reads this. Say which condition is not met, and why."),
    )


class ReopenScreeningForm(NominationActForm):
    reason = forms.CharField(
        max_length=2000,
        widget=LONG,
        help_text=gettext_lazy("The company reads this. Say what was found wrongly, and why."),
    )


class RequestInformationForm(NominationActForm):
    what = forms.CharField(
        label=gettext_lazy("What is needed"),
        max_length=2000,
        widget=LONG,
        help_text=gettext_lazy("The company reads this, word for word."),
    )
    due_at = forms.DateTimeField(label=gettext_lazy("Until when"), widget=AdminDateTimeInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.name_the_clock("due_at")


class ExtensionForm(NominationActForm):
    until = forms.DateTimeField(label=gettext_lazy("New deadline"), widget=AdminDateTimeInput)
    reason = forms.CharField(
        max_length=500, widget=LONG, help_text=gettext_lazy("Stands in the record; the company does not see it.")
    )

    def __init__(self, *args, deadline, **kwargs):
        super().__init__(*args, **kwargs)
        edition = self.nomination.edition
        self.fields["until"].help_text = _("The deadline that holds now is %(deadline)s.") % {
            "deadline": moment_text(deadline, edition)
        }
        self.name_the_clock("until")


class DuplicateField(forms.ModelChoiceField):
    def label_from_instance(self, nomination):
        code = nomination.reference_code or _("no reference yet")
        return f"{nomination} · {nomination.organisation} · {code} · {nomination.get_state_display().lower()}"


class MergeForm(NominationActForm):
    """One of the proposed duplicates, or any other of the edition by its reference."""

    target = DuplicateField(
        label=gettext_lazy("The nomination that stays"),
        queryset=Nomination.objects.none(),
        required=False,
        # Keeps the empty choice among the radio buttons.
        blank=True,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("Another one"),
        help_text=gettext_lazy("Proposed: the same company or the same title in this edition."),
    )
    reference = forms.CharField(label=gettext_lazy("Reference of another one"), max_length=20, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        alike = Nomination.objects.likely_duplicates_of(self.nomination).not_final().select_related("organisation")
        if alike:
            self.fields["target"].queryset = alike
        else:
            del self.fields["target"]
            self.fields["reference"].label = _("Reference of the nomination that stays")

    def clean(self):
        typed = super().clean()
        if not typed.get("target"):
            typed["target"] = self.by_reference(typed.get("reference", ""))
        return typed

    def by_reference(self, reference):
        others = (
            Nomination.objects.filter(edition=self.nomination.edition_id).not_final().exclude(pk=self.nomination.pk)
        )
        found = others.filter(reference_code__iexact=reference.strip()).first() if reference else None
        if found is None:
            refusal = _("No other nomination of this edition that is still open has this reference.")
            self.add_error("reference", refusal if reference else _("Say which nomination stays."))
        return found


class EraseForm(NominationActForm):
    questions = forms.MultipleChoiceField(label=gettext_lazy("Which answers"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        max_length=500, widget=LONG, help_text=gettext_lazy("Stands in the record. Do not repeat the answer.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = erasable_questions(self.nomination)


def erasable_questions(nomination):
    """Key and wording of each answer, and of each question for files, that some submission still holds."""
    kept = SubmissionAnswer.objects.filter(submission__nomination=nomination, value__isnull=False)
    files = SubmissionAttachment.objects.filter(submission__nomination=nomination)
    files = files.exclude(attachment__scan_state=ScanState.ERASED)
    keys = {*kept.values_list("question_key", flat=True), *files.values_list("question_key", flat=True)}
    newest = nomination.submissions.select_related("form__category__edition").last()
    asked = load_questionnaire(newest.form, newest.language).questions if newest else {}
    named = [(key, question.label) for key, question in asked.items() if key in keys]
    # An earlier version of the form may have asked what the newest no longer knows.
    return named + [(key, key) for key in sorted(keys - set(asked))]
