from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.enums import STORY_APPROVER
from home.models import StoryPage
from showcase.invitations import register_approval


def describe(invitation):
    story = StoryPage.objects.filter(pk=invitation.target).first()
    if story is None:
        return _("approve a story that is no longer there")
    return _("approve the story “%(title)s”") % {"title": story.title}


register_approval(
    key=STORY_APPROVER,
    label=gettext_lazy("Approve a story"),
    describe=describe,
    template="home.story_approval",
    page="stories:approve",
)
