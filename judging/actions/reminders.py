from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from judging import rules
from judging.actions.common import entries_in_words, locked_round, tell_about_round
from judging.models import Assignment, Round

# How many days before the close a juror with unfinished entries hears of it.
REMINDER_DAYS = (7, 3, 1)


def remind_unfinished():
    """The clock's job: each juror hears at most once for each of the days, however often the clock ticks."""
    for round in Round.objects.open().select_related("edition__prize"):
        days_left = (round.closes_at - timezone.now()).total_seconds() / 86_400
        due = [days for days in REMINDER_DAYS if days_left <= days]
        if due:
            remind_jurors(round, min(due))


@transaction.atomic
def remind_by_hand(*, round, by):
    """Exactly those hear of it who have not handed in, and nobody twice on the same day. Returns how many do."""
    round = locked_round(round)
    demand(rules.may_assign(by, round), _("The prize office reminds, or who leads the panel."))
    if not round.is_open:
        raise TransitionRefused(_("Jurors are reminded while the round is open."))
    today = timezone.localtime(timezone.now(), round.edition.zone).date()
    reminded = remind_jurors(round, today.isoformat())
    record_event("round.reminded", target=round, by=by, details={"jurors": len(reminded)}, subjects=reminded)
    return reminded


@transaction.atomic
def remind_jurors(round, occasion):
    """Those with something still to hand in; returns the jurors who had not been told on this occasion."""
    unfinished = Assignment.objects.active().in_round(round).not_handed_in()
    counts = Counter(unfinished.values_list("juror", flat=True))
    return [
        juror
        for juror in Person.objects.current().filter(pk__in=counts)
        if tell_about_round(
            "reminder",
            round,
            to=juror,
            entries=entries_in_words(counts[juror.pk]),
            dedupe_key=f"judging.reminder:{round.pk}:{occasion}",
        )
    ]
