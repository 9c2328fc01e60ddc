"""The back office of this part: problem statements, offers to judge, who may be approached, partners."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn

from accounts.backoffice import HouseActView, HousePermissionPolicy, HouseViewSet
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from judging.models import Panel
from network.actions.jury_offers import decline_jury_offer, invite_from_offer, note_jury_offer
from network.actions.problems import close_problem, publish_problem, refuse_problem
from network.enums import JuryOfferState, StatementState
from network.forms.industry import PartnerForm, ReasonForm
from network.models import ApproachConsent, JuryOffer, Partner, ProblemStatement
from network.rules.industry import may_decide_offer, may_manage_partner


class PublishProblemView(HouseActView):
    page_title = gettext_lazy("Publish the problem statement")
    label = gettext_lazy("Publish")
    icon_name = "check"
    question = gettext_lazy(
        "Everybody reads it from now on, and companies of the directory answer it. Its author is told. The text can no "
        "longer be changed. Look at the address of its author first: where somebody works is their own word."
    )
    submit_label = gettext_lazy("Publish it")

    @classmethod
    def offered_for(cls, row):
        return row.state == StatementState.WAITING

    def act(self, form):
        publish_problem(statement=self.object, by=self.request.user)
        return _("“%(title)s” is published.") % {"title": self.object}


class SendBackView(HouseActView):
    page_title = gettext_lazy("Send the problem statement back")
    label = gettext_lazy("Send back")
    icon_name = "undo"
    form_class = ReasonForm
    question = gettext_lazy("Its author reads your reason, changes the text and hands it in again.")
    submit_label = gettext_lazy("Send it back")

    @classmethod
    def offered_for(cls, row):
        return row.state == StatementState.WAITING

    def act(self, form):
        refuse_problem(statement=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("Its author is told.")


class CloseProblemView(HouseActView):
    page_title = gettext_lazy("Close the problem statement")
    label = gettext_lazy("Close")
    icon_name = "cross"
    destructive = True
    question = gettext_lazy("It takes no more answers, and stays on the site marked as closed.")
    submit_label = gettext_lazy("Close it")

    @classmethod
    def offered_for(cls, row):
        return row.state == StatementState.PUBLISHED

    def act(self, form):
        close_problem(statement=self.object, by=self.request.user)
        return _("“%(title)s” is closed.") % {"title": self.object}


class ProblemStatementViewSet(HouseViewSet):
    """What organisations look for, read by the office before it is published."""

    model = ProblemStatement
    name = "problem_statements"
    icon = "help"
    menu_label = gettext_lazy("Problem statements")
    form_fields = ()
    policy = HousePermissionPolicy(
        ProblemStatement, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize, writes=()
    )
    acts = {"publish": PublishProblemView, "send_back": SendBackView, "close": CloseProblemView}
    inspect_view_enabled = True
    inspect_view_fields = [
        "title",
        "organisation",
        "person",
        "text",
        "years_least",
        "years_most",
        "terms",
        "closes_on",
        "state",
        "reason",
        "created_at",
        "published_at",
    ]
    list_filter = ["state"]
    search_fields = ["title", "organisation__name"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "title",
        Column(
            "organisation", label=gettext_lazy("Organisation"), accessor="organisation", sort_key="organisation__name"
        ),
        Column("person", label=gettext_lazy("Written by"), accessor="person", sort_key="person__name"),
        Column("address", label=gettext_lazy("At"), accessor="person.email"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at"),
    ]
    list_export = ["title", "organisation.name", "person", "get_state_display", "created_at", "published_at"]

    def rows(self, user):
        return super().rows(user).select_related("organisation", "person").prefetch_related("terms")


class NoteOfferView(HouseActView):
    page_title = gettext_lazy("Put the offer on the list")
    label = gettext_lazy("Put on the list")
    icon_name = "check"
    question = gettext_lazy("You invite from this list when you put a panel together. Nobody is told by mail.")
    submit_label = gettext_lazy("Put it on the list")

    @classmethod
    def offered_for(cls, row):
        return row.state == JuryOfferState.OFFERED

    def act(self, form):
        note_jury_offer(offer=self.object, by=self.request.user)
        return _("%(offer)s is on the list.") % {"offer": self.object}


class DeclineOfferView(HouseActView):
    page_title = gettext_lazy("Decline the offer with thanks")
    label = gettext_lazy("Decline")
    icon_name = "cross"
    form_class = ReasonForm
    question = gettext_lazy("The person gets a mail with your reason.")
    submit_label = gettext_lazy("Decline it")

    @classmethod
    def offered_for(cls, row):
        return row.state in (JuryOfferState.OFFERED, JuryOfferState.NOTED)

    def act(self, form):
        decline_jury_offer(offer=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("The person is told.")


class PanelForm(forms.Form):
    panel = forms.ModelChoiceField(Panel.objects.none(), label=gettext_lazy("Panel"))

    def __init__(self, *args, prize, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Panel.objects.filter(round__edition__prize=prize).select_related("round__edition")
        self.fields["panel"].queryset = rows.order_by("-round__edition__year", "round__position", "name")


class InviteFromOfferView(HouseActView):
    page_title = gettext_lazy("Invite to a panel")
    icon_name = "mail"
    form_class = PanelForm
    question = gettext_lazy("The person gets the invitation of every juror, for the seat that they offered to take.")
    submit_label = gettext_lazy("Send the invitation")

    @classmethod
    def offered_for(cls, row):
        return row.state in (JuryOfferState.OFFERED, JuryOfferState.NOTED)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"prize": self.object.prize}

    def act(self, form):
        invitation = invite_from_offer(offer=self.object, panel=form.cleaned_data["panel"], by=self.request.user)
        return _("The invitation to %(address)s is on its way.") % {"address": invitation.address}


class JuryOfferViewSet(HouseViewSet):
    """Who offered to judge, for which seat, and in which fields."""

    model = JuryOffer
    name = "jury_offers"
    icon = "group"
    menu_label = gettext_lazy("Offers to judge")
    form_fields = ()
    policy = HousePermissionPolicy(
        JuryOffer,
        may=is_secretariat_of_any_prize,
        may_view=is_auditor_of_any_prize,
        may_row=may_decide_offer,
        writes=(),
    )
    acts = {"note": NoteOfferView, "invite": InviteFromOfferView, "decline": DeclineOfferView}
    inspect_view_enabled = True
    inspect_view_fields = [
        "person",
        "organisation_name",
        "seat_type",
        "fields",
        "note",
        "prize",
        "state",
        "reason",
        "created_at",
        "decided_at",
    ]
    list_filter = ["state", "seat_type", "prize"]
    search_fields = ["person__name", "organisation_name"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("person", label=gettext_lazy("Person"), accessor="person", sort_key="person__name"),
        Column("organisation_name", label=gettext_lazy("Organisation"), sort_key="organisation_name"),
        Column("seat_type", label=gettext_lazy("Speaks for"), accessor="get_seat_type_display", sort_key="seat_type"),
        Column(
            "fields",
            label=gettext_lazy("Fields"),
            accessor=lambda offer: ", ".join(term.name for term in offer.fields.all()),
        ),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=gettext_lazy("Offered"), sort_key="created_at"),
    ]
    list_export = ["person.name", "person.email", "organisation_name", "get_seat_type_display", "get_state_display"]

    def rows(self, user):
        return super().rows(user).for_listing()


class ApproachConsentViewSet(HouseViewSet):
    """Which honored companies may be approached, and about what. Each says so itself: the office only reads it."""

    model = ApproachConsent
    name = "approach_consents"
    icon = "group"
    menu_label = gettext_lazy("Open to be approached")
    form_fields = ()
    policy = HousePermissionPolicy(
        ApproachConsent, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize, writes=()
    )
    inspect_view_enabled = True
    inspect_view_fields = ["award", "about", "given_by", "given_at", "withdrawn_at"]
    list_filter = ["award__category__edition"]
    search_fields = ["award__company_name", "about"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("company", label=gettext_lazy("Company"), accessor="award.company_name", sort_key="award__company_name"),
        Column("award", label=gettext_lazy("Award"), accessor="award.label"),
        Column("edition", label=gettext_lazy("Edition"), accessor="award.category.edition"),
        Column("about", label=gettext_lazy("About")),
        DateColumn("given_at", label=gettext_lazy("Agreed"), sort_key="given_at"),
        DateColumn("withdrawn_at", label=gettext_lazy("Withdrawn"), sort_key="withdrawn_at"),
    ]
    list_export = ["award.company_name", "award.label", "award.category.edition", "about", "given_at", "withdrawn_at"]

    def rows(self, user):
        return super().rows(user).with_context()


class PartnerViewSet(HouseViewSet):
    """Who carries the prize. Saved here it is a tie at once, published or not."""

    model = Partner
    name = "partners"
    icon = "home"
    menu_label = gettext_lazy("Partners")
    policy = HousePermissionPolicy(
        Partner, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize, may_row=may_manage_partner
    )
    list_filter = ["role", "edition", "published"]
    search_fields = ["organisation__name"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column(
            "organisation", label=gettext_lazy("Organisation"), accessor="organisation", sort_key="organisation__name"
        ),
        Column("role", label=gettext_lazy("Role"), accessor="get_role_display", sort_key="role"),
        Column("edition", label=gettext_lazy("Edition"), accessor=lambda row: row.edition or _("Every year")),
        Column("category", label=gettext_lazy("Sponsors"), accessor=lambda row: row.category or ""),
        BooleanColumn("published", label=gettext_lazy("Public")),
    ]
    list_export = ["organisation.name", "get_role_display", "edition", "category", "statement", "website", "published"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("prize"), FieldPanel("edition")]),
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("role"), FieldPanel("category")]),
            MultiFieldPanel(
                [
                    FieldPanel("statement"),
                    FieldPanel("website"),
                    FieldPanel("logo"),
                    FieldRowPanel([FieldPanel("position"), FieldPanel("published")]),
                ],
                heading=gettext_lazy("On the site"),
            ),
        ],
        base_form_class=PartnerForm,
    )

    def rows(self, user):
        return super().rows(user).select_related("organisation", "edition__prize", "category", "prize")


VIEWSETS = (ProblemStatementViewSet(), JuryOfferViewSet(), ApproachConsentViewSet(), PartnerViewSet())
