"""What waits for the prize office at the door of industry."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.backoffice.work import WorkRow, item_of
from accounts.rules import is_secretariat_of_any_prize
from network.models import JuryOffer, ProblemStatement
from network.rules.industry import may_decide_offer
from showcase.work import day


def problems_that_wait(user):
    if not is_secretariat_of_any_prize(user):
        return []
    waiting = ProblemStatement.objects.waiting().select_related("organisation", "person").order_by("created_at")
    rows = [
        WorkRow(
            statement.title,
            reverse("problem_statements:inspect", args=[statement.pk]),
            _("Read and decide"),
            note=_("%(organisation)s, by %(person)s (%(address)s)")
            % {
                "organisation": statement.organisation,
                "person": statement.person,
                "address": statement.person.email,
            },
        )
        for statement in waiting
    ]
    text = ngettext("problem statement to publish", "problem statements to publish", len(rows))
    return item_of(text, rows, reverse("problem_statements:index"))


def jury_offers_that_wait(user):
    waiting = JuryOffer.objects.visible_to(user).waiting().for_listing().order_by("created_at")
    rows = [
        WorkRow(
            str(offer.person),
            reverse("jury_offers:inspect", args=[offer.pk]),
            _("Put on the list, invite or decline"),
            note=_("%(organisation)s, offered on %(day)s")
            % {"organisation": offer.organisation_name, "day": day(offer.created_at)},
        )
        for offer in waiting
        if may_decide_offer(user, offer)
    ]
    text = ngettext("offer to judge", "offers to judge", len(rows))
    return item_of(text, rows, reverse("jury_offers:index"))
