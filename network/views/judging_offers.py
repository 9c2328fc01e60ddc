"""What judging takes, and the form by which somebody offers it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.rules import is_signed_in
from network.actions.jury_offers import offer_to_judge, take_jury_offer_back
from network.forms.industry import JuryOfferForm
from network.industry_sharing import share_of
from network.models import JuryOffer
from network.rules.industry import may_take_offer_back
from network.views.industry import prize_of


def judge(request):
    prize = prize_of(request)
    if prize is None:
        raise Http404
    offer = standing_offer(request.user, prize)
    form = None
    if is_signed_in(request.user) and offer is None:
        form = JuryOfferForm(request.POST or None, initial=known_of(request.user))
        if request.method == "POST" and form.is_valid() and try_to_offer(form, prize, request.user):
            messages.success(request, _("Thank you. The prize office has your offer and writes to you."))
            return redirect("industry:judge")
    description = _("Who sits on the jury, what it takes, and how to offer it.")
    share = share_of(request, "industry:judge", _("Judge for the prize"), description)
    context = {"prize": prize, "offer": offer, "form": form, "share": share}
    return render(request, "network/judge.html", context)


def standing_offer(person, prize):
    if not is_signed_in(person):
        return None
    return JuryOffer.objects.of_person(person).open().filter(prize=prize).prefetch_related("fields").first()


def known_of(person):
    works = person.affiliations.current().select_related("organisation").first()
    return {"organisation_name": works.organisation.name} if works else {}


def try_to_offer(form, prize, person):
    typed = form.cleaned_data
    try:
        return offer_to_judge(
            prize=prize,
            organisation_name=typed["organisation_name"],
            seat_type=typed["seat_type"],
            fields=form.terms(),
            note=typed["note"],
            by=person,
        )
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return None


@login_required
def take_back(request, pk):
    offer = get_object_or_404(JuryOffer.objects.of_person(request.user), pk=pk)
    if not may_take_offer_back(request.user, offer):
        return redirect("industry:judge")
    if request.method != "POST":
        return render(request, "network/take_offer_back.html", {"offer": offer})
    try:
        take_jury_offer_back(offer=offer, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Your offer is taken back."))
    return redirect("industry:judge")
