from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.enums import RoleName
from accounts.rules import prizes_where
from nominations import rules
from nominations.actions import answer_eligibility, own_organisations, start_nomination
from nominations.forms import ScreenerForm, StartForm, screener_initial
from nominations.help import company_of, company_of_person
from nominations.questionnaire import current_questionnaire
from nominations.registries import calendar_of
from nominations.views.common import find_nomination
from nominations.windows import deadline_of
from prizes.eligibility import check
from prizes.enums import WindowState
from prizes.models import Category, Edition

SESSION_KEY = "screener_answers"


def while_open(view):
    """Of an edition that the public knows and that is not open, say since when or from when; of any other, nothing."""

    @wraps(view)
    def wrapper(request, edition):
        known = get_object_or_404(editions_for(request.user), pk=edition)
        if known.window() != WindowState.OPEN:
            context = {"edition": known, "calendar_url": calendar_of(known)}
            return render(request, "nominations/not_open.html", context, status=404)
        return view(request, known)

    return wrapper


@while_open
def screener(request, edition):
    """The conditions of entry, before anybody has to sign in."""
    conditions = list(edition.eligibility_rules.for_screening())
    kept = request.session.get(SESSION_KEY, {}).get(str(edition.pk), {})
    form = ScreenerForm(request.POST or None, rules=conditions, initial=screener_initial(kept))
    verdict = None
    if request.method == "POST" and form.is_valid():
        verdict = check(conditions, form.answers(), company_of_person(request.user))
        keep_answers(request, edition, form.answers())
        if verdict.eligible:
            return redirect("nominations:start", edition.pk)
    context = {"edition": edition, "deadline": edition.closes_at, "form": form, "verdict": verdict}
    return render(request, "nominations/screener.html", context)


@while_open
def start(request, edition):
    """Which category, and for whom. Whoever is not signed in comes back here, with the answers still kept."""
    answers = request.session.get(SESSION_KEY, {}).get(str(edition.pk))
    if answers is None or not check(edition.eligibility_rules.for_screening(), answers).eligible:
        return redirect("nominations:screener", edition.pk)
    if not request.user.is_authenticated:
        return render(request, "nominations/sign_up.html", {"edition": edition})
    form = StartForm(
        request.POST or None,
        categories=edition.categories.all(),
        organisations=own_organisations(request.user),
    )
    if request.method == "POST" and form.is_valid():
        nomination = try_to_start(form, answers, request.user)
        if nomination:
            forget_answers(request, edition)
            return redirect("nominations:draft", nomination.pk)
    return render(request, "nominations/start.html", {"edition": edition, "form": form})


@login_required
def conditions(request, pk):
    """The screener, for a draft that somebody else named, or whose edition has changed its rules since."""
    nomination = find_nomination(request.user, pk, rules.may_edit)
    edition = nomination.edition
    # A company that somebody else named comes here before it writes anything.
    is_first = nomination.eligibility_version is None
    asked = list(edition.eligibility_rules.for_screening())
    initial = screener_initial(nomination.eligibility_answers)
    form = ScreenerForm(request.POST or None, rules=asked, initial=initial)
    verdict = None
    if request.method == "POST" and form.is_valid():
        verdict = check(asked, form.answers(), company_of(nomination))
        if verdict.eligible:
            answer_eligibility(nomination=nomination, eligibility_answers=form.answers(), by=request.user)
            return redirect("nominations:draft" if is_first else "nominations:submit", nomination.pk)
    context = {"edition": edition, "nomination": nomination, "deadline": deadline_of(nomination), "is_first": is_first}
    return render(request, "nominations/screener.html", context | {"form": form, "verdict": verdict})


def try_to_start(form, answers, person):
    try:
        return start_nomination(eligibility_answers=answers, by=person, language=person.language, **form.arguments())
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return None


def editions_for(person):
    """Published editions; for the prize office also those that are not public, to rehearse."""
    offices = prizes_where(person, RoleName.SECRETARIAT)
    editions = Edition.objects.filter(Q(published=True, rehearsal=False) | Q(prize__in=offices))
    return editions.select_related("prize")


def keep_answers(request, edition, answers):
    request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), str(edition.pk): answers}


def forget_answers(request, edition):
    kept = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {key: value for key, value in kept.items() if key != str(edition.pk)}


def print_form(request, category):
    """The form on paper, before anybody signs up."""
    category = get_object_or_404(Category.objects.select_related("edition__prize"), pk=category)
    if not is_readable(request.user, category.edition):
        raise Http404
    questionnaire = current_questionnaire(category)
    if questionnaire is None:
        raise Http404
    context = {"edition": category.edition, "category": category, "questionnaire": questionnaire}
    return render(request, "nominations/print_form.html", context | {"now": timezone.now()})


def is_readable(person, edition):
    if edition.published and not edition.rehearsal:
        return True
    return edition.prize_id in prizes_where(person, RoleName.SECRETARIAT, RoleName.AUDITOR)
