"""When the provider of a service is asked whether all of it is right."""

from django.utils import timezone

from prizes.enums import ASKED_AGAIN_AFTER, CONFIRMED_FOR


def is_to_be_asked(service, today):
    """On the day it is due, and once more when nothing came of that."""
    asked_on = timezone.localdate(service.asked_at) if service.asked_at else None
    days = [service.review_due_on, service.review_due_on + ASKED_AGAIN_AFTER]
    return any(day <= today and (asked_on is None or asked_on < day) for day in days)


def next_review(today):
    return today + CONFIRMED_FOR
