"""What an entrant may do besides following the entry: offer its story."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.navigation import Link
from home.rules import may_offer_story
from nominations.registries import register_companion


def story_link(person, nomination):
    if not may_offer_story(person, nomination):
        return None
    return Link(_("Offer its story to the editors"), reverse("story_offer:offer", args=[nomination.pk]))


register_companion(story_link)
