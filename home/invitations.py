from django.utils.translation import gettext_lazy as _

from home.enums import STORY_APPROVER
from home.models import StoryPage
from showcase.invitations import register_approval


def describe(invitation):
    story = StoryPage.objects.filter(pk=invitation.target).first()
    return f"approve the story “{story.title}”" if story else "approve a story that is no longer there"


register_approval(
    key=STORY_APPROVER,
    label=_("Approve a story"),
    describe=describe,
    template="home.story_approval",
    page="stories:approve",
)
