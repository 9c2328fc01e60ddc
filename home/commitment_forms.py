"""What is typed about promises: by the office, which writes them down, and by the company, which reports them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from accounts.rules import prizes_where
from home.models import AwardCommitment, StoryPage
from home.querysets import SITE_ROLES, on_sites_of
from showcase.models import Award


class CommitmentForm(WagtailAdminModelForm):
    """Which award it is of is chosen once."""

    class Meta:
        model = AwardCommitment
        fields = ("award", "kind", "what", "due_on", "event", "story")
        widgets = {"due_on": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["award"]
        else:
            self.fields["award"].queryset = Award.objects.public().in_order().with_context()
        self.fields["event"].queryset = self.fields["event"].queryset.order_by("-starts_at")
        sites = on_sites_of(prizes_where(self.for_user, *SITE_ROLES))
        self.fields["story"].queryset = StoryPage.objects.filter(sites).order_by("title")
        self.fields["event"].help_text = _("The event by which it is kept, once it stands on the site.")
        self.fields["story"].help_text = _("The story by which it is kept.")


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Note"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DoneForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was done, and where it can be seen."),
    )


class DropForm(NoteForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = _("Why nothing comes of it. The company can read it.")


class ReopenForm(NoteForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = _("Why it is not done yet. The company is told.")


class ReportForm(forms.Form):
    """The company says that something is done."""

    commitment = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What was done"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a sentence, with the address where it can be seen, or the day on which it was."),
    )
