from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeState(models.TextChoices):
    PENDING = "pending", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


# The wait after each failed attempt; after the last attempt there is none, and the notice has failed.
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 25, 120, 600)]
MOST_ATTEMPTS = len(BACK_OFF) + 1

CANCELLABLE_STATES = (NoticeState.PENDING, NoticeState.FAILED)
RESENDABLE_STATES = (NoticeState.SENT, NoticeState.FAILED, NoticeState.CANCELLED)
