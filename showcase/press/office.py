"""The press passes of the prize office: who was let in, who accepted, how often they looked."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn

from accounts.actions import resend_invitation
from accounts.backoffice import HouseActView, HousePermissionPolicy, HouseViewSet
from accounts.enums import InvitationState
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from prizes.models import Edition
from showcase.actions import invite_press, withdraw_press_pass
from showcase.models import PressPass
from showcase.rules import may_manage_press_pass

UNANSWERED = (InvitationState.OPEN, InvitationState.EXPIRED)


class PressPassForm(WagtailAdminModelForm):
    address = forms.EmailField(
        label=gettext_lazy("Their e-mail address"), help_text=gettext_lazy("The personal link is mailed there.")
    )

    class Meta:
        model = PressPass
        fields = ("edition", "name", "outlet")

    field_order = ("edition", "name", "outlet", "address")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = Edition.objects.editable_by(self.for_user)


class ResendView(HouseActView):
    page_title = gettext_lazy("Send again")
    icon_name = "mail"
    question = gettext_lazy("A new mail with a new link goes out, and the link in the earlier mail stops working.")
    submit_label = gettext_lazy("Send again")

    @classmethod
    def offered_for(cls, row):
        return row.state in UNANSWERED

    def act(self, form):
        invitation, person = self.object.invitation, self.request.user
        resend_invitation(invitation=invitation, by=person)
        return _("The link to %(name)s is sent again.") % {"name": self.object}


class WithdrawView(HouseActView):
    page_title = gettext_lazy("Take back")
    icon_name = "cross"
    destructive = True
    question = gettext_lazy("The personal link opens nothing from now on. What was taken away already is not undone.")
    submit_label = gettext_lazy("Take back")

    @classmethod
    def offered_for(cls, row):
        return row.state in (*UNANSWERED, InvitationState.ACCEPTED)

    def act(self, form):
        withdraw_press_pass(press_pass=self.object, by=self.request.user)
        return _("The press pass of %(name)s is taken back.") % {"name": self.object}


class PressPassViewSet(HouseViewSet):
    model = PressPass
    # The address says press passes; the namespace of the personal links is called press.
    name = "press_passes"
    url_prefix = "press-passes"
    icon = "openquote"
    menu_label = gettext_lazy("Press passes")
    menu_order = 121
    add_to_admin_menu = True
    policy = HousePermissionPolicy(
        PressPass,
        may=is_secretariat_of_any_prize,
        may_view=is_auditor_of_any_prize,
        may_row=may_manage_press_pass,
        writes={"add"},
    )
    acts = {"resend": ResendView, "withdraw": WithdrawView}
    inspect_view_enabled = True
    inspect_view_fields = [
        "name",
        "outlet",
        "edition",
        "created_at",
        "accepted_at",
        "terms_version",
        "terms_text",
        "looks",
        "last_looked_at",
        "withdrawn_at",
    ]
    list_filter = ["edition"]
    search_fields = ["name", "outlet"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "__str__",
        Column("address", label=gettext_lazy("Address"), accessor="invitation.address"),
        Column("edition", label=gettext_lazy("Edition"), accessor="edition.name", sort_key="edition__year"),
        Column("state", label=gettext_lazy("State"), accessor=lambda row: row.state.label),
        DateColumn("created_at", label=gettext_lazy("Invited"), sort_key="created_at"),
        DateColumn("accepted_at", label=gettext_lazy("Accepted"), sort_key="accepted_at"),
        Column("looks", label=gettext_lazy("Looks"), sort_key="looks"),
        DateColumn("last_looked_at", label=gettext_lazy("Last look"), sort_key="last_looked_at"),
    ]
    list_export = [
        "name",
        "outlet",
        "invitation.address",
        "edition.name",
        "state",
        "created_at",
        "accepted_at",
        "looks",
        "last_looked_at",
        "withdrawn_at",
    ]

    def rows(self, user):
        return super().rows(user).with_context()

    def get_form_class(self, for_update=False):
        return PressPassForm

    def action_create(self, *, form, by):
        return invite_press(by=by, **form.cleaned_data)
