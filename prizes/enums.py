from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vocabulary(models.TextChoices):
    SUB_INDUSTRY = "sub_industry", _("Sub-industry")
    TECHNOLOGY = "technology", _("Technology")
    PRACTICE = "practice", _("Practice")
    CAPABILITY = "capability", _("Capability")
    ASSISTANCE = "assistance", _("Form of assistance")
    PROCESS = "process", _("Process")
    MATERIAL = "material", _("Material")
    CERTIFICATION = "certification", _("Certification")


# By what an entry and a juror are matched.
MATCHED = (Vocabulary.SUB_INDUSTRY, Vocabulary.TECHNOLOGY, Vocabulary.PRACTICE)
# What has a page of its own.
TOPIC_VOCABULARIES = MATCHED


class RuleKind(models.TextChoices):
    YES_NO = "yes_no", _("Yes or no")
    NUMBER = "number", _("Number within limits")
    CHOICE = "choice", _("Choice")


class WindowState(models.TextChoices):
    """Where a window stands; it follows from its dates and is never stored."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class SeatType(models.TextChoices):
    """Whom a juror's seat speaks for; the mix of a panel is planned over these."""

    OEM = "oem", _("Large manufacturer")
    UNIVERSITY = "university", _("University")
    INTERMEDIARY = "intermediary", _("Intermediary organization")
    OTHER = "other", _("Other expert")


class CompanyStage(models.TextChoices):
    """Where a company stands: what help suits it depends on that."""

    STARTING = "starting", _("Starting, with a first product")
    GROWING = "growing", _("Growing, with orders to fill")
    ESTABLISHED = "established", _("Established, and looking for what is next")
    CHANGING_HANDS = "changing_hands", _("Changing hands, or about to")


class ServiceCost(models.TextChoices):
    FREE = "free", _("Free of charge")
    SUBSIDIZED = "subsidized", _("Partly paid for by others")
    PAID = "paid", _("At its price")


class ServiceRequestState(models.TextChoices):
    SENT = "sent", _("Sent")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Declined by the provider")
    WITHDRAWN = "withdrawn", _("Taken back")


SERVICE_REQUEST_TRANSITIONS = {
    ServiceRequestState.SENT: (
        ServiceRequestState.ANSWERED,
        ServiceRequestState.DECLINED,
        ServiceRequestState.WITHDRAWN,
    ),
    ServiceRequestState.ANSWERED: (),
    ServiceRequestState.DECLINED: (),
    ServiceRequestState.WITHDRAWN: (),
}


# What the links are for that a provider of services gets.
SERVICE_REVIEW, SERVICE_REQUEST = "prizes.service_review", "prizes.service_request"

# A service is confirmed for a year. Its provider is asked on the day, and once more a month later; after two months
# its page says that nobody confirmed it.
CONFIRMED_FOR = timedelta(days=365)
ASKED_AGAIN_AFTER = timedelta(days=30)
UNCONFIRMED_AFTER = timedelta(days=60)

# A request that waits is brought to mind once, and later stands before the office.
REMINDED_AFTER = timedelta(days=7)
REQUEST_LATE_AFTER = timedelta(days=21)
MOST_OPEN_REQUESTS = 5
# What was taken back counts too: each is a letter to somebody.
MOST_REQUESTS_A_DAY = 10
