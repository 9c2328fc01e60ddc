"""The back office of enquiries: how many there were and what came of them, and the text of one only where it was reported."""

from django.http import Http404
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from accounts.backoffice import HouseActView, HousePermissionPolicy, HouseViewSet
from accounts.backoffice.views import HouseHistoryView, HouseInspectView
from accounts.rules import is_secretariat_of_any_prize
from network.actions.enquiry_reports import dismiss_report, lift_block, look_at_report, uphold_report
from network.enums import ReportState
from network.forms.enquiries import FindingForm
from network.models import AbuseReport, EnquiryBlock, EnquiryRecipient
from network.office.enquiry_figures import figures
from network.rules.enquiries import may_decide_report, may_lift_block


class RecipientHistoryView(HouseHistoryView):
    """What happened and when. Who of either side did it is the business of these two."""

    @cached_property
    def columns(self):
        return [column for column in super().columns if column.name != "actor"]


class RecipientViewSet(HouseViewSet):
    """At which company an enquiry is, and how it stands: neither its words nor its people."""

    model = EnquiryRecipient
    name = "enquiry_recipients"
    icon = "mail"
    menu_label = gettext_lazy("Enquiries")
    form_fields = ()
    policy = HousePermissionPolicy(EnquiryRecipient, may=is_secretariat_of_any_prize, writes=())
    inspect_view_enabled = False
    history_view_class = RecipientHistoryView
    list_filter = ["state", "enquiry__process"]
    search_fields = ["profile__organisation__name"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "profile",
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column("process", label=gettext_lazy("Process"), accessor="enquiry.process", sort_key="enquiry__process__name"),
        DateColumn("sent", label=gettext_lazy("Sent"), accessor="enquiry.created_at", sort_key="enquiry__created_at"),
        DateColumn("answered_at", label=gettext_lazy("Answered"), sort_key="answered_at"),
        Column("asker_outcome", label=gettext_lazy("The asker says"), accessor="get_asker_outcome_display"),
        Column("company_outcome", label=gettext_lazy("The company says"), accessor="get_company_outcome_display"),
    ]
    list_export = [
        "profile.organisation.name",
        "get_state_display",
        "enquiry.process",
        "enquiry.created_at",
        "answered_at",
        "get_asker_outcome_display",
        "get_company_outcome_display",
    ]

    def rows(self, user):
        rows = super().rows(user).select_related("enquiry__process", "profile__organisation")
        return rows.order_by("-enquiry__created_at", "position")


class UpholdView(HouseActView):
    page_title = gettext_lazy("Stop the enquiry")
    label = gettext_lazy("It is abuse")
    icon_name = "cross"
    destructive = True
    form_class = FindingForm
    question = gettext_lazy(
        "The enquiry ends at all its companies, and whoever wrote it can write to no company until you lift that. Both the "
        "company that reported it and its writer are told, with what you found. The writer does not learn who reported it."
    )
    submit_label = gettext_lazy("Stop it, and its writer")

    @classmethod
    def offered_for(cls, row):
        return row.state == ReportState.OPEN

    def act(self, form):
        uphold_report(report=self.object, finding=form.cleaned_data["finding"], by=self.request.user)
        return _("The enquiry is stopped. Both sides are told.")


class DismissView(HouseActView):
    page_title = gettext_lazy("Dismiss the report")
    label = gettext_lazy("It is none")
    icon_name = "check"
    form_class = FindingForm
    question = gettext_lazy("The enquiry stays as it is. The company that reported it is told what you found.")
    submit_label = gettext_lazy("Dismiss the report")

    @classmethod
    def offered_for(cls, row):
        return row.state == ReportState.OPEN

    def act(self, form):
        dismiss_report(report=self.object, finding=form.cleaned_data["finding"], by=self.request.user)
        return _("The report is dismissed. The company is told.")


class ReportInspectView(HouseInspectView):
    """What was reported, and why: the one place where the office reads an enquiry. Each look is an event."""

    def get(self, request, *args, **kwargs):
        look_at_report(report=self.object, by=request.user)
        return super().get(request, *args, **kwargs)

    def get_fields_context(self):
        report = self.object
        enquiry = report.recipient.enquiry
        told = [
            (_("Reported by"), report.recipient.profile),
            (_("Why"), report.reason),
            (_("Written by"), enquiry.person),
            (_("For the company"), enquiry.company_name),
            (_("Subject"), enquiry.subject),
            (_("Text"), enquiry.text),
            (_("State"), report.get_state_display()),
            (_("Finding"), report.finding),
        ]
        return [{"label": label, "value": value or "-", "component": None} for label, value in told]


class AbuseReportViewSet(HouseViewSet):
    model = AbuseReport
    name = "enquiry_reports"
    icon = "warning"
    menu_label = gettext_lazy("Reported enquiries")
    form_fields = ()
    policy = HousePermissionPolicy(AbuseReport, may=is_secretariat_of_any_prize, may_row=may_decide_report, writes=())
    acts = {"uphold": UpholdView, "dismiss": DismissView}
    inspect_view_enabled = True
    inspect_view_class = ReportInspectView
    inspect_view_fields = ["reason"]
    list_filter = ["state"]
    list_per_page = 50
    list_display = [
        "recipient",
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("reported_at", label=gettext_lazy("Reported"), sort_key="reported_at"),
        DateColumn("decided_at", label=gettext_lazy("Decided"), sort_key="decided_at"),
    ]
    list_export = ["recipient.profile.organisation.name", "get_state_display", "reported_at", "decided_at"]

    def rows(self, user):
        return super().rows(user).select_related("recipient__profile__organisation", "recipient__enquiry__person")


class LiftBlockView(HouseActView):
    page_title = gettext_lazy("Lift the block")
    label = gettext_lazy("Lift")
    icon_name = "lock-open"
    question = gettext_lazy("They can write to companies again, and are told. What was stopped stays stopped.")
    submit_label = gettext_lazy("Lift the block")

    @classmethod
    def offered_for(cls, row):
        return row.lifted_at is None

    def act(self, form):
        lift_block(block=self.object, by=self.request.user)
        return _("The block is lifted.")


class EnquiryBlockViewSet(HouseViewSet):
    model = EnquiryBlock
    name = "enquiry_blocks"
    icon = "lock"
    menu_label = gettext_lazy("Stopped writers")
    form_fields = ()
    policy = HousePermissionPolicy(EnquiryBlock, may=is_secretariat_of_any_prize, may_row=may_lift_block, writes=())
    acts = {"lift": LiftBlockView}
    list_per_page = 50
    list_display = [
        "person",
        Column("reason", label=gettext_lazy("Why"), accessor="reason"),
        DateColumn("blocked_at", label=gettext_lazy("Since"), sort_key="blocked_at"),
        DateColumn("lifted_at", label=gettext_lazy("Lifted"), sort_key="lifted_at"),
    ]
    list_export = ["person.name", "reason", "blocked_at", "lifted_at"]

    def rows(self, user):
        return super().rows(user).select_related("person")


class FiguresView(WagtailAdminTemplateMixin, TemplateView):
    """What enquiries lead to, in numbers that name nobody."""

    page_title = gettext_lazy("What enquiries lead to")
    header_icon = "table"
    template_name = "network/office/enquiry_figures.html"

    def dispatch(self, request, *args, **kwargs):
        if not is_secretariat_of_any_prize(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            figures=figures(EnquiryRecipient.objects.visible_to(self.request.user)), **kwargs
        )


class FiguresMenuItem(MenuItem):
    def is_shown(self, request):
        return is_secretariat_of_any_prize(request.user)


class FiguresViewSet(ViewSet):
    name = "enquiry_figures"
    icon = "table"
    menu_label = gettext_lazy("What enquiries lead to")
    menu_item_class = FiguresMenuItem

    def get_urlpatterns(self):
        return [path("", self.construct_view(FiguresView), name="index")]


VIEWSETS = (RecipientViewSet, AbuseReportViewSet, EnquiryBlockViewSet, FiguresViewSet)
