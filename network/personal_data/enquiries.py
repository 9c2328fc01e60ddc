"""What enquiries keep about a person, for their copy of it and for its erasure. That there was one stays, to be counted."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import Invitation
from accounts.registries import register_eraser, register_exporter
from network.actions.enquiry_outcomes import PURPOSE
from network.models import AbuseReport, Enquiry, EnquiryBlock, EnquiryRecipient
from notices.erasure import erase_notices_about

# What stands where a reason must, once it has told of nobody any more.
ERASED = "Erased."


def export(person):
    return {
        "enquiries_sent": [
            {
                "subject": enquiry.subject,
                "for_company": enquiry.company_name,
                "text": enquiry.text,
                "process": enquiry.process and enquiry.process.name,
                "material": enquiry.material and enquiry.material.name,
                "quantity": enquiry.quantity,
                "wanted_on": enquiry.wanted_on and enquiry.wanted_on.isoformat(),
                "sent_at": enquiry.created_at.isoformat(),
                "companies": [
                    {
                        "company": str(recipient.profile),
                        "state": recipient.get_state_display(),
                        "answer": recipient.answer,
                        "outcome_told": recipient.get_asker_outcome_display(),
                    }
                    for recipient in enquiry.recipients.all()
                ],
            }
            for enquiry in Enquiry.objects.of_person(person).with_recipients()
        ],
        "enquiries_answered": [
            {
                "subject": recipient.enquiry.subject,
                "company": str(recipient.profile),
                "state": recipient.get_state_display(),
                "answer": recipient.answer,
                "answered_at": recipient.answered_at.isoformat(),
                "outcome_told": recipient.get_company_outcome_display(),
            }
            for recipient in EnquiryRecipient.objects.filter(answered_by=person).for_reading()
        ],
        "enquiries_reported": [
            {"company": str(report.recipient.profile), "reason": report.reason, "at": report.reported_at.isoformat()}
            for report in AbuseReport.objects.filter(reported_by=person).select_related(
                "recipient__profile__organisation"
            )
        ],
        "blocks_on_enquiries": [
            {
                "reason": block.reason,
                "from": block.blocked_at.isoformat(),
                "lifted_at": block.lifted_at and block.lifted_at.isoformat(),
            }
            for block in EnquiryBlock.objects.filter(person=person)
        ],
    }


def erase(person):
    _erase_mails_to_the_other_side(person)
    Enquiry.objects.of_person(person).update(subject="", company_name="", text="")
    EnquiryRecipient.objects.filter(answered_by=person).update(answer="", answered_by=None)
    AbuseReport.objects.filter(recipient__enquiry__person=person).update(reason="", finding="")
    AbuseReport.objects.filter(reported_by=person).update(reason="", reported_by=None)
    EnquiryBlock.objects.filter(person=person).update(reason=ERASED)
    EnquiryBlock.objects.in_force().filter(person=person).update(lifted_at=timezone.now())


def _erase_mails_to_the_other_side(person):
    """These hold what somebody wrote, or the name and address of whoever answered."""
    recipients = EnquiryRecipient.objects.filter(Q(enquiry__person=person) | Q(answered_by=person))
    links = Invitation.objects.filter(purpose=PURPOSE, target__in=[str(recipient.pk) for recipient in recipients])
    reports = AbuseReport.objects.filter(recipient__enquiry__person=person)
    erase_notices_about([*recipients, *links, *reports])


register_exporter(export)
register_eraser(erase)
