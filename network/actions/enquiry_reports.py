"""What the prize office does about an enquiry that a company reported."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from accounts.transitions import TransitionRefused, Transitions
from audit.record import record_event
from network.actions.enquiries import SCOPE, checked_text, link_for_company, link_of, transitions
from network.enums import REPORT_TRANSITIONS, EnquiryState, ReportState
from network.models import AbuseReport, EnquiryBlock, EnquiryRecipient
from network.rules.enquiries import is_blocked, may_decide_report, may_lift_block, may_read_report
from notices.outbox import write_notice

reports = Transitions(ReportState, REPORT_TRANSITIONS)
MOST_LETTERS = 500


@transaction.atomic
def look_at_report(*, report, by):
    """An enquiry is read by somebody whom it was not written to: each look is in the record."""
    demand(may_read_report(by, report), _("Only the prize office reads what was reported."))
    subjects = [report.recipient.enquiry.person]
    record_event("enquiry.report_looked_at", target=report, by=by, subjects=subjects, scope=SCOPE)


@transaction.atomic
def uphold_report(*, report, finding, by):
    """The enquiry ends at all its companies, and whoever wrote it writes no other until the office lifts that."""
    report = _locked(report)
    demand(may_decide_report(by, report), _("Only the prize office decides on a report, and nobody on their own."))
    reports.check(report.state, ReportState.UPHELD)
    finding = checked_text(finding, "finding", _("Say what you found. Both sides read it."), most=MOST_LETTERS)
    _decide(report, ReportState.UPHELD, finding, by)
    enquiry = report.recipient.enquiry
    _stop(enquiry)
    if not is_blocked(enquiry.person):
        EnquiryBlock.objects.create(person=enquiry.person, reason=finding, blocked_by=by)
    _tell_reporter("network.enquiry_report_upheld", report)
    write_notice(
        "network.enquiry_stopped",
        to=enquiry.person,
        context={"subject": enquiry.subject, "finding": finding, "link": link_of(enquiry)},
        about=enquiry,
        scope=SCOPE,
    )
    record_event("enquiry.report_upheld", target=report, by=by, subjects=[enquiry.person], scope=SCOPE)
    return report


@transaction.atomic
def dismiss_report(*, report, finding, by):
    report = _locked(report)
    demand(may_decide_report(by, report), _("Only the prize office decides on a report, and nobody on their own."))
    reports.check(report.state, ReportState.DISMISSED)
    finding = checked_text(finding, "finding", _("Say what you found. The company reads it."), most=MOST_LETTERS)
    _decide(report, ReportState.DISMISSED, finding, by)
    _tell_reporter("network.enquiry_report_dismissed", report)
    subjects = [report.recipient.enquiry.person]
    record_event("enquiry.report_dismissed", target=report, by=by, subjects=subjects, scope=SCOPE)
    return report


@transaction.atomic
def lift_block(*, block, by):
    block = EnquiryBlock.objects.select_for_update(of=("self",)).select_related("person").get(pk=block.pk)
    demand(may_lift_block(by, block), _("Only the prize office lifts a block, and nobody their own."))
    if block.lifted_at is not None:
        raise TransitionRefused(_("This block was lifted already."))
    block.lifted_at = timezone.now()
    block.save(update_fields=["lifted_at"])
    write_notice("network.enquiry_block_lifted", to=block.person, context={}, about=block, scope=SCOPE)
    record_event("enquiry.block_lifted", target=block, by=by, subjects=[block.person], scope=SCOPE)
    return block


def _locked(report):
    rows = AbuseReport.objects.select_for_update(of=("self",))
    return rows.select_related("recipient__enquiry__person", "recipient__profile__organisation", "reported_by").get(
        pk=report.pk
    )


def _decide(report, state, finding, by):
    report.state, report.finding = state, finding
    report.decided_by, report.decided_at = by, timezone.now()
    report.save(update_fields=["state", "finding", "decided_by", "decided_at"])


def _stop(enquiry):
    """Wherever it has not ended. The others learn nothing: it only leaves what waits for them."""
    running = [state for state in EnquiryState if transitions.allows(state, EnquiryState.STOPPED)]
    rows = EnquiryRecipient.objects.select_for_update().filter(enquiry=enquiry, state__in=running)
    EnquiryRecipient.objects.filter(pk__in=[row.pk for row in rows]).update(state=EnquiryState.STOPPED)


def _tell_reporter(template, report):
    if report.reported_by is None:
        return
    write_notice(
        template,
        to=report.reported_by,
        context={
            "subject": report.recipient.enquiry.subject,
            "asker": report.recipient.enquiry.company_name,
            "finding": report.finding,
            "link": link_for_company(report.recipient),
        },
        about=report,
        scope=SCOPE,
    )
