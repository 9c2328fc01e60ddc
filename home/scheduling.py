"""What an editor put off to a later hour. Wagtail's command does the same, and stops at the first page that fails."""

from django.utils import timezone
from wagtail.models import Page, Revision


def publish_scheduled(now=None):
    now = now or timezone.now()
    acts = [(_expire, pk) for pk in Page.objects.filter(live=True, expire_at__lt=now).values_list("pk", flat=True)]
    due = Revision.page_revisions.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    acts += [(_go_live, pk) for pk in due.values_list("pk", flat=True)]
    failures = [failure for act, pk in acts if (failure := _failure_of(act, pk))]
    if failures:
        raise ExceptionGroup("Some pages could not be published or taken away at their hour", failures)


def _failure_of(act, pk):
    try:
        act(pk)
    except Exception as failure:
        return failure
    return None


def _expire(pk):
    Page.objects.get(pk=pk).specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _go_live(pk):
    Revision.objects.get(pk=pk).publish(log_action="wagtail.publish.scheduled")
