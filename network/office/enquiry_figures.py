"""Enquiries in numbers. A fixed number of questions to the database, whatever their number."""

from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Q

from network.enums import EnquiryOutcome, EnquiryState


@dataclass(frozen=True)
class Figures:
    enquiries: int
    # Of each enquiry at each of its companies.
    sent: int
    by_state: list[tuple[str, int]]
    # From the hour it was sent to the hour it was answered; None where nothing was answered yet.
    median_days: float | None
    # For each outcome, as the askers and as the companies say.
    outcomes: list[tuple[str, int, int]]
    asked: int
    # Name, sent, answered, declined; the most wanted first.
    processes: list[dict]


def figures(recipients):
    states = dict(recipients.order_by().values_list("state").annotate(Count("pk")))
    counts = recipients.aggregate(
        enquiries=Count("enquiry", distinct=True),
        sent=Count("pk"),
        asked=Count("pk", filter=Q(outcome_asked_at__isnull=False)),
    )
    return Figures(
        enquiries=counts["enquiries"],
        sent=counts["sent"],
        by_state=[(state.label, states.get(state.value, 0)) for state in EnquiryState],
        median_days=_median_days(recipients),
        outcomes=_outcomes(recipients),
        asked=counts["asked"],
        processes=_processes(recipients),
    )


def _median_days(recipients):
    # An answered one that was stopped later was answered all the same.
    answered = recipients.filter(answered_at__isnull=False).exclude(state=EnquiryState.DECLINED)
    times = answered.values_list("enquiry__created_at", "answered_at")
    days = [(after - before).total_seconds() / 86_400 for before, after in times]
    return round(median(days), 1) if days else None


def _outcomes(recipients):
    sides = [
        dict(recipients.order_by().values_list(side).annotate(Count("pk")))
        for side in ("asker_outcome", "company_outcome")
    ]
    return [(outcome.label, *(side.get(outcome.value, 0) for side in sides)) for outcome in EnquiryOutcome]


def _processes(recipients):
    rows = (
        recipients.order_by()
        .values("enquiry__process__name")
        .annotate(
            sent=Count("pk"),
            answered=Count("pk", filter=Q(state=EnquiryState.ANSWERED)),
            declined=Count("pk", filter=Q(state=EnquiryState.DECLINED)),
        )
    )
    named = [{**row, "name": row["enquiry__process__name"] or ""} for row in rows]
    return sorted(named, key=lambda row: (-row["sent"], row["name"]))
