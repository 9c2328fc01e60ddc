from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup

from accounts import actions, rules
from accounts.backoffice import HouseActView, HousePermissionPolicy, HouseViewSet
from accounts.backoffice_forms import MergeForm, OrganisationForm, PersonForm, RoleForm, RoleInvitationForm
from accounts.enums import InvitationState
from accounts.models import Invitation, Organisation, Person, Role


def local_date(moment):
    return date_format(timezone.localtime(moment))


class ClosedViewSet(ViewSet):
    """Stands where Wagtail would put its forms for users and groups; it has no page and no menu entry."""

    def on_register(self):
        """Nothing to show."""


class ErasePersonView(HouseActView):
    page_title = gettext_lazy("Erase")
    icon_name = "bin"
    destructive = True
    question = gettext_lazy(
        "Name, address, sign-in, affiliations and what the record tells of this person are erased at once and for good. "
        "What they did stays, under a number that points at nobody."
    )
    submit_label = gettext_lazy("Erase this person")

    @classmethod
    def offered_for(cls, row):
        return row.erased_at is None

    def act(self, form):
        actions.erase_person(person=self.object, by=self.request.user)
        return _("The person is erased.")


class ExportPersonView(HouseActView):
    page_title = gettext_lazy("Download data")
    icon_name = "download"
    question = gettext_lazy(
        "Everything that is kept about this person, as one file. That you downloaded it is recorded."
    )
    submit_label = gettext_lazy("Download")

    def form_valid(self, form):
        data = actions.export_person(person=self.object, by=self.request.user)
        response = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
        response["Content-Disposition"] = f'attachment; filename="person-{self.object.pk}.json"'
        return response


class PersonViewSet(HouseViewSet):
    model = Person
    # The address says people; the namespace of that name is the front's.
    name = "persons"
    url_prefix = "people"
    icon = "user"
    policy = HousePermissionPolicy(
        Person, may=rules.is_secretariat_of_any_prize, may_view=rules.is_superuser, writes={"change"}
    )
    acts = {"erase": ErasePersonView, "export": ExportPersonView}
    list_display = [
        "name",
        "email",
        "language",
        BooleanColumn("is_active"),
        DateColumn("last_login", sort_key="last_login"),
    ]
    list_filter = ["is_active", "language"]
    list_export = ["name", "email", "language", "date_joined", "last_login", "is_active"]
    search_fields = ["name", "email"]
    search_backend_name = None
    ordering = "name"

    def get_form_class(self, for_update=False):
        return PersonForm

    def action_update(self, *, form, by):
        return actions.change_person(person=Person.objects.get(pk=form.instance.pk), by=by, **form.cleaned_data)


class MergeOrganisationView(HouseActView):
    page_title = gettext_lazy("Merge")
    icon_name = "resubmit"
    destructive = True
    form_class = MergeForm
    question = gettext_lazy(
        "Two records of one organisation become one. People, entries, other names and domains of this one move to the one "
        "that you name below, and this one points there for good."
    )
    submit_label = gettext_lazy("Merge")

    @classmethod
    def offered_for(cls, row):
        return row.merged_into_id is None

    def act(self, form):
        target = actions.merge_organisations(
            source=self.object, target=form.cleaned_data["target"], by=self.request.user
        )
        return _("%(object)s is now part of %(target)s.") % {"object": self.object, "target": target}


class OrganisationViewSet(HouseViewSet):
    model = Organisation
    name = "organisations"
    icon = "home"
    policy = HousePermissionPolicy(
        Organisation, may=rules.is_secretariat_of_any_prize, may_view=rules.can_see_organisations
    )
    acts = {"merge": MergeOrganisationView}
    list_display = ["name", "kind", "city", "state", Column("merged_into", label=gettext_lazy("Merged into"))]
    list_filter = ["kind", "state"]
    list_export = ["name", "kind", "street", "city", "state", "postal_code", "website"]
    search_fields = ["name", "aliases__name", "domains__domain"]
    search_backend_name = None
    ordering = "name"

    def rows(self, user):
        return super().rows(user).select_related("parent", "merged_into")

    def get_form_class(self, for_update=False):
        return OrganisationForm

    def action_create(self, *, form, by):
        return actions.create_organisation(by=by, **form.facts())

    def action_update(self, *, form, by):
        return actions.change_organisation(
            organisation=Organisation.objects.get(pk=form.instance.pk), by=by, **form.facts()
        )


class RoleViewSet(HouseViewSet):
    model = Role
    name = "roles"
    icon = "key"
    policy = HousePermissionPolicy(
        Role,
        may=rules.is_secretariat_of_any_prize,
        may_view=rules.can_see_roles,
        may_row=lambda person, role: rules.is_secretariat(person, role.prize),
        writes={"add", "delete"},
    )
    list_display = ["person", "name", "prize", "given_by", DateColumn("given_at", sort_key="given_at")]
    list_filter = ["name", "prize"]
    list_export = ["person.name", "person.email", "name", "prize", "given_by", "given_at"]
    ordering = "person__name"

    def rows(self, user):
        return super().rows(user).select_related("person", "prize", "given_by")

    def get_form_class(self, for_update=False):
        return RoleForm

    def action_create(self, *, form, by):
        typed = form.cleaned_data
        return actions.give_role(person=typed["email"], role=typed["name"], prize=typed["prize"], by=by)

    def action_delete(self, *, instance, by):
        actions.take_role(role=instance, by=by)


class ResendInvitationView(HouseActView):
    page_title = gettext_lazy("Send again")
    icon_name = "mail"
    question = gettext_lazy("A new mail with a new link goes out, and the link in the earlier mail stops working.")
    submit_label = gettext_lazy("Send again")

    @classmethod
    def offered_for(cls, row):
        return row.state in (InvitationState.OPEN, InvitationState.EXPIRED)

    def act(self, form):
        invitation = actions.resend_invitation(invitation=self.object, by=self.request.user)
        return _("The invitation to %(address)s is sent again.") % {"address": invitation.address}


class RevokeInvitationView(ResendInvitationView):
    page_title = gettext_lazy("Take back")
    icon_name = "cross"
    destructive = True
    question = gettext_lazy("The link in the mail stops working at once. Nobody is told by mail.")
    submit_label = gettext_lazy("Take back")

    def act(self, form):
        actions.revoke_invitation(invitation=self.object, by=self.request.user)
        return _("The invitation to %(address)s is taken back.") % {"address": self.object.address}


class InvitationViewSet(HouseViewSet):
    model = Invitation
    name = "invitations"
    icon = "mail"
    policy = HousePermissionPolicy(
        Invitation,
        may=rules.is_secretariat_of_any_prize,
        may_row=lambda *pair: actions.may_manage(*pair),
        writes={"add"},
    )
    acts = {"resend": ResendInvitationView, "revoke": RevokeInvitationView}
    list_display = [
        "address",
        Column("purpose_label", label=gettext_lazy("What for"), sort_key="purpose"),
        Column("state", accessor=lambda invitation: invitation.state.label, label=gettext_lazy("State")),
        "invited_by",
        DateColumn("created_at", label=gettext_lazy("Sent"), sort_key="created_at"),
        # Wagtail's column tells a moment that is still to come as "just now".
        Column(
            "expires_at",
            label=gettext_lazy("Expires"),
            accessor=lambda row: local_date(row.expires_at),
            sort_key="expires_at",
        ),
    ]
    list_filter = ["purpose", "prize"]
    list_export = [
        "address",
        "purpose_label",
        "state",
        "invited_by",
        "created_at",
        "expires_at",
        "accepted_at",
        "declined_at",
    ]
    search_fields = ["address"]
    search_backend_name = None
    ordering = "-created_at"

    def rows(self, user):
        return super().rows(user).select_related("invited_by", "prize")

    def get_form_class(self, for_update=False):
        return RoleInvitationForm

    def action_create(self, *, form, by):
        typed = form.cleaned_data
        return actions.invite_to_role(address=typed["address"], role=typed["role"], prize=typed["prize"], by=by)


class PeopleGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("People")
    menu_icon = "group"
    menu_order = 300
    items = (PersonViewSet(), OrganisationViewSet(), RoleViewSet(), InvitationViewSet())
