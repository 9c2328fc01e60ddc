from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from accounts.by_link import ByLink
from nominations.views.common import NominationMixin
from showcase.actions import answer_approval, answer_award, latest_draft, may_be_answered
from showcase.enums import APPROVER, AwardState
from showcase.forms import ApprovalForm, AwardForm
from showcase.holding import show_by_link
from showcase.models import Award
from showcase.models.pages import shown_of


class AnswerByLink(ByLink):
    """The company reads its page as it would appear and answers."""

    form_class = ApprovalForm

    def given(self, form):
        told = form.cleaned_data
        return {"approves": form.approves, "name": told["name"], "remark": told["remark"]}


class ApproveWinnerPage(AnswerByLink):
    purposes = (APPROVER,)
    template_name = "showcase/approval.html"
    closed_template_name = "showcase/approval_closed.html"

    @cached_property
    def award(self):
        return Award.objects.with_context().get(pk=self.invitation.target)

    @cached_property
    def page(self):
        return latest_draft(self.award)

    def get(self, request, *args, **kwargs):
        show_by_link(request, self.award)
        return super().get(request, *args, **kwargs)

    def may_be_answered(self):
        return may_be_answered(self.invitation, self.page)

    def answer(self, **given):
        answer_approval(**given)

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **shown_of(self.award), **kwargs)


@method_decorator(never_cache, name="dispatch")
class AwardAnswer(NominationMixin, TemplateView):
    """The company takes its award or declines it. Before it is told there is no such page."""

    template_name = "showcase/award.html"

    @cached_property
    def awards(self):
        told = Award.objects.told_to_entrants().filter(nomination=self.nomination).with_context()
        return list(told) or not_there()

    def get_context_data(self, *, answered=None, **kwargs):
        rows = [(award, self._form_for(award, answered)) for award in self.awards]
        return super().get_context_data(awards=rows, **kwargs)

    def post(self, request, *args, **kwargs):
        award = next((row for row in self.awards if str(row.pk) == request.POST.get("award")), None) or not_there()
        form = AwardForm(request.POST, auto_id=f"{award.pk}-%s")
        if form.is_valid() and self._answer(award, form):
            messages.success(request, _("Your answer is recorded."))
            return redirect("award:answer", self.nomination.pk)
        return self.render_to_response(self.get_context_data(answered=form))

    def _answer(self, award, form):
        try:
            answer_award(award=award, accept=form.accepts, by=self.request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        return True

    @staticmethod
    def _form_for(award, answered):
        if award.state != AwardState.OFFERED:
            return None
        if answered is not None and answered.data["award"] == str(award.pk):
            return answered
        return AwardForm(initial={"award": award.pk}, auto_id=f"{award.pk}-%s")


def not_there():
    raise Http404("There is no award to answer.")
