"""Support services in the back office, and what companies asked of them."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import BooleanFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn

from accounts.backoffice import HouseActView, HousePermissionPolicy, HouseViewSet
from accounts.backoffice.views import HouseInspectView
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from prizes.actions import ask_provider, look_at_service_request, move_links, settle_remark
from prizes.forms.support_office import SettleForm, SupportServiceForm
from prizes.models import ServiceRequest, SupportService

DUE_SOON = timedelta(days=30)


class AskProviderView(HouseActView):
    page_title = gettext_lazy("Ask the provider")
    label = gettext_lazy("Ask the provider now")
    icon_name = "mail"
    submit_label = gettext_lazy("Send the link")

    @classmethod
    def offered_for(cls, row):
        return bool(row.contact_email)

    @property
    def question(self):
        return _(
            "%(address)s gets a personal link to this service as the public sees it, and says whether it is right or what "
            "has changed."
        ) % {"address": self.object.contact_email or _("Nobody")}

    def act(self, form):
        ask_provider(service=self.object, by=self.request.user)
        return _("The link is on its way to %(address)s.") % {"address": self.object.contact_email}


class SettleRemarkView(HouseActView):
    page_title = gettext_lazy("What the provider wrote")
    label = gettext_lazy("Settle what the provider wrote")
    icon_name = "check"
    form_class = SettleForm
    submit_label = gettext_lazy("It is settled")

    @classmethod
    def offered_for(cls, row):
        return bool(row.remark)

    @property
    def question(self):
        told = {"provider": self.object.provider.name, "remark": self.object.remark}
        return _("%(provider)s writes: “%(remark)s”") % told

    def act(self, form):
        settle_remark(service=self.object, by=self.request.user)
        return _("Settled. The service counts as confirmed today.")


class ServiceFilterSet(WagtailFilterSet):
    due = BooleanFilter(label=gettext_lazy("Review due within a month"), method="by_due")
    waits = BooleanFilter(label=gettext_lazy("Provider told of a change"), method="by_remark")

    class Meta:
        model = SupportService
        fields = ["published", "assistance", "takes_requests"]

    def by_due(self, services, name, value):
        soon = timezone.localdate() + DUE_SOON
        return services.filter(review_due_on__lte=soon) if value else services.exclude(review_due_on__lte=soon)

    def by_remark(self, services, name, value):
        return services.exclude(remark="") if value else services.filter(remark="")


class SupportServiceViewSet(HouseViewSet):
    model = SupportService
    icon = "help"
    policy = HousePermissionPolicy(SupportService, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize)
    acts = {"ask_provider": AskProviderView, "settle_remark": SettleRemarkView}
    list_display = [
        "name",
        "provider",
        BooleanColumn("published"),
        Column("reviewed", label=_("Confirmed"), accessor=lambda service: day(service.reviewed_on)),
        Column("due", label=_("Asked again"), accessor=lambda service: day(service.review_due_on)),
        Column("requests", label=_("Requests"), accessor="requests_sent"),
        Column("answered", label=_("Answered"), accessor="requests_answered"),
    ]
    list_export = [
        "name",
        "provider",
        "published",
        "reviewed_on",
        "review_due_on",
        "requests_sent",
        "requests_answered",
    ]
    filterset_class = ServiceFilterSet
    search_fields = ["name", "summary"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("provider"),
            FieldPanel("summary"),
            FieldPanel("website"),
            FieldPanel("assistance", widget=forms.CheckboxSelectMultiple),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("employees_least"), FieldPanel("employees_most")]),
                    FieldPanel("stages"),
                    FieldPanel("counties"),
                    FieldPanel("sub_industries", widget=forms.CheckboxSelectMultiple),
                ],
                heading=_("For whom"),
                help_text=_("What is left empty leaves nobody out."),
            ),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("cost"), FieldPanel("cost_note")]),
                    FieldPanel("how_to_ask"),
                    FieldPanel("contact_email"),
                    FieldPanel("takes_requests"),
                ],
                heading=_("What it costs and how to ask"),
            ),
            MultiFieldPanel(
                [FieldPanel("published"), FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_due_on")])],
                heading=_("On the public site"),
            ),
        ],
        base_form_class=SupportServiceForm,
    )

    def rows(self, user):
        return super().rows(user).select_related("provider").with_request_counts()

    def action_update(self, *, form, by):
        service = super().action_update(form=form, by=by)
        if {"contact_email", "provider"} & set(form.changed_data):
            move_links(service=service, by=by, is_same_provider="provider" not in form.changed_data)
        return service


class ServiceRequestInspectView(HouseInspectView):
    """What a company wrote, and what it was answered. Each look is an event."""

    def get(self, request, *args, **kwargs):
        look_at_service_request(request=self.object, by=request.user)
        return super().get(request, *args, **kwargs)


class ServiceRequestViewSet(HouseViewSet):
    """Read here, answered by the provider."""

    model = ServiceRequest
    name = "service_requests"
    icon = "mail"
    menu_label = _("Support requests")
    form_fields = ()
    policy = HousePermissionPolicy(
        ServiceRequest, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize, writes=()
    )
    inspect_view_enabled = True
    inspect_view_class = ServiceRequestInspectView
    inspect_view_fields = [
        "service",
        "company_name",
        "employees",
        "place",
        "person",
        "text",
        "consented_at",
        "state",
        "answer",
        "answered_by_name",
        "answered_at",
    ]
    list_filter = ["state", "service"]
    search_fields = ["company_name", "service__name"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("company_name", label=_("Company"), accessor="company_name", sort_key="company_name"),
        Column("service", label=_("Service"), accessor="service", sort_key="service__name"),
        Column("provider", label=_("Provider"), accessor="service.provider"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
        DateColumn("answered_at", label=_("Answered"), sort_key="answered_at"),
    ]
    list_export = ["company_name", "service", "get_state_display", "created_at", "answered_at"]

    def rows(self, user):
        return super().rows(user).with_context()


def day(date):
    return date_format(date, "SHORT_DATE_FORMAT") if date else ""
