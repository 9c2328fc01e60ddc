"""Naming companies, following how far they come, and the page on which a named company answers."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.actions import accept_invitation
from accounts.enums import InvitationState
from accounts.invitations import purpose_named
from accounts.joining import remember_invitation
from accounts.models import Invitation
from accounts.rules import is_signed_in
from accounts.typed import whole_number
from accounts.views import InvitationPage
from nominations import rules, windows
from nominations.actions import (
    decline_by_link,
    nominate_companies,
    own_organisations,
    remind_nominee,
    take_back_nomination,
)
from nominations.actions.nominating import BY_NOMINATOR, MOST_NOMINATED, PURPOSE
from nominations.enums import NOMINEE_STATES, NominationState, NomineeState
from nominations.forms import DeclineNominationForm, NominateForm, nominee_rows
from nominations.invitations import nominator_of
from nominations.models import Nomination
from nominations.questionnaire import current_questionnaire
from nominations.registries import calendar_of, public_outcomes_of
from prizes.enums import WindowState
from prizes.models import Edition


def start(request):
    """What nominating is, for everybody; the form, for whoever is signed in while nominations are open."""
    edition = edition_asked_for(request)
    if request.method == "POST" and is_signed_in(request.user) and edition:
        return take_form(request, edition)
    return show_form(request, edition)


def edition_asked_for(request):
    """The one named in the address, closed or not: a text typed before the close is not thrown away after it."""
    public = Edition.objects.public().select_related("prize")
    asked = whole_number(request.GET.get("edition", ""))
    if asked is not None:
        return get_object_or_404(public, pk=asked)
    return public.open_for_nominations().order_by("closes_at").first()


def take_form(request, edition):
    form = NominateForm(request.POST, organisations=own_organisations(request.user))
    rows = nominee_rows(edition, request.POST)
    if "more" in request.POST:
        return show_form(request, edition, form, nominee_rows(edition, one_more(request.POST)))
    if not (form.is_valid() and rows.is_valid()):
        return show_form(request, edition, form, rows)
    made = try_to_nominate(edition, form, rows, request.user)
    if made is None:
        return show_form(request, edition, form, rows)
    told = ngettext(
        "We have written to the company. You see here what it answers.",
        "We have written to the %(count)s companies. You see here what they answer.",
        len(made),
    )
    messages.success(request, told % {"count": len(made)})
    return redirect("nominate:mine")


def one_more(posted):
    """The same form with another empty row; what was typed stays."""
    posted = posted.copy()
    rows = whole_number(posted.get("nominee-TOTAL_FORMS", "")) or 1
    posted["nominee-TOTAL_FORMS"] = str(min(rows + 1, MOST_NOMINATED))
    return posted


def try_to_nominate(edition, form, rows, person):
    filled = [row for row in rows.forms if row.has_changed()]
    try:
        return nominate_companies(
            edition=edition,
            nominees=[row.nominee() for row in filled],
            by=person,
            organisation=form.chosen_organisation(),
        )
    except ValidationError as refusal:
        explain(form, filled, refusal)
        return None


def explain(form, filled, refusal):
    """What is wrong with one company is said at its field."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for place, errors in refusal.error_dict.items():
        number, _dash, name = place.partition("-")
        if number.isdecimal():
            filled[int(number)].add_error(name, errors)
        else:
            form.add_error(place if place in form.fields else None, errors)


def show_form(request, edition, form=None, rows=None):
    is_open = edition is not None and windows.is_edition_open(edition)
    may_write = is_signed_in(request.user) and edition is not None and (is_open or form is not None)
    if may_write and form is None:
        form, rows = NominateForm(organisations=own_organisations(request.user)), nominee_rows(edition)
    context = {
        "edition": edition,
        "is_open": is_open,
        "form": form if may_write else None,
        "rows": rows,
        "may_add": rows is not None and len(rows.forms) < MOST_NOMINATED,
        "most": MOST_NOMINATED,
        "here": f"{reverse('nominate:start')}?edition={edition.pk}" if edition else reverse("nominate:start"),
        "other_editions": other_open_editions(edition),
        **({} if is_open else told_of_dates(edition)),
        "has_nominated": is_signed_in(request.user) and Nomination.objects.nominated_by(request.user).exists(),
    }
    return render(request, "nominations/nominate.html", context)


def told_of_dates(edition):
    """When nominations open, and the calendar that tells when they do: of the edition asked for, else of the nearest."""
    public = Edition.objects.public().select_related("prize")
    coming = edition if is_planned(edition) else public.upcoming().order_by("opens_at").first()
    known = coming or edition or public.order_by("-closes_at").first()
    return {"coming": coming, "calendar_url": calendar_of(known) if known else ""}


def is_planned(edition):
    return edition is not None and edition.window() == WindowState.PLANNED


def other_open_editions(edition):
    open_now = Edition.objects.public().open_for_nominations().select_related("prize")
    return open_now.exclude(pk=edition.pk) if edition else open_now


@dataclass(frozen=True)
class Named:
    """A company as its nominator may know it: never what it writes, its outcome only once everybody may know it."""

    nomination: Nomination
    address: str
    state: str
    state_label: str
    outcome: str
    may_remind: bool
    was_reminded: bool
    may_take_back: bool


@login_required
def mine(request):
    nominations = Nomination.objects.nominated_by(request.user).select_related("edition", "category", "organisation")
    rows = list(nominations)
    invitations = invitations_of(rows)
    outcomes = public_outcomes_of(rows)
    named = [named_as(row, invitations.get(str(row.pk)), outcomes.get(row.pk, "")) for row in rows]
    return render(request, "nominations/nominated.html", {"named": named})


def invitations_of(nominations):
    asked = Invitation.objects.filter(purpose=PURPOSE, target__in=[str(row.pk) for row in nominations])
    return {invitation.target: invitation for invitation in asked.order_by("created_at")}


def named_as(nomination, invitation, outcome):
    state = NOMINEE_STATES[nomination.state]
    waits = nomination.state == NominationState.INVITED
    reminded = invitation is not None and BY_NOMINATOR in invitation.terms
    return Named(
        nomination=nomination,
        address=invitation.address if invitation else "",
        state=state,
        state_label=NomineeState(state).label,
        outcome=outcome,
        may_remind=waits and invitation is not None and not reminded and windows.is_edition_open(nomination.edition),
        was_reminded=reminded,
        may_take_back=waits,
    )


def find_nominated(person, pk):
    return get_object_or_404(Nomination.objects.nominated_by(person).select_related("edition", "organisation"), pk=pk)


@login_required
@require_POST
def remind(request, pk):
    nomination = find_nominated(request.user, pk)
    try:
        remind_nominee(nomination=nomination, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("We have written to %(company)s once more.") % {"company": nomination.organisation})
    return redirect("nominate:mine")


@login_required
def take_back(request, pk):
    nomination = find_nominated(request.user, pk)
    if not rules.may_take_nomination_back(request.user, nomination):
        return redirect("nominate:mine")
    if request.method != "POST":
        return render(request, "nominations/take_back.html", {"nomination": nomination, "edition": nomination.edition})
    try:
        take_back_nomination(nomination=nomination, by=request.user)
    except ValidationError as refusal:
        # Answered between the page and the button.
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(
            request, _("The nomination of %(company)s is taken back.") % {"company": nomination.organisation}
        )
    return redirect("nominate:mine")


class AnswerNomination(InvitationPage):
    """The company reads who nominates it and why, what the prize is and what it takes, and answers."""

    template_name = "nominations/answer.html"

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if found.purpose != PURPOSE:
            raise Http404("No such link.")
        return found

    @cached_property
    def nomination(self):
        rows = Nomination.objects.select_related(
            "edition__prize", "category", "organisation", "nominator", "nominating_organisation"
        )
        return get_object_or_404(rows, pk=self.object.target)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if not request.user.is_authenticated and self.object.state == InvitationState.OPEN:
            remember_invitation(request, kwargs["token"])
        return response

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if request.POST.get("answer") == "accept":
            return self.accept()
        return self.decline()

    def accept(self):
        if not self.request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?next={self.request.path}")
        try:
            accept_invitation(invitation=self.object, by=self.request.user)
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return redirect(self.request.path)
        return redirect(purpose_named(PURPOSE).where_next(self.object))

    def decline(self):
        form = DeclineNominationForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        person = self.request.user if self.request.user.is_authenticated else None
        try:
            decline_by_link(invitation=self.object, by=person, remark=form.cleaned_data["remark"])
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        nomination = self.nomination
        waits = nomination.state == NominationState.INVITED and nomination.edition.closes_at > timezone.now()
        context = super().get_context_data(**{"form": DeclineNominationForm(), **kwargs})
        return context | {
            "nomination": nomination,
            "edition": nomination.edition,
            "nominator": nominator_of(nomination),
            "questions": question_count(nomination),
            "own_entries": entries_of(self.request.user, nomination.edition),
            "is_open": context["is_open"] and waits,
        }


def entries_of(person, edition):
    """What somebody works on already: a company that has entered need not enter once more because it is named."""
    if not is_signed_in(person):
        return []
    own = Nomination.objects.of_collaborator(person).filter(edition=edition).not_final()
    return own.select_related("organisation").order_by("created_at")


def question_count(nomination):
    questionnaire = current_questionnaire(nomination.category, nomination.language)
    return len(questionnaire.questions) if questionnaire else 0
