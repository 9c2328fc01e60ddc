"""The press of the running year: one reporter has accepted the embargo, another has not answered yet."""

from datetime import timedelta

from django.utils import timezone

from accounts.invitations import token_hash
from accounts.models import Invitation
from home.demo import cast
from home.demo.clock import at
from judging.actions.decisions import set_announcement
from judging.enums import AWARD_OUTCOMES, RoundKind
from judging.models import Round
from showcase.actions import accept_embargo, invite_press
from showcase.models import PressPass


def set_hours(edition, office, when):
    """When the awards will be told, long before anybody knows who gets them."""
    final = Round.objects.get(edition=edition, kind=RoundKind.FINAL)
    days = {"entrants_at": 10, "press_at": 19, "public_at": 21}
    times = {name: final.closes_at + timedelta(days=number) for name, number in days.items()}
    for outcome in AWARD_OUTCOMES:
        with at(when):
            set_announcement(round=final, outcome=outcome, by=office, **times)


def let_the_press_in(edition, office, when):
    with at(when):
        press_pass = _invite(edition, cast.READING, office)
        _invite(edition, cast.ASKED, office)
    with at(when + timedelta(days=1)):
        accept_embargo(press_pass=press_pass)


def _invite(edition, reporter, office):
    facts = {"name": reporter.name, "outlet": reporter.outlet, "address": reporter.email}
    press_pass = invite_press(edition=edition, by=office, **facts)
    # The default of a column keeps the real clock.
    when = {"created_at": timezone.now()}
    PressPass.objects.filter(pk=press_pass.pk).update(**when)
    Invitation.objects.filter(pk=press_pass.invitation_id).update(token_hash=token_hash(reporter.token), **when)
    return press_pass
