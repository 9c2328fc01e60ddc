"""A page that moves, goes or closes takes with it what hangs beneath it, in search too."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from accounts.doors import follow_the_site
from home.tasks import refresh_pages_beneath
from prizes.models import Prize


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
