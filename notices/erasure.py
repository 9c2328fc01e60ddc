"""Erasing a person from the outbox: that something was sent stays, what it said and where it went does not."""

from django.db import transaction

from notices.enums import NoticeState
from notices.models import Notice


@transaction.atomic
def erase_notices_of(person):
    """Call it while the person still has their address: mails from before they had an account are found by it."""
    theirs = Notice.objects.belonging_to(person)
    theirs.filter(state__in=[NoticeState.PENDING, NoticeState.FAILED]).update(state=NoticeState.CANCELLED)
    # One that is being sent this moment goes out; its row is emptied all the same.
    theirs.filter(state=NoticeState.SENDING).update(state=NoticeState.CANCELLED)
    return theirs.update(address="", subject="", body_text="", body_html="", last_error="", dedupe_key=None)
