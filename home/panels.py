from django.urls import reverse
from wagtail.admin.panels import Panel

from accounts.enums import InvitationState
from accounts.models import Invitation
from home.enums import STORY_APPROVER
from home.places import places_of
from home.publishing import why_not_publishable


class StoryApprovalPanel(Panel):
    """What the company said of the story, whether that holds for the text as it stands, and the way to ask it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/story_approval.html"

        def is_shown(self):
            """A page that was never saved has no text to ask about."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context=None):
            story = self.instance
            digest = story.text_digest
            links = Invitation.objects.for_target(STORY_APPROVER, str(story.pk)).unanswered()
            return super().get_context_data(parent_context) | {
                "story": story,
                "answers": [(each, each.text_digest == digest) for each in story.answers()],
                "links": [each for each in links if each.state == InvitationState.OPEN],
                "is_approved": story.is_approved(),
                "hindrance": why_not_publishable(story),
                "ask_url": reverse("ask_for_story", args=[story.pk]),
            }


class SignUpsPanel(Panel):
    """How many come to an event, and the way to their list."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/sign_ups.html"

        def is_shown(self):
            """A page that was never saved has no list."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context=None):
            event = self.instance
            return super().get_context_data(parent_context) | {
                "event": event,
                "places": places_of(event),
                "list_url": reverse("sign_ups:index", query={"event": event.pk}),
                "door_url": reverse("event_door", args=[event.pk]),
                "add_url": reverse("sign_ups:add", query={"event": event.pk}),
            }
