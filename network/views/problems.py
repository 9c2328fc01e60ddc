"""Writing what an organisation looks for, answering it for a company, and reading the answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.actions.problems import (
    change_problem,
    close_problem,
    decline_reply,
    hand_problem_in,
    reply_to_problem,
    take_problem_back,
    take_reply_up,
    write_problem,
)
from network.enums import ReplyState
from network.forms.industry import ProblemForm, ReplyAnswerForm, ReplyForm
from network.keepers import keepers_by_company
from network.models import ProblemReply, ProblemStatement
from network.problem_sides import asker_of, reached_through
from network.rules import industry as rules


@login_required
def mine(request):
    """What the person, or a colleague whom the organisation knows, has written."""
    behind = rules.organisations_behind(request.user)
    own = Q(person=request.user) | Q(organisation__in=rules.organisations_that_know(request.user))
    rows = ProblemStatement.objects.filter(own, organisation__in=behind).for_listing().with_reply_counts()
    context = {"statements": rows.order_by("-created_at"), "organisations": behind}
    return render(request, "network/my_problems.html", context)


@login_required
def write(request):
    organisations = list(rules.organisations_behind(request.user))
    if not organisations:
        return render(request, "network/problem_no_organisation.html")
    form = ProblemForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        statement = attempt(
            form,
            lambda: write_problem(
                organisation=form.chosen_organisation(), facts=form.facts(), terms=form.terms(), by=request.user
            ),
        )
        if statement:
            return after_writing(request, statement)
    return render(request, "network/problem_form.html", {"form": form})


@login_required
def edit(request, pk):
    statement = find_statement(request.user, pk, rules.may_see_own_statement)
    # What was typed in another tab meanwhile stays where it was typed, with the reason why it is not kept.
    if request.method != "POST" and not rules.is_editable(request.user, statement):
        return redirect("industry:replies", statement.pk)
    initial = {name: getattr(statement, name) for name in ProblemForm.FACTS}
    initial |= {"organisation": str(statement.organisation_id), "terms": statement.terms.all()}
    form = ProblemForm(request.POST or None, organisations=[statement.organisation], initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form,
            lambda: change_problem(statement=statement, facts=form.facts(), terms=form.terms(), by=request.user),
        )
        if changed:
            return after_writing(request, changed)
    return render(request, "network/problem_form.html", {"form": form, "statement": statement})


def after_writing(request, statement):
    """Kept by now, whatever becomes of handing it in."""
    if "hand_in" not in request.POST:
        messages.success(request, _("Saved as a draft. Nobody else reads it yet."))
        return redirect("industry:edit_problem", statement.pk)
    told = _("The prize office reads it and publishes it, or writes to you.")
    done(request, lambda: hand_problem_in(statement=statement, by=request.user), told)
    return redirect("industry:my_problems")


@login_required
def take_back(request, pk):
    statement = find_statement(request.user, pk, rules.may_see_own_statement)
    if not rules.may_take_statement_back(request.user, statement):
        return redirect("industry:replies", statement.pk)
    if request.method == "POST":
        done(request, lambda: take_problem_back(statement=statement, by=request.user), _("It is a draft again."))
        return redirect("industry:edit_problem", statement.pk)
    return render(request, "network/problem_take_back.html", {"statement": statement})


@login_required
def close(request, pk):
    statement = find_statement(request.user, pk, rules.may_see_own_statement)
    if not rules.may_close_statement(request.user, statement):
        return redirect("industry:replies", statement.pk)
    if request.method == "POST":
        done(request, lambda: close_problem(statement=statement, by=request.user), _("It takes no more answers."))
        return redirect("industry:replies", statement.pk)
    return render(request, "network/problem_close.html", {"statement": statement})


@login_required
def replies(request, pk):
    statement = find_statement(request.user, pk, rules.may_read_replies)
    # Whoever is here acts for the organisation; what is left to ask is the state.
    answers = list(statement.replies.for_listing())
    keepers = keepers_by_company([each.organisation_id for each in answers])
    context = {
        "statement": statement,
        "replies": [(each, reached_through(each, keepers[each.organisation_id])) for each in answers],
        "may_edit": rules.is_editable(request.user, statement),
        "may_take_back": rules.waits_for_office(request.user, statement),
        "may_close": rules.is_published(request.user, statement),
    }
    return render(request, "network/problem_replies.html", context)


@login_required
def reply(request, pk):
    """A company's one answer: the form, or what it wrote and what came back."""
    statement = get_object_or_404(ProblemStatement.objects.public().select_related("organisation", "person"), pk=pk)
    companies = rules.companies_spoken_for(request.user)
    sent = list(statement.replies.for_listing().of_companies(companies))
    open_companies = [company for company in companies if company.pk not in {each.organisation_id for each in sent}]
    form = None
    # Sent a moment too late, the text stands in the form still: the action says why it is not taken.
    if open_companies and (statement.takes_replies or request.method == "POST"):
        form = ReplyForm(request.POST or None, organisations=open_companies)
        if request.method == "POST" and form.is_valid() and try_to_reply(form, statement, request.user):
            messages.success(request, _("Your answer is sent. You hear from them by e-mail, and read it here."))
            return redirect("industry:reply", statement.pk)
    context = {
        "statement": statement,
        "sent": [(each, asker_of(each) if each.state == ReplyState.TAKEN_UP else None) for each in sent],
        "form": form,
        "speaks_for_none": not companies,
    }
    return render(request, "network/problem_reply.html", context)


def try_to_reply(form, statement, person):
    return attempt(
        form,
        lambda: reply_to_problem(
            statement=statement,
            organisation=form.chosen_organisation(),
            text=form.cleaned_data["text"],
            by=person,
        ),
    )


@login_required
def answer_reply(request, pk):
    found = get_object_or_404(ProblemReply.objects.for_listing(), pk=pk)
    if not rules.may_read_replies(request.user, found.statement):
        raise Http404
    if request.method != "POST" and not rules.may_answer_reply(request.user, found):
        return redirect("industry:replies", found.statement_id)
    form = ReplyAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act, told = decline_reply, _("The company is told.")
        if "take_up" in request.POST:
            act, told = take_reply_up, _("You have each other's address now.")
        answer = form.cleaned_data["answer"]
        if attempt(form, lambda: act(reply=found, answer=answer, by=request.user)):
            messages.success(request, told)
            return redirect("industry:replies", found.statement_id)
    return render(request, "network/problem_answer.html", {"reply": found, "statement": found.statement, "form": form})


def find_statement(person, pk, rule):
    statement = get_object_or_404(ProblemStatement.objects.for_listing().select_related("person"), pk=pk)
    if not rule(person, statement):
        raise Http404
    return statement


def attempt(form, act):
    """What the act gives back; None where it refused, with its reason in the form."""
    try:
        return act()
    except ValidationError as refusal:
        if not hasattr(refusal, "error_dict"):
            form.add_error(None, refusal)
            return None
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
        return None


def done(request, act, told):
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, told)
