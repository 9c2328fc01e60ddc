"""The acts of the prize office on one nomination. Each page asks; the action of the same name decides."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.backoffice import HouseActView
from nominations import actions, windows
from nominations.actions.common import transitions
from nominations.enums import SCREENED_STATES, NominationState
from nominations.office import forms
from prizes.backoffice import OnTheEditionsClock


class NominationActView(OnTheEditionsClock, HouseActView):
    form_class = forms.NominationActForm
    leads_to = None

    @classmethod
    def offered_for(cls, row):
        return transitions.allows(row.state, cls.leads_to)

    def zone(self, request):
        return self.object.edition.zone

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"nomination": self.object}

    def get_success_url(self):
        return reverse(self.viewset.get_url_name("inspect"), args=[self.object.pk])


class EligibleView(NominationActView):
    page_title = gettext_lazy("Found eligible")
    icon_name = "check"
    leads_to = NominationState.ELIGIBLE
    question = gettext_lazy("It takes part from now on, and everybody who works on it is told by mail.")
    submit_label = gettext_lazy("It is eligible")

    def act(self, form):
        actions.screen_eligible(nomination=self.object, by=self.request.user)
        return _("“%(object)s” is eligible.") % {"object": self.object}


class IneligibleView(NominationActView):
    page_title = gettext_lazy("Not eligible")
    icon_name = "cross"
    leads_to = NominationState.INELIGIBLE
    destructive = True
    form_class = forms.IneligibleForm
    question = gettext_lazy(
        "It does not take part. Everybody who works on it gets your reason by mail, and where help may be had."
    )
    submit_label = gettext_lazy("It is not eligible")

    def act(self, form):
        actions.screen_ineligible(nomination=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("“%(object)s” is not eligible, and its people are told why.") % {"object": self.object}


class ReopenScreeningView(NominationActView):
    page_title = gettext_lazy("Screen it again")
    icon_name = "undo"
    form_class = forms.ReopenScreeningForm
    question = gettext_lazy(
        "The finding is taken back, and the nomination waits to be screened as it did before. Everybody who works on it "
        "is told why. It cannot be done once a jury has the entry."
    )
    submit_label = gettext_lazy("Take the finding back")

    @classmethod
    def offered_for(cls, row):
        return row.state in SCREENED_STATES

    def act(self, form):
        actions.reopen_screening(nomination=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("“%(object)s” waits to be screened again, and its people are told why.") % {"object": self.object}


class RequestInformationView(NominationActView):
    page_title = gettext_lazy("Ask for information")
    icon_name = "help"
    leads_to = NominationState.NEEDS_INFORMATION
    form_class = forms.RequestInformationForm
    question = gettext_lazy(
        "It is opened again for the people who work on it, until a date of its own. What was submitted stays as it is; "
        "submitting again makes a second submission."
    )
    submit_label = gettext_lazy("Ask for it")

    def act(self, form):
        typed = form.cleaned_data
        actions.request_information(
            nomination=self.object, what=typed["what"], due_at=typed["due_at"], by=self.request.user
        )
        due = windows.moment_text(typed["due_at"], self.object.edition)
        return _("The people of “%(object)s” are asked, and have until %(due)s.") % {"object": self.object, "due": due}


class ExtendView(NominationActView):
    page_title = gettext_lazy("Grant an extension")
    icon_name = "time"
    form_class = forms.ExtensionForm
    question = gettext_lazy(
        "More time for this entrant alone. A draft that the close already passed over is a draft again."
    )
    submit_label = gettext_lazy("Grant it")

    @classmethod
    def offered_for(cls, row):
        return row.state in (
            NominationState.DRAFT,
            NominationState.NEEDS_INFORMATION,
            NominationState.NOT_SUBMITTED,
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"deadline": windows.deadline_of(self.object)}

    def act(self, form):
        typed = form.cleaned_data
        actions.grant_extension(
            nomination=self.object, until=typed["until"], reason=typed["reason"], by=self.request.user
        )
        return _("“%(object)s” may be submitted until %(until)s.") % {
            "object": self.object,
            "until": windows.moment_text(typed["until"], self.object.edition),
        }


class MergeView(NominationActView):
    page_title = gettext_lazy("Merge into another")
    icon_name = "resubmit"
    leads_to = NominationState.MERGED
    destructive = True
    form_class = forms.MergeForm
    question = gettext_lazy(
        "This nomination and another one are the same. This one points to the other for good, and the people who work on "
        "it work on the other from now on. What this one says is not carried over."
    )
    submit_label = gettext_lazy("Merge")

    def act(self, form):
        target = actions.merge_nominations(source=self.object, target=form.cleaned_data["target"], by=self.request.user)
        return _("“%(object)s” is now part of “%(target)s”.") % {"object": self.object, "target": target}


class EraseAnswersView(NominationActView):
    page_title = gettext_lazy("Erase answers")
    icon_name = "bin"
    destructive = True
    form_class = forms.EraseForm
    question = gettext_lazy(
        "What you tick is emptied for good, in every submission and in the draft. That it was there, and that it was erased, "
        "stays in the record, and the rest still verifies."
    )
    submit_label = gettext_lazy("Erase for good")

    @classmethod
    def offered_for(cls, row):
        return row.submitted_at is not None

    def act(self, form):
        typed = form.cleaned_data
        actions.erase_answers_everywhere(
            nomination=self.object, question_keys=typed["questions"], reason=typed["reason"], by=self.request.user
        )
        return _("%(questions)s answers of “%(object)s” are erased.") % {
            "questions": len(typed["questions"]),
            "object": self.object,
        }
