"""What waits for the prize office among the support services."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.backoffice.work import WorkRow, item_of
from accounts.rules import is_secretariat_of_any_prize
from prizes.enums import REQUEST_LATE_AFTER, UNCONFIRMED_AFTER
from prizes.models import ServiceRequest, SupportService


def services_to_mend(user):
    """Where a provider wrote that something has changed, and where nobody answered for two months."""
    if not is_secretariat_of_any_prize(user):
        return []
    rows = [*_remarks(), *_unconfirmed()]
    return item_of(ngettext("support service to look after", "support services to look after", len(rows)), rows)


def requests_without_answer(user):
    """The provider was reminded long ago: somebody should call."""
    if not is_secretariat_of_any_prize(user):
        return []
    late = ServiceRequest.objects.open().filter(created_at__lte=timezone.now() - REQUEST_LATE_AFTER).with_context()
    rows = [
        WorkRow(
            f"{each.company_name}: {each.service.name}",
            reverse("service_requests:inspect", args=[each.pk]),
            _("Call the provider"),
            note=_("Sent to %(provider)s on %(day)s, no answer yet")
            % {"provider": each.service.provider.name, "day": date_format(timezone.localtime(each.created_at))},
            urgent=True,
        )
        for each in late.order_by("created_at")
    ]
    text = ngettext("support request without an answer", "support requests without an answer", len(rows))
    return item_of(text, rows, reverse("service_requests:index"))


def _remarks():
    return [
        WorkRow(
            service.name,
            _edit(service),
            _("Mend it, then settle it"),
            note=_("%(provider)s: “%(remark)s”") % {"provider": service.provider.name, "remark": service.remark},
            urgent=True,
        )
        for service in SupportService.objects.exclude(remark="").select_related("provider").order_by("remarked_at")
    ]


def _unconfirmed():
    before = timezone.localdate() - UNCONFIRMED_AFTER
    silent = SupportService.objects.public().filter(review_due_on__lt=before, remark="").select_related("provider")
    return [
        WorkRow(
            service.name,
            _edit(service),
            _("Find out whether it still exists"),
            note=_("Not confirmed by %(provider)s, due since %(day)s")
            % {"provider": service.provider.name, "day": date_format(service.review_due_on)},
        )
        for service in silent.order_by("review_due_on")
    ]


def _edit(service):
    return reverse("supportservice:edit", args=[service.pk])
