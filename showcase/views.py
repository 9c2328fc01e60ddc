from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from accounts.enums import InvitationState
from accounts.models import Invitation
from nominations.views.common import NominationMixin
from showcase.actions import answer_approval, answer_award, latest_draft, may_be_answered
from showcase.enums import APPROVER, AwardState
from showcase.forms import ApprovalForm, AwardForm
from showcase.models import Award
from showcase.models.pages import shown_of


@never_cache
@require_http_methods(["GET", "POST"])
def approve(request, token):
    """The company reads its page as it would appear and answers. The link is the key; no account is needed."""
    invitation = Invitation.objects.with_token(token).filter(purpose=APPROVER).first()
    if invitation is None:
        raise Http404("No such link.")
    award = Award.objects.with_context().get(pk=invitation.target)
    page = latest_draft(award)
    context = {"page": page, "invitation": invitation, **shown_of(award)}
    if invitation.state != InvitationState.OPEN or not may_be_answered(invitation, page):
        return render(request, "showcase/approval_closed.html", context)
    form = ApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answer(request, invitation, form):
        return redirect("showcase:approve", token=token)
    return render(request, "showcase/approval.html", context | {"form": form})


def _answer(request, invitation, form):
    person = request.user if request.user.is_authenticated else None
    facts = {"name": form.cleaned_data["name"], "remark": form.cleaned_data["remark"]}
    try:
        answer_approval(invitation=invitation, approves=form.approves, by=person, **facts)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


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
            messages.success(request, "Your answer is recorded.")
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
