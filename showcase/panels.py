from wagtail.admin.panels import Panel

from accounts.enums import InvitationState
from accounts.models import Invitation
from showcase.enums import APPROVER


class ApprovalPanel(Panel):
    """What the company said of its page, and whether that holds for the text as it stands. Nothing to type."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "showcase/panels/approval.html"

        def get_context_data(self, parent_context=None):
            page, award = self.instance, self.instance.award
            digest = page.text_digest
            links = Invitation.objects.for_target(APPROVER, str(award.pk)).unanswered()
            return super().get_context_data(parent_context) | {
                "award": award,
                "answers": [(each, each.text_digest == digest) for each in award.approvals.all()],
                "links": [each for each in links if each.state == InvitationState.OPEN],
                "is_approved": page.is_approved(),
                "ready_at": page.ready_at,
                "is_announced": page.is_announced(),
            }
