from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import Purpose, nothing, register_purpose
from accounts.rules import is_editor, is_secretariat
from prizes.models import Edition
from showcase.enums import APPROVER, PRESS
from showcase.models import Award, PressPass


def may_revoke_approval(person, invitation):
    return is_secretariat(person, invitation.prize) or is_editor(person, invitation.prize)


def register_approval(*, key, label, describe, template, page):
    """A company is asked for its word on a text. The act that answers the link at `page` records that word."""
    register_purpose(
        Purpose(
            key=key,
            label=label,
            describe=describe,
            on_accept=nothing,
            may_revoke=may_revoke_approval,
            template=template,
            page=page,
            needs_account=False,
        )
    )


def describe_award(invitation):
    award = Award.objects.with_context().filter(pk=invitation.target).first()
    if award is None:
        return _("approve a page that is no longer there")
    return _("approve the page on your award “%(award)s”") % {"award": award.label}


register_approval(
    key=APPROVER,
    label=gettext_lazy("Approve a winner page"),
    describe=describe_award,
    template="showcase.approval",
    page="showcase:approve",
)


def describe_embargo(invitation):
    edition = Edition.objects.get(pk=invitation.target)
    return _("read the awards of “%(edition)s” before they are announced, under an embargo") % {"edition": edition.name}


def only_with_the_embargo(invitation, person):
    """The act that accepts the embargo has written down what was accepted; no other page takes the link's answer."""
    if not PressPass.objects.filter(invitation=invitation, accepted_at__isnull=False).exists():
        raise ValidationError(_("Open the link of the mail: what you agree to stands there."))


register_purpose(
    Purpose(
        key=PRESS,
        label=gettext_lazy("Read the awards under embargo"),
        describe=describe_embargo,
        on_accept=only_with_the_embargo,
        may_revoke=lambda person, invitation: is_secretariat(person, invitation.prize),
        template="showcase.press_invitation",
        page="press:pass",
        needs_account=False,
        lifetime=timedelta(days=60),
    )
)
