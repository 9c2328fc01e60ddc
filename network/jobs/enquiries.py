"""What happens to enquiries because time passes."""

from datetime import timedelta

from django.db import transaction

from network.actions.enquiries import SCOPE, link_for_company
from network.actions.enquiry_outcomes import ask_for_outcome
from network.keepers import keepers_by_company
from network.models import EnquiryRecipient
from notices.clock import register_job
from notices.outbox import write_notice


def remind_companies():
    """Of what has waited for a week, each keeper once: the outbox knows who was reminded."""
    waiting = list(EnquiryRecipient.objects.to_remind().select_related("enquiry", "profile"))
    keepers = keepers_by_company({recipient.profile.organisation_id for recipient in waiting})
    for recipient in waiting:
        with transaction.atomic():
            write_notice(
                "network.enquiry_reminder",
                to=keepers[recipient.profile.organisation_id],
                context={
                    "asker": recipient.enquiry.company_name,
                    "subject": recipient.enquiry.subject,
                    "link": link_for_company(recipient),
                },
                about=recipient,
                scope=SCOPE,
                dedupe_key=f"network.enquiry_reminder:{recipient.pk}",
            )


def ask_for_outcomes():
    for recipient in EnquiryRecipient.objects.to_ask_for_outcome():
        ask_for_outcome(recipient=recipient)


register_job("network.remind_companies", remind_companies, every=timedelta(hours=6))
register_job("network.ask_for_outcomes", ask_for_outcomes, every=timedelta(hours=6))
