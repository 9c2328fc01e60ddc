from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions import revoke_invitation
from accounts.models import Invitation
from nominations import rules
from nominations.actions import invite_collaborator, remove_collaborator
from nominations.actions.collaborators import PURPOSE
from nominations.forms import CollaboratorForm
from nominations.views.common import find_nomination


@login_required
def collaborators(request, pk):
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    may_invite = rules.may_invite_collaborators(request.user, nomination)
    form = CollaboratorForm(request.POST or None) if may_invite else None
    if form and request.method == "POST" and form.is_valid() and try_to_invite(form, nomination, request.user):
        messages.success(request, _("We have written to %(address)s.") % {"address": form.cleaned_data["address"]})
        return redirect("nominations:collaborators", nomination.pk)
    return render(
        request,
        "nominations/collaborators.html",
        {
            "nomination": nomination,
            "edition": nomination.edition,
            "form": form,
            "collaborators": nomination.collaborators.select_related("person"),
            "invitations": Invitation.objects.open().for_target(PURPOSE, nomination),
        },
    )


def try_to_invite(form, nomination, person):
    try:
        return invite_collaborator(nomination=nomination, address=form.cleaned_data["address"], by=person)
    except ValidationError as refusal:
        form.add_error("address", refusal.messages)
        return None


@login_required
@require_POST
def remove(request, pk, person):
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    row = get_object_or_404(nomination.collaborators.select_related("person"), person=person)
    try:
        remove_collaborator(nomination=nomination, person=row.person, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    if row.person == request.user and not rules.is_collaborator(request.user, nomination):
        return redirect("nominations:mine")
    return redirect("nominations:collaborators", nomination.pk)


@login_required
@require_POST
def revoke(request, pk, invitation):
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    found = get_object_or_404(Invitation.objects.open().for_target(PURPOSE, nomination), pk=invitation)
    revoke_invitation(invitation=found, by=request.user)
    messages.success(request, _("The invitation of %(address)s is taken back.") % {"address": found.address})
    return redirect("nominations:collaborators", nomination.pk)
