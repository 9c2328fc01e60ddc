from accounts.invitations import Purpose, register_purpose
from accounts.rules import is_editor, is_secretariat
from showcase.enums import APPROVER
from showcase.models import Award


def describe(invitation):
    award = Award.objects.with_context().filter(pk=invitation.target).first()
    return f"approve the page on your award “{award.label}”" if award else "approve a page that is no longer there"


def may_revoke(person, invitation):
    return is_secretariat(person, invitation.prize) or is_editor(person, invitation.prize)


def nothing(invitation, person):
    """The word on the text is recorded by the act that answers the link."""


register_purpose(
    Purpose(
        key=APPROVER,
        label="Approve a winner page",
        describe=describe,
        on_accept=nothing,
        may_revoke=may_revoke,
        template="showcase.approval",
        page="showcase:approve",
        needs_account=False,
    )
)
