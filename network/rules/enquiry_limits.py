"""How much one person may write. Companies answer as long as an enquiry is something rare."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.models import Enquiry, EnquiryRecipient
from prizes.clock import spoken

ENQUIRIES_A_DAY = 3
COMPANIES_A_WEEK = 10
# What a company has left unanswered from one person. After that time it no longer counts.
WAITING_AT_ONE_COMPANY = 2
WAITS_FOR = timedelta(days=60)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def too_much(person, profiles, now=None):
    """What forbids writing to these companies now, each a sentence that says when it is possible again."""
    now = now or timezone.now()
    return [refusal for refusal in (_today(person, now), _this_week(person, len(profiles), now)) if refusal] + [
        refusal for profile in profiles if (refusal := _waiting(person, profile, now))
    ]


def free_again(times, *, adding, limit, window):
    """When so many more fit below the limit; None when they do now. `times` of what counts, the oldest first."""
    over = len(times) + adding - limit
    return times[over - 1] + window if over > 0 else None


def _today(person, now):
    sent = Enquiry.objects.of_person(person).filter(created_at__gt=now - DAY)
    times = list(sent.order_by("created_at").values_list("created_at", flat=True))
    free = free_again(times, adding=1, limit=ENQUIRIES_A_DAY, window=DAY)
    if free is None:
        return ""
    return _("You can send %(limit)s enquiries a day. The next one is possible from %(moment)s.") % {
        "limit": ENQUIRIES_A_DAY,
        "moment": _spoken(free),
    }


def _this_week(person, adding, now):
    sent = EnquiryRecipient.objects.written_by(person).filter(enquiry__created_at__gt=now - WEEK)
    times = list(sent.order_by("enquiry__created_at").values_list("enquiry__created_at", flat=True))
    free = free_again(times, adding=adding, limit=COMPANIES_A_WEEK, window=WEEK)
    if free is None:
        return ""
    left = COMPANIES_A_WEEK - len(times)
    told = {"limit": COMPANIES_A_WEEK, "left": left, "moment": _spoken(free)}
    if left == 0:
        return _("You can write to %(limit)s companies a week. The next one is possible from %(moment)s.") % told
    return (
        ngettext(
            "You can write to %(limit)s companies a week, and %(left)s is left. Choose fewer, or wait until %(moment)s.",
            "You can write to %(limit)s companies a week, and %(left)s are left. Choose fewer, or wait until %(moment)s.",
            left,
        )
        % told
    )


def _waiting(person, profile, now):
    waiting = EnquiryRecipient.objects.written_by(person).waiting().filter(profile=profile)
    times = waiting.filter(enquiry__created_at__gt=now - WAITS_FOR).order_by("enquiry__created_at")
    times = list(times.values_list("enquiry__created_at", flat=True))
    free = free_again(times, adding=1, limit=WAITING_AT_ONE_COMPANY, window=WAITS_FOR)
    if free is None:
        return ""
    return _(
        "%(company)s has %(limit)s enquiries of yours to answer. You can write to it again when it has answered one, "
        "or from %(moment)s."
    ) % {"company": profile, "limit": WAITING_AT_ONE_COMPANY, "moment": _spoken(free)}


def _spoken(moment):
    return spoken(moment, timezone.get_current_timezone())
