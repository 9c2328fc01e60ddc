"""What waits for the prize office among enquiries."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.backoffice.work import WorkRow, item_of
from accounts.rules import is_secretariat_of_any_prize
from network.models import AbuseReport
from network.rules.enquiries import may_decide_report
from showcase.work import day


def reports_that_wait(user):
    if not is_secretariat_of_any_prize(user):
        return []
    reports = AbuseReport.objects.visible_to(user).open().order_by("reported_at", "pk")
    reports = reports.select_related("recipient__enquiry", "recipient__profile__organisation")
    rows = [
        WorkRow(
            str(report.recipient.profile),
            reverse("enquiry_reports:inspect", args=[report.pk]),
            _("Read and decide"),
            note=_("Reported on %(day)s") % {"day": day(report.reported_at)},
        )
        for report in reports
        if may_decide_report(user, report)
    ]
    text = ngettext("enquiry reported by a company", "enquiries reported by companies", len(rows))
    return item_of(text, rows, reverse("enquiry_reports:index"))
