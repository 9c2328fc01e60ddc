from django.utils.translation import gettext_lazy as _

from accounts.invitations import Purpose, register_purpose
from accounts.rules import is_editor, is_secretariat
from home.enums import STORY_APPROVER
from home.models import StoryPage


def describe(invitation):
    story = StoryPage.objects.filter(pk=invitation.target).first()
    return f"approve the story “{story.title}”" if story else "approve a story that is no longer there"


def may_revoke(person, invitation):
    return is_secretariat(person, invitation.prize) or is_editor(person, invitation.prize)


def nothing(invitation, person):
    """The word on the text is recorded by the act that answers the link."""


register_purpose(
    Purpose(
        key=STORY_APPROVER,
        label=_("Approve a story"),
        describe=describe,
        on_accept=nothing,
        may_revoke=may_revoke,
        template="home.story_approval",
        page="stories:approve",
        needs_account=False,
    )
)
