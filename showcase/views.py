from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.enums import InvitationState
from accounts.models import Invitation
from showcase.actions import APPROVER, answer_approval, latest_draft, may_be_answered
from showcase.forms import ApprovalForm
from showcase.models import Award


@never_cache
@require_http_methods(["GET", "POST"])
def approve(request, token):
    """The company reads its page as it would appear and answers. The link is the key; no account is needed."""
    invitation = Invitation.objects.with_token(token).filter(purpose=APPROVER).first()
    if invitation is None:
        raise Http404("No such link.")
    award = Award.objects.with_context().get(pk=invitation.target)
    page = latest_draft(award)
    context = {"award": award, "page": page, "invitation": invitation}
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
