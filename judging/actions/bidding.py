"""What a juror would like to read, said before anything is assigned."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from judging import rules
from judging.actions.checks import refuse_closed
from judging.actions.common import locked_round
from judging.enums import BidChoice
from judging.models import Bid, Candidacy


@transaction.atomic
def place_bids(*, round, choices, by):
    """`choices` maps entries to a BidChoice, or to "" where the juror takes their word back. Others stay as they were."""
    round = locked_round(round)
    demand(rules.may_bid(by, round), _("Sign the pledge and declare your ties first."))
    refuse_closed(round)
    refuse_assigned(round, by)
    refuse_unknown(choices)
    refuse_foreign(round, choices, by)
    if not choices:
        return
    Bid.objects.filter(juror=by, candidacy__in=[entry.pk for entry, choice in choices.items() if not choice]).delete()
    now = timezone.now()
    Bid.objects.bulk_create(
        [Bid(candidacy=entry, juror=by, choice=choice, placed_at=now) for entry, choice in choices.items() if choice],
        update_conflicts=True,
        unique_fields=["candidacy", "juror"],
        update_fields=["choice", "placed_at"],
    )
    record_event("bids.placed", target=round, by=by, details=counted(round, by), subjects=[by])


def refuse_assigned(round, by):
    if not rules.bids_are_asked(by, round):
        raise TransitionRefused(_("The entries of this round are assigned. Your bids stay as they were."))


def refuse_unknown(choices):
    if any(choice and choice not in BidChoice.values for choice in choices.values()):
        raise ValidationError(_("Choose one of the answers."))


def refuse_foreign(round, choices, by):
    """Of another panel or round, withdrawn, or of a company to which the juror is tied."""
    own = Candidacy.objects.filter(round=round).open_to_bids_of(by)
    demand({entry.pk for entry in choices} <= set(own.values_list("pk", flat=True)))


def counted(round, juror):
    """How many bids stand of each kind: the record tells no entry."""
    found = Counter(Bid.objects.filter(candidacy__round=round, juror=juror).values_list("choice", flat=True))
    return {choice: found[choice] for choice in BidChoice.values}
