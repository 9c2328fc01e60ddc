"""A page that moves, goes or closes takes with it what hangs beneath it, in search too."""

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from accounts.doors import follow_the_site
from home.actions.event_changes import RELIED_ON, settle_published_event
from home.models import EventPage, HomePage
from home.tasks import refresh_pages_beneath
from prizes.models import Prize
from showcase.workflow import ensure_workflow


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def page_has_moved(instance, **kwargs):
    refresh_pages_beneath.enqueue(instance.pk)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def page_was_closed_or_opened(instance, raw=False, **kwargs):
    if not raw:
        refresh_pages_beneath.enqueue(instance.page_id)


@receiver(post_save, sender=Prize)
def prize_may_have_another_site(instance, raw, **kwargs):
    if not raw:
        follow_the_site(instance)


@receiver(post_save, sender=Site)
def site_may_have_another_front_page(instance, raw, **kwargs):
    for prize in () if raw else Prize.objects.filter(site=instance):
        follow_the_site(prize)


@receiver(post_save, sender=HomePage)
def put_under_the_workflow(created, raw, **kwargs):
    """Every page of a prize's site passes by an editor who did not have to write it."""
    if created and not raw:
        ensure_workflow()


@receiver(pre_save, sender=EventPage)
def remember_what_was_told(instance, raw, update_fields, **kwargs):
    """Those who signed up rely on it, also while the page is taken off: what differs once it is published is told to them."""
    if not raw and update_fields is None and instance.pk:
        instance.was_told = EventPage.objects.filter(pk=instance.pk).values(*RELIED_ON).first()


@receiver(page_published, sender=EventPage)
def event_was_published(instance, **kwargs):
    settle_published_event(event=instance, was=getattr(instance, "was_told", None))
