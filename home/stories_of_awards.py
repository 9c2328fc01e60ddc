"""Beside an award the showcase names the stories that its company tells."""

from collections import defaultdict

from accounts.navigation import Link
from home.models import StoryPage
from showcase.registries import register_story_source


@register_story_source
def stories_of_awards(awards):
    found = defaultdict(list)
    for story in StoryPage.objects.live().public().filter(award__in=awards).newest_first().defer_streamfields():
        found[story.award_id].append(Link(story.title, story.get_url()))
    return found
