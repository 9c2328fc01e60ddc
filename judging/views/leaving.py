"""Ways to leave an entry: outside my field, not free to judge, something is wrong with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from accounts.rules import NotAllowed
from judging.actions import raise_concern, recuse, return_assignment, revise_scorecard
from judging.forms import ReasonForm
from judging.models import Scorecard
from judging.reading import name_of
from judging.views.common import JudgingPage, find_assignment


class LeavePage(JudgingPage, FormView):
    """One reason, one act. Subclasses say which."""

    form_class = ReasonForm
    template_name = "judging/leave.html"
    title = text = label = action_label = done = ""

    @cached_property
    def assignment(self):
        return find_assignment(self.request.user, self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": self.label}

    def get_context_data(self, **kwargs):
        candidacy = self.assignment.candidacy
        return super().get_context_data(
            name=name_of(candidacy),
            title=self.title,
            text=self.text,
            action_label=self.action_label,
            entry_url=reverse("judging:entry", args=[candidacy.pk]),
            **kwargs,
        )

    def form_valid(self, form):
        try:
            self.act(form.cleaned_data["reason"])
        except NotAllowed as refusal:
            # What the juror could do when this page was opened: it was handed in meanwhile, or the round has closed.
            messages.error(self.request, str(refusal))
            return redirect("judging:entry", self.assignment.candidacy_id)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def get_success_url(self):
        return reverse("judging:queue")

    def act(self, reason):
        raise NotImplementedError


class Return(LeavePage):
    title = _("Return this entry")
    text = _("When it lies outside your field. The prize office finds somebody else; what you marked does not count.")
    label = _("Why is it outside your field?")
    action_label = _("Return the entry")
    done = _("The entry is returned. Thank you for saying so.")

    def act(self, reason):
        return_assignment(assignment=self.assignment, reason=reason, by=self.request.user)


class Recuse(LeavePage):
    title = _("Recuse yourself")
    text = _("When you notice only now that you are not free to judge this entry. What you marked does not count.")
    label = _("What ties you to it?")
    action_label = _("Recuse me")
    done = _("You are off this entry. Thank you for saying so.")

    def act(self, reason):
        recuse(assignment=self.assignment, reason=reason, by=self.request.user)


class Revise(LeavePage):
    title = _("Change your marks")
    text = _(
        "The marks that you gave before stand as they are. What you change here is kept beside them, with your reason."
    )
    label = _("Why do you see it differently now?")
    action_label = _("Open my scorecard")
    done = _("Your scorecard is open. Change what you want, then hand it in again.")

    def get_success_url(self):
        return reverse("judging:entry", args=[self.assignment.candidacy_id])

    def act(self, reason):
        cards = Scorecard.objects.for_juror(self.request.user)
        card = get_object_or_404(cards, candidacy=self.assignment.candidacy_id)
        revise_scorecard(scorecard=card, reason=reason, by=self.request.user)


class RaiseConcern(LeavePage):
    title = _("Raise a concern")
    text = _(
        "When something about this entry should be looked into. It goes to the prize office; you can go on judging."
    )
    label = _("What should the prize office look at?")
    action_label = _("Send to the prize office")
    done = _("The prize office has your concern and will answer.")

    def get_success_url(self):
        return reverse("judging:entry", args=[self.assignment.candidacy_id])

    def act(self, reason):
        raise_concern(assignment=self.assignment, text=reason, by=self.request.user)
