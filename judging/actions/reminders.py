from collections import Counter

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from judging.actions.common import tell_about_round
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
def remind_jurors(round, days):
    unfinished = Assignment.objects.active().in_round(round).not_handed_in()
    counts = Counter(unfinished.values_list("juror", flat=True))
    for juror in Person.objects.current().filter(pk__in=counts):
        count = counts[juror.pk]
        tell_about_round(
            "reminder",
            round,
            to=juror,
            entries="one entry" if count == 1 else f"{count} entries",
            dedupe_key=f"judging.reminder:{round.pk}:{days}",
        )
