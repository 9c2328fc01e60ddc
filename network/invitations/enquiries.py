from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import Purpose, register_purpose
from network.actions.enquiry_outcomes import FIELDS, PURPOSE
from network.models import EnquiryRecipient


def describe(invitation):
    recipient = EnquiryRecipient.objects.select_related("enquiry", "profile__organisation").get(pk=invitation.target)
    return _("say what came of the enquiry “%(subject)s” to %(company)s") % {
        "subject": recipient.enquiry.subject,
        "company": recipient.profile,
    }


def only_with_the_outcome(invitation, person):
    """The act that writes the outcome answers the link; no other page takes its answer."""
    recipient = EnquiryRecipient.objects.get(pk=invitation.target)
    if not getattr(recipient, FIELDS[invitation.terms["side"]]):
        raise ValidationError(_("Open the link of the mail, and choose there what came of it."))


register_purpose(
    Purpose(
        key=PURPOSE,
        label=gettext_lazy("Say what came of an enquiry"),
        describe=describe,
        on_accept=only_with_the_outcome,
        may_revoke=lambda person, invitation: False,
        template="network.enquiry_outcome",
        page="enquiries:outcome",
        needs_account=False,
        lifetime=timedelta(days=30),
    )
)
