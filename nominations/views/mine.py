from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import ListView, TemplateView

from nominations import rules, windows
from nominations.enums import NominationState
from nominations.help import company_of, help_for
from nominations.models import Nomination
from nominations.next_steps import next_steps
from nominations.registries import companions_of
from nominations.views.common import NominationMixin
from prizes.models import Edition


class MyNominations(LoginRequiredMixin, ListView):
    template_name = "nominations/mine.html"
    context_object_name = "nominations"

    def get_queryset(self):
        return Nomination.objects.of_collaborator(self.request.user).for_listing()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(context["nominations"])
        steps = next_steps(rows)
        entries = [{"nomination": row, "deadline": windows.deadline_of(row), "step": steps[row.pk]} for row in rows]
        editions = Edition.objects.public().open_for_nominations().select_related("prize")
        return {**context, "entries": entries, "editions": editions}


class NominationDetail(NominationMixin, TemplateView):
    template_name = "nominations/detail.html"

    def get_context_data(self, **kwargs):
        nomination, person = self.nomination, self.request.user
        return super().get_context_data(
            step=next_steps([nomination])[nomination.pk],
            deadline=windows.deadline_of(nomination),
            submissions=nomination.submissions.all(),
            may_edit=rules.may_edit(person, nomination),
            may_withdraw=rules.may_withdraw(person, nomination),
            **help_shown(nomination),
            companions=companions_of(person, nomination),
            may_answer_invitation=rules.may_answer_invitation(person, nomination),
            **kwargs,
        )


def help_shown(nomination):
    """Whom to ask for help, when it is not eligible this time."""
    if nomination.state != NominationState.INELIGIBLE:
        return {}
    company = company_of(nomination)
    return {"help": help_for(company), "help_query": company.query}
