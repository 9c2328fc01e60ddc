"""Preview, submission, receipt, what was submitted, withdrawal, and the answer to an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nominations import rules, windows
from nominations.actions import (
    accept_nomination,
    decline_nomination,
    submit_nomination,
    values_of,
    withdraw_nomination,
)
from nominations.enums import Audience
from nominations.forms import SubmitForm
from nominations.progress import progress_of
from nominations.questionnaire import current_questionnaire
from nominations.reading import read, read_submission
from nominations.views.common import find_nomination
from nominations.views.draft import section_links


@login_required
def preview(request, pk):
    """The draft as the jury will read it: without what only the prize office sees."""
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    questionnaire = current_questionnaire(nomination.category, nomination.language)
    sections = read(questionnaire, values_of(nomination), audience=Audience.JURY) if questionnaire else []
    context = {"nomination": nomination, "edition": nomination.edition, "sections": sections}
    return render(request, "nominations/preview.html", context)


@login_required
def submit(request, pk):
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    questionnaire = current_questionnaire(nomination.category, nomination.language)
    if questionnaire is None or not rules.may_submit(request.user, nomination):
        return redirect("nominations:detail", nomination.pk)
    form = SubmitForm(request.POST or None, initial={"terms_version": nomination.edition.terms_version})
    if request.method == "POST" and form.is_valid() and try_to_submit(form, nomination, request.user):
        return redirect("nominations:receipt", nomination.pk)
    progress = progress_of(questionnaire, values_of(nomination))
    return render(
        request,
        "nominations/submit.html",
        {
            "nomination": nomination,
            "edition": nomination.edition,
            "deadline": windows.deadline_of(nomination),
            "form": form,
            "progress": progress,
            "links": section_links(nomination, progress, None),
            "may_edit": rules.may_edit(request.user, nomination),
        },
    )


def try_to_submit(form, nomination, person):
    try:
        return submit_nomination(
            nomination=nomination,
            terms_version=form.cleaned_data["terms_version"],
            consents_to_publish=form.cleaned_data["consents_to_publish"],
            by=person,
        )
    except ValidationError as refusal:
        explain(form, refusal, nomination)
        return None


def explain(form, refusal, nomination):
    """What the entrant can do about it. Gaps are listed on the page with links to their sections."""
    reasons = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    if "terms" in reasons:
        form.data = form.data.copy()
        form.data["terms_version"] = nomination.edition.terms_version
        form.add_error("terms", reasons["terms"])
    elif "eligibility" in reasons:
        form.add_error(None, _("The conditions of entry have changed since you started. Answer them once more."))
        form.conditions_changed = True
    elif "" in reasons:
        form.add_error(None, reasons[""])
    else:
        form.add_error(None, _("Something is still missing; see the list above."))


@login_required
def receipt(request, pk):
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    newest = nomination.submissions.order_by("-number").first()
    if newest is None:
        return redirect("nominations:detail", nomination.pk)
    context = {"nomination": nomination, "edition": nomination.edition, "submission": newest}
    return render(request, "nominations/receipt.html", context)


@login_required
def submission(request, pk, number):
    """What was submitted, unchanged; made to be printed. The prize office and the auditor read the same page."""
    nomination = find_nomination(request.user, pk, rules.may_see)
    submissions = nomination.submissions.select_related("form__category__edition", "submitted_by")
    found = get_object_or_404(submissions, number=number)
    return render(
        request,
        "nominations/submission.html",
        {
            "nomination": nomination,
            "edition": nomination.edition,
            "submission": found,
            "sections": read_submission(found),
        },
    )


@login_required
def withdraw(request, pk):
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    if not rules.may_withdraw(request.user, nomination):
        return redirect("nominations:detail", nomination.pk)
    if request.method == "POST":
        try:
            withdraw_nomination(nomination=nomination, by=request.user)
        except ValidationError as refused:
            # Decided between the page and the button.
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("The nomination is withdrawn."))
        return redirect("nominations:detail", nomination.pk)
    return render(request, "nominations/withdraw.html", {"nomination": nomination, "edition": nomination.edition})


@login_required
@require_POST
def accept(request, pk):
    nomination = find_nomination(request.user, pk, rules.may_answer_invitation)
    accept_nomination(nomination=nomination, by=request.user)
    return redirect("nominations:draft", nomination.pk)


@login_required
@require_POST
def decline(request, pk):
    nomination = find_nomination(request.user, pk, rules.may_answer_invitation)
    decline_nomination(nomination=nomination, by=request.user)
    return redirect("nominations:detail", nomination.pk)
