from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from notices.actions import cancel_notice, resend_notice
from notices.enums import CANCELLABLE_STATES, RESENDABLE_STATES, NoticeState
from notices.filters import NoticeFilterSet
from notices.models import Notice
from notices.views.base import ManagersOnly, NoticesPage


class OutboxView(ManagersOnly, IndexView):
    model = Notice
    page_title = _("Outbox")
    header_icon = "mail"
    filterset_class = NoticeFilterSet
    default_ordering = "-created_at"
    paginate_by = 50
    search_fields = ["address", "subject"]
    columns = [
        TitleColumn("subject", label=_("Subject"), accessor=str, url_name="outbox:notice"),
        Column("address", label=_("To"), sort_key="address"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            primary=lambda notice: notice.state == NoticeState.FAILED,
        ),
        Column("attempts", label=_("Attempts"), sort_key="attempts"),
        Column("last_error", label=_("Last error")),
        DateColumn("created_at", label=_("Written"), sort_key="created_at"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
    ]

    def get_base_queryset(self):
        return Notice.objects.visible_to(self.request.user).defer("body_text", "body_html")


class OneNotice:
    """A notice of another prize's edition is not there."""

    @cached_property
    def notice(self):
        return get_object_or_404(Notice.objects.visible_to(self.request.user), pk=self.kwargs["pk"])


class NoticeView(OneNotice, NoticesPage, TemplateView):
    template_name = "notices/notice.html"
    parent = [{"url": reverse_lazy("outbox:index"), "label": _("Outbox")}]

    def get_page_title(self):
        return str(self.notice)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            notice=self.notice,
            may_resend=self.notice.state in RESENDABLE_STATES and self.notice.address,
            may_cancel=self.notice.state in CANCELLABLE_STATES,
            **kwargs,
        )


@method_decorator(xframe_options_sameorigin, name="dispatch")
class MailView(OneNotice, ManagersOnly, View):
    """The HTML mail itself, for the frame on the notice's page."""

    def get(self, request, *args, **kwargs):
        return HttpResponse(self.notice.body_html)


class NoticeActView(OneNotice, ManagersOnly, View):
    http_method_names = ["post"]
    done = ""

    def post(self, request, *args, **kwargs):
        notice = self.notice
        try:
            notice = self.act() or notice
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, self.done)
        return redirect(reverse("outbox:notice", args=[notice.pk]))


class ResendView(NoticeActView):
    done = _("It is on its way.")

    def act(self):
        return resend_notice(notice=self.notice, by=self.request.user)


class CancelView(NoticeActView):
    done = _("It will not be sent.")

    def act(self):
        return cancel_notice(notice=self.notice, by=self.request.user)
