"""The public pages at the door of industry: the same for every stranger."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from accounts.visitors import for_everybody
from network.industry_sharing import share_of, share_of_problem
from network.models import ApproachConsent, CapabilityProfile, ProblemStatement
from network.partners import partners_of
from prizes.models import Edition, Prize
from showcase.cards import cards_of
from showcase.models import Award

PER_PAGE = 20


def prize_of(request):
    """Whose site this is; with one prize on the installation it is that one."""
    site = Site.find_for_request(request)
    own = Prize.objects.filter(site=site).order_by("pk").first() if site else None
    return own or Prize.objects.order_by("pk").first()


@require_safe
@for_everybody
def door(request):
    prize = prize_of(request)
    editions = Edition.objects.public().filter(prize=prize)
    description = _("Nominate suppliers, judge, say what you look for, meet honored companies, carry the prize.")
    context = {
        "share": share_of(
            request, "industry:door", _("For large manufacturers, universities, intermediaries"), description
        ),
        "open_edition": editions.open_for_nominations().order_by("closes_at").first(),
        "coming_edition": editions.upcoming().order_by("opens_at").first(),
        "problem_count": ProblemStatement.objects.published().count(),
        "finalist_count": ApproachConsent.objects.public().of_prize(prize).count(),
        "partners": partners_of(prize),
    }
    return render(request, "network/industry_door.html", context)


@require_safe
@for_everybody
def problems(request):
    # What can still be answered comes first: published is after closed in the alphabet.
    rows = ProblemStatement.objects.public().for_listing().order_by("-state", "-published_at", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    description = _("What large manufacturers, universities and intermediaries will need in the years to come.")
    context = {"page": page, "share": share_of(request, "industry:problems", _("What industry looks for"), description)}
    return render(request, "network/problems.html", context)


@require_safe
@for_everybody
def problem(request, pk):
    found = get_object_or_404(ProblemStatement.objects.public().for_listing(), pk=pk)
    return render(request, "network/problem.html", {"statement": found, "share": share_of_problem(request, found)})


@require_safe
@for_everybody
def finalists(request):
    description = _("Companies that the prize has honored, and what they would like to be asked about.")
    context = {
        "rows": approachable(request),
        "share": share_of(request, "industry:finalists", _("Honored companies open to you"), description),
    }
    return render(request, "network/finalists.html", context)


def approachable(request):
    """(card, what it would like to be asked about, its public profile or None) of each, in a fixed number of queries."""
    public = ApproachConsent.objects.public().of_prize(prize_of(request))
    consents = {consent.award_id: consent for consent in public}
    awards = list(Award.objects.public().filter(pk__in=consents).for_cards().in_order())
    cards = cards_of(awards, request)
    owners = dict(Award.objects.filter(pk__in=consents).values_list("pk", "organisation"))
    profiles = CapabilityProfile.objects.public().filter(organisation__in=owners.values())
    by_owner = {profile.organisation_id: profile for profile in profiles.select_related("organisation")}
    return [(card, consents[card.award.pk].about, by_owner.get(owners[card.award.pk])) for card in cards]


@require_safe
@for_everybody
def partners(request):
    prize = prize_of(request)
    if prize is None:
        raise Http404
    description = _("The organizations that carry the prize, and what for.")
    context = {
        "partners": partners_of(prize),
        "share": share_of(request, "industry:partners", _("Partners"), description),
    }
    return render(request, "network/partners.html", context)
