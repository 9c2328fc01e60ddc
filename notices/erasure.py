"""Erasing a person from the outbox: that something was sent stays, what it said and where it went does not."""

from django.db import transaction

from notices.enums import NoticeState
from notices.models import Notice


@transaction.atomic
def erase_notices_of(person):
    """Call it while the person still has their address: mails from before they had an account are found by it."""
    return _empty(Notice.objects.belonging_to(person))


@transaction.atomic
def erase_notices_about(rows):
    """Of rows whose own names are being erased, and whose people have no account to find their mails by."""
    kinds = {row._meta.label_lower for row in rows}
    about = Notice.objects.filter(about_type__in=kinds, about_id__in=[str(row.pk) for row in rows])
    return _empty(about)


def _empty(theirs):
    theirs.filter(state__in=[NoticeState.PENDING, NoticeState.FAILED]).update(state=NoticeState.CANCELLED)
    # One that is being sent this moment goes out; its row is emptied all the same.
    theirs.filter(state=NoticeState.SENDING).update(state=NoticeState.CANCELLED)
    return theirs.update(address="", subject="", body_text="", body_html="", last_error="", dedupe_key=None)
