"""The list of people of an event, in the back office: read, added to by hand, ticked at the door."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.backoffice import HouseActView, HousePermissionPolicy, HouseViewSet
from accounts.backoffice.views import HouseCreateView
from accounts.rules import is_editor_of_any_prize, is_secretariat_of_any_prize
from home import actions
from home.event_forms import AttendanceForm
from home.models import EventPage, SignUp


class AddSignUpForm(WagtailAdminModelForm):
    """Somebody who called. Without an address nothing can be mailed to them."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        help_text=gettext_lazy("Empty for somebody who has none: they hear nothing by mail."),
    )

    class Meta:
        model = SignUp
        fields = ("event", "name", "company_name", "needs")

    field_order = ("event", "name", "email", "company_name", "needs")


class CameView(HouseActView):
    page_title = gettext_lazy("Came")
    icon_name = "check"
    question = gettext_lazy("Write down that this person came. The door list does it for many at once.")
    submit_label = gettext_lazy("Yes, came")

    @classmethod
    def offered_for(cls, row):
        return row.has_place and row.came_at is None

    def act(self, form):
        actions.note_arrival(sign_up=self.object, came=True, by=self.request.user)
        return _("It is written down.")


class DidNotComeView(HouseActView):
    page_title = gettext_lazy("Did not come")
    icon_name = "cross"
    question = gettext_lazy("Take back that this person came.")
    submit_label = gettext_lazy("Did not come")

    @classmethod
    def offered_for(cls, row):
        return row.came_at is not None

    def act(self, form):
        actions.note_arrival(sign_up=self.object, came=False, by=self.request.user)
        return _("It is written down.")


class CancelView(HouseActView):
    page_title = gettext_lazy("Take off the list")
    icon_name = "bin"
    destructive = True
    question = gettext_lazy("The person is told by mail, and whoever waited longest gets the place.")
    submit_label = gettext_lazy("Take off the list")

    @classmethod
    def offered_for(cls, row):
        return row.is_active

    def act(self, form):
        actions.cancel_sign_up(sign_up=self.object, by=self.request.user)
        return _("The person is off the list, and was told if there is an address.")


class AddSignUpView(HouseCreateView):
    """From the page of an event that event is chosen already."""

    def get_initial(self):
        return super().get_initial() | {"event": self.request.GET.get("event", "")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"initial": self.get_initial()}


class SignUpViewSet(HouseViewSet):
    model = SignUp
    name = "sign_ups"
    url_prefix = "sign-ups"
    icon = "group"
    menu_label = gettext_lazy("Sign-ups")
    menu_order = 131
    add_to_admin_menu = True
    # Whoever may see one may change it, and the form offers no event of another site.
    policy = HousePermissionPolicy(SignUp, may=is_editor_of_any_prize | is_secretariat_of_any_prize, writes={"add"})
    add_view_class = AddSignUpView
    acts = {"came": CameView, "did_not_come": DidNotComeView, "cancel": CancelView}
    inspect_view_enabled = True
    inspect_view_fields = [
        *("event", "name", "email", "company_name", "needs", "state"),
        *("created_at", "moved_up_at", "canceled_at", "reminded_at", "came_at"),
    ]
    list_filter = ["event", "state"]
    search_fields = ["name", "email", "company_name"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("name", label=gettext_lazy("Name"), accessor=lambda row: row.name or _("Name erased"), sort_key="name"),
        Column("company_name", label=gettext_lazy("Company"), sort_key="company_name"),
        Column("event", label=gettext_lazy("Event"), accessor="event.title", sort_key="event__title"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column("needs", label=gettext_lazy("Needs")),
        DateColumn("created_at", label=gettext_lazy("Signed up"), sort_key="created_at"),
        DateColumn("came_at", label=gettext_lazy("Came"), sort_key="came_at"),
    ]
    list_export = [
        *("event.title", "name", "email", "company_name", "needs", "get_state_display"),
        *("created_at", "moved_up_at", "canceled_at", "came_at"),
    ]

    def rows(self, user):
        return super().rows(user).select_related("event")

    def get_form_class(self, for_update=False):
        return AddSignUpForm

    def action_create(self, *, form, by):
        return actions.sign_up(by=by, **form.cleaned_data)


class DoorListView(WagtailAdminTemplateMixin, FormView):
    """Everybody with a place, by name, with a box each: to be printed, or ticked on a phone at the door."""

    form_class = AttendanceForm
    template_name = "home/office/door_list.html"
    page_title = gettext_lazy("Door list")
    header_icon = "clipboard-list"

    @cached_property
    def event(self):
        event = EventPage.objects.visible_to(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if event is None:
            raise Http404
        return event

    @cached_property
    def listed(self):
        return self.event.sign_ups.holding_a_place().order_by(Lower("name"), "created_at")

    def get_page_subtitle(self):
        return self.event.title

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.event.sign_ups.holding_a_place()}

    def form_valid(self, form):
        came = [row.pk for row in form.cleaned_data["came"]]
        try:
            counted = actions.note_who_came(event=self.event, came=came, by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Saved: %(came)s of %(listed)s came.") % counted)
        return redirect(self.request.path)

    def get_breadcrumbs_items(self):
        page = {"url": reverse("wagtailadmin_pages:edit", args=[self.event.pk]), "label": self.event.title}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.event.title}
        return [*self.breadcrumbs_items, page, here]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = self._rows(context["form"])
        return context | {
            "event": self.event,
            "rows": rows,
            "came": sum(is_there for _row, is_there in rows),
            "waiting": list(self.event.sign_ups.waiting()),
            "list_url": reverse("sign_ups:index", query={"event": self.event.pk}),
            "add_url": reverse("sign_ups:add", query={"event": self.event.pk}),
        }

    def _rows(self, form):
        """Each with whether its box is ticked: as it was sent, or as it is known."""
        if not form.is_bound:
            return [(row, row.came_at is not None) for row in self.listed]
        ticked = set(form["came"].value() or ())
        return [(row, str(row.pk) in ticked) for row in self.listed]
