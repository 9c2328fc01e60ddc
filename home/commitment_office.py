"""What honored companies promised, in the back office."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from accounts.backoffice import HouseActView, HousePermissionPolicy, HouseViewSet
from accounts.rules import is_auditor_of_any_prize, is_editor_of_any_prize, is_secretariat_of_any_prize
from home import actions
from home.commitment_forms import CommitmentForm, DoneForm, DropForm, ReopenForm
from home.models import AwardCommitment
from home.rules import may_keep_commitment


class DoneView(HouseActView):
    page_title = gettext_lazy("Done")
    icon_name = "check"
    form_class = DoneForm
    question = gettext_lazy("The company kept what it promised.")
    submit_label = gettext_lazy("It is done")

    @classmethod
    def offered_for(cls, row):
        return row.is_open

    def act(self, form):
        actions.finish_commitment(commitment=self.object, by=self.request.user, **form.cleaned_data)
        return _("It is written down as done.")


class DropView(HouseActView):
    page_title = gettext_lazy("Drop")
    icon_name = "cross"
    form_class = DropForm
    destructive = True
    question = gettext_lazy("Nobody is reminded of it any more.")
    submit_label = gettext_lazy("Drop it")

    @classmethod
    def offered_for(cls, row):
        return row.is_open

    def act(self, form):
        actions.drop_commitment(commitment=self.object, by=self.request.user, **form.cleaned_data)
        return _("It is dropped.")


class ReopenView(HouseActView):
    page_title = gettext_lazy("Open again")
    icon_name = "undo"
    form_class = ReopenForm
    question = gettext_lazy("It is not done after all. The people of the company are told.")
    submit_label = gettext_lazy("Open it again")

    @classmethod
    def offered_for(cls, row):
        return not row.is_open

    def act(self, form):
        actions.reopen_commitment(commitment=self.object, by=self.request.user, **form.cleaned_data)
        return _("It is open again. The company was told.")


def told_state(commitment):
    return _("Overdue") if commitment.is_overdue else commitment.get_state_display()


class CommitmentViewSet(HouseViewSet):
    model = AwardCommitment
    # The company's own page is called commitments.
    name = "commitments_office"
    url_prefix = "commitments"
    icon = "calendar-check"
    menu_label = gettext_lazy("Commitments")
    menu_order = 122
    add_to_admin_menu = True
    policy = HousePermissionPolicy(
        AwardCommitment,
        may=is_secretariat_of_any_prize,
        may_view=is_auditor_of_any_prize | is_editor_of_any_prize,
        may_row=may_keep_commitment,
        writes={"add", "change"},
    )
    acts = {"done": DoneView, "drop": DropView, "reopen": ReopenView}
    inspect_view_enabled = True
    inspect_view_fields = [
        *("award", "kind", "what", "due_on", "state", "settled_on", "note"),
        *("event", "story", "reminded_at", "created_at"),
    ]
    list_filter = ["award__category__edition", "kind", "state"]
    search_fields = ["award__company_name", "what"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("company", label=gettext_lazy("Company"), accessor="award.company_name", sort_key="award__company_name"),
        Column("kind", label=gettext_lazy("Promised"), accessor="get_kind_display", sort_key="kind"),
        Column("what", label=gettext_lazy("What was agreed")),
        # The day itself: how long ago a month from now is, no column can say.
        Column("due_on", label=gettext_lazy("Due"), accessor=lambda row: date_format(row.due_on), sort_key="due_on"),
        Column("state", label=gettext_lazy("State"), accessor=told_state, sort_key="state"),
        Column("note", label=gettext_lazy("Note")),
    ]
    list_export = [
        *("award.company_name", "award.label", "get_kind_display", "what", "due_on", "get_state_display"),
        *("settled_on", "note", "kept_by"),
    ]

    def rows(self, user):
        return super().rows(user).with_context()

    def get_form_class(self, for_update=False):
        return CommitmentForm

    def action_create(self, *, form, by):
        return actions.add_commitment(by=by, **form.cleaned_data)

    def action_update(self, *, form, by):
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        return actions.change_commitment(commitment=form.instance, by=by, **changes)
