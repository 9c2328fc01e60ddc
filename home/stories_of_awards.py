"""Beside an award the showcase names the stories that its company tells."""

from collections import defaultdict

from accounts.navigation import Link
from home.models import StoryPage
from showcase.registries import register_story_source
from showcase.visibility import open_q


@register_story_source
def stories_of_awards(awards, request=None):
    found = defaultdict(list)
    stories = StoryPage.objects.filter(open_q(), award__in=awards)
    for story in stories.newest_first().only("title", "url_path", "award"):
        found[story.award_id].append(Link(story.title, story.get_url(request)))
    return found
