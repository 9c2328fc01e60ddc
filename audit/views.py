import json

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from audit import triggers
from audit.access import may_read
from audit.actions import note_export, read_details
from audit.chain import head, verify_chain
from audit.filters import EventFilterSet
from audit.models import Event


class ReadersOnly:
    """Whoever may not read the record does not learn that there is one."""

    def dispatch(self, request, *args, **kwargs):
        if not may_read(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class EventIndexView(ReadersOnly, IndexView):
    model = Event
    page_title = gettext_lazy("Record")
    template_name = "audit/record.html"
    filterset_class = EventFilterSet
    default_ordering = "-position"
    paginate_by = 50
    # Enough for anybody to check each event without this system, and the whole chain where there is one prize.
    list_export = ["position", "previous_hash", "hash", "canonical"]
    columns = [
        TitleColumn("position", label=gettext_lazy("Event"), url_name="record:event", sort_key="position"),
        Column("verb_label", label=gettext_lazy("What happened")),
        Column("actor_name", label=gettext_lazy("Who")),
        Column("target", label=gettext_lazy("To what")),
        Column("scope", label=gettext_lazy("Where")),
        DateColumn("occurred_at", label=gettext_lazy("When"), sort_key="occurred_at"),
        Column("erasure", label=gettext_lazy("Details")),
    ]

    @cached_property
    def header_buttons(self):
        return [HeaderButton(_("Verify"), url=reverse("record:verify"), icon_name="check")]

    def get_base_queryset(self):
        return Event.objects.visible_to(self.request.user).select_related("detail")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        name_actors(context["object_list"])
        return {**context, "head": head()}

    def as_spreadsheet(self, queryset, spreadsheet_format):
        note_export(by=self.request.user)
        return super().as_spreadsheet(queryset, spreadsheet_format)


class RecordPage(ReadersOnly, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "history"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("record:index"), "label": _("Record")},
            {"url": "", "label": self.get_page_title()},
        ]


class VerifyView(RecordPage):
    """The chain is one for all prizes and is whole or broken for every reader alike. It tells hashes, not events."""

    page_title = gettext_lazy("Verify the record")
    template_name = "audit/verify.html"

    def get_context_data(self, **kwargs):
        kept = self.request.GET.get("head", "").strip().lower()
        report = verify_chain(expected_head=kept or None)
        readable = set(Event.objects.visible_to(self.request.user).in_bulk(report.erased))
        erased = [(position, position in readable) for position in report.erased]
        return super().get_context_data(report=report, kept=kept, erased=erased, unguarded=triggers.missing(), **kwargs)


class EventView(RecordPage):
    """One event as it was hashed. Its details are shown on request, and the request is an event."""

    template_name = "audit/event.html"

    @cached_property
    def event(self):
        events = Event.objects.visible_to(self.request.user).select_related("detail")
        event = get_object_or_404(events, pk=self.kwargs["position"])
        name_actors([event])
        return event

    def get_page_title(self):
        return _("Event %(position)s") % {"position": self.event.position}

    def post(self, request, *args, **kwargs):
        payload = read_details(event=self.event, by=request.user)
        return self.render_to_response(self.get_context_data(details=_spelled_out(payload)))

    def get_context_data(self, **kwargs):
        return super().get_context_data(event=self.event, **kwargs)


def name_actors(events):
    """The record knows ids; a reader wants names. One query for a whole list; who is unknown keeps the id."""
    people = get_user_model().objects.filter(pk__in=_valid_ids({event.actor for event in events}))
    names = {str(person.pk): str(person) for person in people}
    for event in events:
        event.actor_name = names.get(event.actor, event.actor) or _("the clock")


def _valid_ids(ids):
    key = get_user_model()._meta.pk
    return [each for each in ids if each and _is_valid(key, each)]


def _is_valid(key, text):
    try:
        key.to_python(text)
    except ValidationError:
        return False
    return True


def _spelled_out(payload):
    return payload and json.dumps(json.loads(payload), indent=2, ensure_ascii=False, sort_keys=True)
