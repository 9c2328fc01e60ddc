"""What changes an award's place in the showcase without saving the award."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Revision

from judging.models import Announcement
from showcase.holding import forget_held
from showcase.indexing import refresh_awards
from showcase.models import Approval, Award, Picture, WinnerPage, WinnersPage
from showcase.tasks import draw_sizes


@receiver([post_save, post_delete], sender=WinnersPage)
def refresh_the_showcase(instance, raw=False, **kwargs):
    """An award without a page of its own is found at the showcase's address."""
    awards = Award.objects.filter(category__edition__prize=instance.prize_id)
    if not raw:
        # While a page is being deleted its parts still stand.
        transaction.on_commit(lambda: refresh_awards(awards))


@receiver(post_save, sender=Picture)
def draw_its_sizes(instance, raw, **kwargs):
    if not raw:
        draw_sizes.enqueue(instance.pk)


@receiver(post_save, sender=Award)
@receiver([post_save, post_delete], sender=WinnerPage)
@receiver([post_save, post_delete], sender=Approval)
@receiver([post_save, post_delete], sender=Announcement)
def held_pictures_may_be_others(raw=False, **kwargs):
    transaction.on_commit(forget_held)


@receiver(post_save, sender=Revision)
def draft_may_show_another_picture(instance, raw, **kwargs):
    if not raw and instance.content_type.model_class() is WinnerPage:
        transaction.on_commit(forget_held)


@receiver([post_save, post_delete], sender=Announcement)
def refresh_the_announced(instance, raw=False, **kwargs):
    if not raw:
        refresh_awards(Award.objects.filter(decision__candidacy__round=instance.round_id))


@receiver(post_save, sender=Approval)
def refresh_the_approved(instance, raw, **kwargs):
    if not raw:
        refresh_awards(Award.objects.filter(pk=instance.award_id))
