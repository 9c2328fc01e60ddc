"""What an entrant may do besides following the entry: offer its story, and keep the dates."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.navigation import Link
from home.models import PrizePage
from home.rules import may_offer_story
from nominations.registries import register_calendar, register_companion


def story_link(person, nomination):
    if not may_offer_story(person, nomination):
        return None
    return Link(_("Offer its story to the editors"), reverse("story_offer:offer", args=[nomination.pk]))


def calendar_of(edition):
    page = PrizePage.objects.live().public().filter(prize=edition.prize_id).first()
    return f"{page.get_url()}calendar/" if page else ""


register_companion(story_link)
register_calendar(calendar_of)
