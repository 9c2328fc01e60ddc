from home.enums import STORY_APPROVER
from home.models import StoryPage
from showcase.invitations import register_approval


def describe(invitation):
    story = StoryPage.objects.filter(pk=invitation.target).first()
    return f"approve the story “{story.title}”" if story else "approve a story that is no longer there"


register_approval(
    key=STORY_APPROVER,
    label="Approve a story",
    describe=describe,
    template="home.story_approval",
    page="stories:approve",
)
