"""Sending what is in the outbox: each notice once, again after a failure, and never silently."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from notices.enums import BACK_OFF, MOST_ATTEMPTS, NoticeState
from notices.models import Notice

# Longer than any mail server is waited for.
SENDING_AT_MOST = timedelta(minutes=15)
# A task that was not taken up within this time is taken to be lost, and put in the queue again.
QUEUED_AT_MOST = timedelta(minutes=10)
INTERRUPTED = "The worker stopped while sending. It may have gone out: ask before sending it again."


@task()
def deliver(notice_id):
    """Send one notice if it is due and nobody else is sending it. A refusal by the mail server is kept, not raised."""
    notice = Notice.objects.claim(notice_id)
    if notice is None:
        return
    try:
        mail_for(notice).send()
    except Exception as error:  # noqa: BLE001 whatever a mail backend raises, the notice has to show it
        _note_failure(notice, error)
    else:
        _in_sending(notice).update(state=NoticeState.SENT, sent_at=timezone.now(), last_error="")


def mail_for(notice):
    """The same Message-ID at every attempt, so that a receiving server can tell a repetition."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    mail = EmailMultiAlternatives(
        subject=notice.subject,
        body=notice.body_text,
        to=[notice.address],
        headers={"Message-ID": f"<{notice.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(notice.body_html, "text/html")
    return mail


@transaction.atomic
def requeue_due():
    """For the clock: queue what is to be tried again or was lost, and show what a dying worker left half sent."""
    now = timezone.now()
    half_sent = Notice.objects.filter(state=NoticeState.SENDING, claimed_at__lt=now - SENDING_AT_MOST)
    half_sent.update(state=NoticeState.FAILED, last_error=INTERRUPTED)
    waiting = list(Notice.objects.due().not_queued_since(now - QUEUED_AT_MOST))
    Notice.objects.filter(pk__in=[notice.pk for notice in waiting]).update(queued_at=now)
    for notice in waiting:
        deliver.enqueue(str(notice.pk))
    return len(waiting)


def _note_failure(notice, error):
    """The clock queues it again once the wait is over."""
    outcome = {"state": NoticeState.FAILED}
    if notice.attempts < MOST_ATTEMPTS:
        again_at = timezone.now() + BACK_OFF[notice.attempts - 1]
        outcome = {"state": NoticeState.PENDING, "next_attempt_at": again_at}
    _in_sending(notice).update(last_error=f"{type(error).__name__}: {error}", **outcome)


def _in_sending(notice):
    return Notice.objects.filter(pk=notice.pk, state=NoticeState.SENDING)
